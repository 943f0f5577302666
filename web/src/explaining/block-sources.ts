import { call, type Equation, equation, product, quotient, sum } from "./expression.ts";
import {
  type Asked,
  type Derivation,
  given,
  type Made,
  mapped,
  type Origin,
  rowOf,
  settingOf,
  type Tensors,
} from "./source.ts";

const partsOfMap = ["q", "k", "v"] as const;
type PartOfMap = (typeof partsOfMap)[number];

/**
 * A layer of a transformer. Its input is named: what was embedded, or what the block before has made;
 * the norm, and the maps to q, k and v, are done once more here.
 */
export function ofBlock(asked: Asked): Origin {
  const { side, block, layer, isCross } = parse(asked.weights);
  const isPatches = asked.config.model === "patches";
  const before = (of: string, to: number) =>
    to === 0 ? `${of}embedded` : `${of}block${to - 1}.output`;
  const isPre = isPatches || settingOf(asked.config, "norm") === "pre";
  const at = `${side}block${block}`;
  const own = isCross ? "norm2" : "norm1";
  const memory = isCross ? lastOf("encoder.", asked) : undefined;
  const norms = isPre
    ? [`${at}.${own}`, ...(isCross ? ["encoder.norm"] : [])]
    : isCross
      ? [`${at}.norm1`]
      : [];
  const names = [
    before(side, block),
    ...(block === 0
      ? [`${side}embedding.weight`, `${side}position.weight`, "input", "target"]
      : []),
    ...(isCross ? [`${at}.attn.output`, memory!] : []),
    ...norms.flatMap((norm) => [`${norm}.weight`, `${norm}.bias`]),
    ...partsOfMap.flatMap((part) => [`${layer}.${part}.weight`, `${layer}.${part}.bias`]),
    `${layer}.scores`,
    `${layer}.weights`,
  ];
  // The class of patches looks from the first place, and stands among those that are looked at.
  const shift = isPatches && asked.weights === "attention.weights" ? 1 : 0;
  return {
    names,
    read: (tensors) => {
      const incoming = (place: number): Made => {
        const name = before(side, block);
        const x = rowOf(tensors[name]!, place);
        if (!isCross) {
          const derivations = block === 0 ? embedding(tensors, asked, side, place, x) : [];
          return { vector: x, derivations };
        }
        // What looked at itself before it looks at the other.
        const looked = rowOf(tensors[`${at}.attn.output`]!, place);
        const both = x.map((value, i) => value + looked[i]!);
        return isPre ? given(both) : normed(given(both), tensors, `${at}.norm1`);
      };
      const asking = (place: number): Made =>
        isPre ? normed(incoming(place), tensors, `${at}.${own}`) : incoming(place);
      const answering = (place: number): Made => {
        if (!isCross) return asking(place);
        const m = given(rowOf(tensors[memory!]!, place));
        return isPre ? normed(m, tensors, "encoder.norm") : m;
      };
      const part = (name: PartOfMap, of: Made, place: number): Made => {
        const weight = tensors[`${layer}.${name}.weight`]!;
        const made = mapped(name, weight, of.vector, tensors[`${layer}.${name}.bias`]);
        const derivations = [...of.derivations, ...made.derivations];
        const whole = { vector: made.vector, derivations };
        const turns = asked.config.model === "transformer" && name !== "v";
        if (!turns || settingOf(asked.config, "position") !== "rotary") return whole;
        const heads = tensors[`${layer}.scores`]!.shape[1]!;
        return turned(name, whole, place, tensors[`${layer}.q.weight`]!.shape[0]! / heads);
      };
      const row = asked.row;
      return {
        layer,
        scores: `${layer}.scores`,
        weights: `${layer}.weights`,
        row,
        column: asked.column + shift,
        query: () => part("q", asking(row), row),
        key: (column) => part("k", answering(column), column),
        value: (column) => part("v", answering(column), column),
      };
    },
  };
}

/** "decoder.block1.cross.weights" is block 1 of the side "decoder."; patches call theirs "attention". */
function parse(weights: string) {
  const [, side = "", block = "0", kind = "attn"] =
    /^(\w+\.)?block(\d+)\.(attn|cross)\./.exec(weights) ?? [];
  const number = Number(block);
  return {
    side,
    block: number,
    isCross: kind === "cross",
    layer: `${side}block${number}.${kind}`,
  };
}

function lastOf(side: string, { config }: Asked): string {
  return `${side}block${Number(settingOf(config, "layers")) - 1}.output`;
}

/** (x − mean)/√(variance + 10⁻⁵)·weight + bias */
function normed(x: Made, tensors: Tensors, name: string): Made {
  const [weight, bias] = [tensors[`${name}.weight`]!, tensors[`${name}.bias`]!];
  const count = x.vector.length;
  const mean = equation("mean", quotient(sum(...x.vector), count));
  const spread = equation(
    "variance",
    quotient(sum(...x.vector.map((value) => call("square", sum(value, -mean.value)))), count),
  );
  const numbers = () =>
    x.vector.map((value, i) =>
      equation(
        "n",
        sum(
          product(
            quotient(sum(value, -mean.value), call("root", sum(spread.value, 1e-5))),
            weight.data[i]!,
          ),
          bias.data[i]!,
        ),
        String(i + 1),
      ),
    );
  const derivation: Derivation = { of: "norm", equations: () => [mean, spread, ...numbers()] };
  const deviation = Math.sqrt(spread.value + 1e-5);
  return {
    vector: x.vector.map(
      (value, i) => ((value - mean.value) / deviation) * weight.data[i]! + bias.data[i]!,
    ),
    derivations: [...x.derivations, derivation],
  };
}

/** The pair (i, i + D/2) of a head, D numbers wide, is turned by t·10000^(−2i/D). */
function turned(name: string, made: Made, place: number, width: number): Made {
  const half = width / 2;
  const equations = (): Equation[] =>
    made.vector.map((value, d) => {
      const within = d % width;
      const angle = place * 10000 ** ((-2 * (within % half)) / width);
      const other = made.vector[within < half ? d + half : d - half]!;
      const sign = within < half ? -1 : 1;
      return equation(
        name,
        sum(product(value, call("cos", angle)), product(sign * other, call("sin", angle))),
        String(d + 1),
      );
    });
  return {
    vector: equations().map(({ value }) => value),
    derivations: [...made.derivations, { of: "turned", equations }],
  };
}

/** x = embedding + position, where these can be read. */
function embedding(
  tensors: Tensors,
  { config }: Asked,
  side: string,
  place: number,
  x: readonly number[],
): Derivation[] {
  const table = tensors[`${side}embedding.weight`];
  const position = String(settingOf(config, "position"));
  const token = side === "decoder." ? tensors.target?.data[place - 1] : tensors.input?.data[place];
  if (!table || token === undefined || token < 0 || config.model === "patches") return [];
  // Vectors are mapped, not looked up.
  if (table.shape[0]! <= token || tensors.input?.shape.length !== 2) return [];
  const word = rowOf(table, token);
  const learned = tensors[`${side}position.weight`];
  const share = (i: number) => 10000 ** ((-2 * Math.floor(i / 2)) / x.length);
  const added = (i: number) => {
    if (position === "learned" && learned) return [rowOf(learned, place)[i]!];
    if (position !== "sinusoidal") return [];
    return [call(i % 2 === 0 ? "sin" : "cos", place * share(i))];
  };
  const equations = () =>
    word.map((value, i) => equation("x", sum(value, ...added(i)), String(i + 1)));
  return [{ of: "position", equations }];
}
