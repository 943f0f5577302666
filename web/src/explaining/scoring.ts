import type { NamedTensor } from "softlook-wasm";
import type { LessonConfig } from "../lessons/lesson.ts";
import {
  call,
  dot,
  type Equation,
  type Expression,
  equation,
  product,
  quotient,
  sum,
} from "./expression.ts";
import { rowOf, type Source, settingOf, type Tensors } from "./source.ts";

/** One query and one key, and what their attention knows besides. */
export interface Pair {
  source: Source;
  tensors: Tensors;
  config: LessonConfig;
  head: number;
  heads: number;
  /** Of the head alone, D numbers. */
  query: readonly number[];
  key: readonly number[];
  /** Of all heads. */
  wholeQuery: readonly number[];
  wholeKey: readonly number[];
  /** Which keys the query may see. */
  seen: readonly number[];
  /** How many there are, seen or not. */
  keys: number;
}

/** From a query and a key to a score, before temperature and mask: the last equation is the score. */
type Score = (pair: Pair) => Equation[];

const scaled: Score = ({ query, key }) => {
  const compared = equation("q·k", dot(query, key));
  return [compared, equation("S", quotient(compared.value, call("root", query.length)))];
};

const plain: Score = ({ query, key }) => [equation("S", dot(query, key))];

/** A square matrix of the attention's own, for one head: W·x */
function inHead(pair: Pair, part: string, x: readonly number[], bias?: NamedTensor): Equation[] {
  const weight = parameter(pair, `${part}.weight`);
  const { length: width } = pair.query;
  return Array.from({ length: width }, (_, d) => {
    const at = pair.head * width + d;
    const terms = rowOf(weight, at).map((w, i) => product(w, x[i]!));
    const all = bias ? [...terms, bias.data[at]!] : terms;
    return equation(
      part === "query" ? "q′" : part === "key" ? "k′" : "m",
      sum(...all),
      String(d + 1),
    );
  });
}

/** v·tanh(Wq + Uk) */
const additive: Score = (pair) => {
  const asked = inHead(pair, "query", pair.wholeQuery);
  const found = inHead(pair, "key", pair.wholeKey);
  const v = rowOf(parameter(pair, "score.weight"), pair.head);
  const terms = v.map((weight, d) =>
    product(weight, call("tanh", sum(asked[d]!.value, found[d]!.value))),
  );
  return [...asked, ...found, equation("S", sum(...terms))];
};

/** With ALiBi the mean is weighed by how far away a key is: the softmax of −m·distance. */
function nearness({ config, source, seen, head, heads }: Pair): number[] | undefined {
  if (!hasAlibi(config)) return undefined;
  const powers = seen.map((column) =>
    Math.exp(-slope(head, heads) * Math.abs(source.row - column)),
  );
  const total = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / total);
}

export const hasAlibi = (config: LessonConfig) =>
  config.model === "transformer" && settingOf(config, "position") === "alibi";

/** ALiBi's: 2^(−8h/H) of a power of two heads; those beyond have every other one of twice as many. */
export function slope(head: number, heads: number): number {
  const power = 2 ** Math.floor(Math.log2(heads));
  if (head < power) return 2 ** ((-8 * (head + 1)) / power);
  return 2 ** ((-8 * (2 * (head - power) + 1)) / (2 * power));
}

/** v·tanh(Xk + M·k̄ + Yq + θ)/√D; k̄ is the mean of the keys that may be seen. */
const tanhScore: Score = (pair) => {
  const asked = inHead(pair, "query", pair.wholeQuery, parameter(pair, "query.bias"));
  const found = inHead(pair, "key", pair.wholeKey);
  const all = pair.seen.map((column) => pair.source.key(column).vector);
  const shares = nearness(pair);
  const mean = pair.wholeKey.map((_, i) => {
    const numbers = all.map((key) => key[i]!);
    const even = quotient(sum(...numbers), all.length);
    return equation("k̄", shares ? dot(shares, numbers) : even, String(i + 1));
  });
  const middle = inHead(
    pair,
    "mean",
    mean.map(({ value }) => value),
  );
  const v = rowOf(parameter(pair, "score.weight"), pair.head);
  const terms = v.map((weight, d) =>
    product(weight, call("tanh", sum(found[d]!.value, middle[d]!.value, asked[d]!.value))),
  );
  const score = equation("S", quotient(sum(...terms), call("root", v.length)));
  return [...asked, ...found, ...mean, ...middle, score];
};

/** (Wq)·(W′k) + b of the key's position */
const twoSided: Score = (pair) => {
  const asked = inHead(pair, "query", pair.wholeQuery);
  const found = inHead(pair, "key", pair.wholeKey);
  const terms = asked.map(({ value }, d) => product(value, found[d]!.value));
  const bias = pair.tensors[`${pair.source.layer}.score.bias`]?.data[pair.source.column];
  const score = bias === undefined ? sum(...terms) : sum(...terms, bias);
  return [...asked, ...found, equation("S", score)];
};

/** q·W·k */
const general: Score = (pair) => {
  const { query, key, head } = pair;
  const weight = parameter(pair, "weight");
  const rows = query.map((_, d) => rowOf(weight, head * query.length + d));
  const through = key.map((_, e) =>
    equation("q′", sum(...query.map((value, d) => product(value, rows[d]![e]!))), String(e + 1)),
  );
  const values = through.map(({ value }) => value);
  return [...through, equation("S", dot(values, key))];
};

/** q·w, w learned for the key's position: the key does not matter. */
const location: Score = (pair) => {
  const weight = parameter(pair, "weight");
  const w = rowOf(weight, pair.head * weight.shape[1]! + pair.source.column);
  return [equation("S", dot(pair.query, w))];
};

/** β·q·k/(|q|·|k|) */
const cosine: Score = ({ query, key, config }) => {
  const compared = equation("q·k", dot(query, key));
  const length = (name: string, x: readonly number[]) =>
    equation(name, call("root", sum(...x.map((value) => call("square", value)), 1e-8)));
  const [ofQuery, ofKey] = [length("|q|", query), length("|k|", key)];
  const share = quotient(compared.value, product(ofQuery.value, ofKey.value));
  const sharpness = Number(settingOf(config, "sharpness"));
  return [compared, ofQuery, ofKey, equation("S", product(sharpness, share))];
};

/** w·k + b, the key of all heads: the query does not matter. */
const gatedHeads: Score = (pair) => {
  const weight = rowOf(parameter(pair, "gate.weight"), pair.head);
  const terms = weight.map((w, i) => product(w, pair.wholeKey[i]!));
  return [equation("S", sum(...terms, parameter(pair, "gate.bias").data[pair.head]!))];
};

/** ln(φ(q)·φ(k)) */
const linear: Score = ({ query, key }) => {
  const lifted = (name: string, x: readonly number[]) =>
    x.map((value, d) => equation(name, call("phi", value), String(d + 1)));
  const [asked, found] = [lifted("q′", query), lifted("k′", key)];
  const terms: Expression[] = asked.map(({ value }, d) => product(value, found[d]!.value));
  const compared = equation("q′·k′", sum(...terms));
  return [...asked, ...found, compared, equation("S", call("ln", compared.value))];
};

/** q·k/√D − ln Tk */
const sigmoid: Score = (pair) => {
  const [compared] = scaled(pair) as [Equation];
  const share = quotient(compared.value, call("root", pair.query.length));
  return [compared, equation("S", sum(share, product(-1, call("ln", pair.keys))))];
};

const scores: Record<string, Score> = {
  dot: plain,
  additive,
  "tanh-score": tanhScore,
  "two-sided": twoSided,
  general,
  location,
  cosine,
  "gated-heads": gatedHeads,
  linear,
  sigmoid,
};

/** All others compare by a scaled product. */
export const scoreOf = (pair: Pair): Equation[] => (scores[pair.config.attention] ?? scaled)(pair);

function parameter({ source, tensors }: Pair, name: string): NamedTensor {
  const tensor = tensors[`${source.layer}.${name}`];
  if (!tensor) throw new Error(`[explain] the run has no tensor "${source.layer}.${name}"`);
  return tensor;
}

/** What the attentions call their own, after the name of the layer. */
export const ownParameters: readonly string[] = [
  "query.weight",
  "query.bias",
  "key.weight",
  "mean.weight",
  "score.weight",
  "score.bias",
  "weight",
  "gate.weight",
  "gate.bias",
  "sink",
];
