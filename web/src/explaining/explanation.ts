import type { NamedTensor } from "softlook-wasm";
import type { LessonConfig } from "../lessons/lesson.ts";
import { ofBlock } from "./block-sources.ts";
import {
  type Equation,
  type Expression,
  equation,
  evaluate,
  product,
  quotient,
  sum,
} from "./expression.ts";
import { scoreFormula, weightFormula } from "./formulas.ts";
import {
  ofAddressing,
  ofAttentionModule,
  ofCalculator,
  ofImageAttention,
  ofNextVector,
  ofRecurrent,
} from "./plain-sources.ts";
import { hasAlibi, ownParameters, type Pair, scoreOf, slope } from "./scoring.ts";
import {
  type Asked,
  type Derivation,
  type Origin,
  rowOf,
  type Source,
  settingOf,
  type Tensors,
} from "./source.ts";
import { weightOf } from "./weighing.ts";

export type PartName = "heads" | "query" | "key" | "score" | "weight" | "value";

/** A key of the row: its score, −∞ where it is hidden, and its weight. */
export interface Looked {
  column: number;
  score: number;
  weight: number;
}

/** Numbers side by side, under one letter. */
export interface Strip {
  name: string;
  values: readonly number[];
}

/** One step from the vectors to the number. */
export interface Part {
  name: PartName;
  strips: readonly Strip[];
  equations: readonly Equation[];
  derivations: readonly Derivation[];
  /** How it is done, in letters. */
  formula?: string;
  /** What every key of the row has. */
  row?: readonly Looked[];
  note?: "hidden" | "hard" | "unnamed" | "fixed" | undefined;
}

export interface Explanation {
  /** The head that it is about, from 0, and of how many. */
  head: number;
  heads: number;
  weight: number;
  parts: readonly Part[];
}

const origins: Record<string, (asked: Asked) => Origin> = {
  "next-vector": ofNextVector,
  addressing: ofAddressing,
  calculator: ofCalculator,
  "image-attention": ofImageAttention,
  "attention-module": ofAttentionModule,
  "encoder-decoder": ofRecurrent,
  pointer: ofRecurrent,
  transformer: ofBlock,
  patches: ofBlock,
  "sequence-transformer": ofBlock,
};

/** The mean of all heads has a name of its own; it is of the weights beside it. */
const ofHeads = (asked: Asked): Asked => ({
  ...asked,
  weights: asked.weights.replace(/\.average$/, ".weights"),
});

/** The tensors that it takes to explain a weight; some runs have not all of them. */
export function asksFor(asked: Asked): string[] {
  const each = ofHeads(asked);
  const origin = origins[asked.config.model]?.(each);
  if (!origin) return looked(each);
  const layer = asked.config.model.endsWith("transformer")
    ? each.weights.replace(/\.\w+$/, "")
    : undefined;
  const own = layer ?? layerOf(asked.config.model);
  return [each.weights, ...origin.names, ...ownParameters.map((name) => `${own}.${name}`)];
}

function layerOf(model: string): string {
  if (model === "patches") return "block0.attn";
  return model === "encoder-decoder" || model === "pointer" ? "decoder.attn" : "attention";
}

/** Of a model whose scores come from no query and key: the scores and the weights of the row alone. */
const looked = ({ weights, row }: Asked) => [
  weights,
  weights.replace("weights", "scores"),
  weights.replace("weights", `step${row}.scores`),
];

/** Undefined while what it takes has not come; what is absent will not. */
export function explain(
  tensors: Tensors,
  asked: Asked,
  head: number | "mean",
  absent: readonly string[],
): Explanation | undefined {
  const each = ofHeads(asked);
  const all = tensors[each.weights];
  const hasCome = (name: string) => name in tensors || absent.includes(name);
  if (!all || !asksFor(asked).every(hasCome)) return undefined;
  const origin = origins[asked.config.model]?.(each);
  if (!origin) return ofScoresAlone(tensors, each, all, absent);
  const ofScores = origin.names.filter((name) => name.endsWith(".scores"));
  if (ofScores.every((name) => absent.includes(name))) return fixed(each, all);
  const source = origin.read(tensors);
  const scores = tensors[source.scores];
  const weights = tensors[source.weights];
  if (!scores || !weights) return undefined;
  const heads = scores.shape[1]!;
  const weightIn = (h: number) => rowOfHead(weights, h, source.row)[source.column] ?? Number.NaN;
  const every = Array.from({ length: heads }, (_, h) => weightIn(h));
  const chosen = head === "mean" || head >= heads ? strongest(every) : head;
  const parts = partsOf(tensors, source, scores, weights, chosen, asked.config);
  const together: Part = {
    name: "heads",
    strips: [],
    equations: [equation("a", quotient(sum(...every), heads))],
    derivations: [],
  };
  const shown = head === "mean" && heads > 1 ? [together, ...parts] : parts;
  return { head: chosen, heads, weight: every[chosen]!, parts: shown };
}

const strongest = (weights: readonly number[]) =>
  Math.max(0, weights.indexOf(Math.max(...weights)));

/** A row of [1,H,rows,Tk], in one head. */
function rowOfHead(tensor: NamedTensor, head: number, row: number): number[] {
  return rowOf(tensor, head * tensor.shape.at(-2)! + row);
}

function partsOf(
  tensors: Tensors,
  source: Source,
  scores: NamedTensor,
  weights: NamedTensor,
  head: number,
  config: LessonConfig,
): Part[] {
  const heads = scores.shape[1]!;
  const row = rowOfHead(scores, head, source.row);
  const seen = row.flatMap((score, j) => (score === Number.NEGATIVE_INFINITY ? [] : [j]));
  const query = source.query();
  const key = source.key(source.column);
  const value = source.value(source.column);
  const width = query.vector.length / heads;
  const shared = Math.max(1, Math.round(key.vector.length / width));
  const group = Math.floor((head * shared) / heads);
  const ofHead = (vector: readonly number[], h: number) => vector.slice(h * width, (h + 1) * width);
  const pair: Pair = {
    source,
    tensors,
    config,
    head,
    heads,
    query: ofHead(query.vector, head),
    key: ofHead(key.vector, group),
    wholeQuery: query.vector,
    wholeKey: key.vector,
    seen,
    keys: row.length,
  };
  const scored = final(scoreOf(pair), pair);
  const hidden = !seen.includes(source.column);
  const weight = hidden ? [] : weighed(pair, row, scored.at(-1)!.value);
  const valueWidth = value.vector.length / shared;
  const ofValue = (vector: readonly number[]) =>
    vector.slice(group * valueWidth, (group + 1) * valueWidth);
  const own = ofValue(value.vector);
  const shares = rowOfHead(weights, head, source.row);
  const share = weight.at(-1)?.value ?? shares[source.column]!;
  const brought = own.map((number, d) => equation("a·v", product(share, number), String(d + 1)));
  const looking = lookedUp(shares, (column) => ofValue(source.value(column).vector));
  return [
    {
      name: "query",
      strips: [{ name: "q", values: pair.query }],
      equations: [],
      derivations: within(query.derivations, "q", head, width),
    },
    {
      name: "key",
      strips: [{ name: "k", values: pair.key }],
      equations: [],
      derivations: within(key.derivations, "k", group, width),
    },
    {
      name: "score",
      strips: terms(scored),
      equations: scored,
      derivations: [],
      formula: scoreFormula(config.attention),
    },
    {
      name: "weight",
      strips: [],
      equations: weight,
      derivations: [],
      formula: weightFormula(config.attention),
      row: row.map((score, column) => ({ column, score, weight: shares[column]! })),
      note: hidden ? "hidden" : config.attention.startsWith("hard") ? "hard" : undefined,
    },
    {
      name: "value",
      strips: [
        { name: "v", values: own },
        { name: "a·v", values: brought.map(({ value }) => value) },
        { name: "o", values: looking.values },
      ],
      equations: brought,
      derivations: [
        ...within(value.derivations, "v", group, valueWidth),
        { of: "output", equations: looking.equations },
      ],
    },
  ];
}

/** What the numbers of a query and a key add to the score, one by one. */
function terms(equations: readonly Equation[]): Strip[] {
  for (const { expression } of equations.toReversed()) {
    const whole = typeof expression === "number" ? undefined : added(expression);
    if (whole) return [{ name: "+", values: whole.map(evaluate) }];
  }
  return [];
}

/** The terms of a sum of products, or of one that is divided. */
function added(expression: Exclude<Expression, number>): Expression[] | undefined {
  const [first] = expression.of;
  if (expression.op === "quotient" && typeof first !== "number") return added(first!);
  if (expression.op !== "sum") return undefined;
  const products = expression.of.filter(
    (term) => typeof term !== "number" && term.op === "product",
  );
  return products.length > 1 ? products : undefined;
}

/** Of what all heads have, the equations of the numbers of one. */
function within(
  derivations: readonly Derivation[],
  name: string,
  head: number,
  width: number,
): Derivation[] {
  return derivations.map(({ of, equations }) => ({
    of,
    equations: () => {
      const all = equations();
      const isOfHeads = all.every(({ sign }) => sign.name === name);
      return isOfHeads ? all.slice(head * width, (head + 1) * width) : all;
    },
  }));
}

/** With what temperature and distance make of a score. */
function final(equations: Equation[], { config, source, head, heads }: Pair): Equation[] {
  const all = [...equations];
  const raw = all.at(-1)!;
  const then = (next: Equation) => {
    all[all.length - 1] = { ...raw, sign: { name: "s" } };
    all.push(next);
  };
  const temperature = Number(settingOf(config, "temperature"));
  if (config.model === "calculator" && temperature !== 1) {
    then(equation("S", quotient(raw.value, temperature)));
  }
  if (hasAlibi(config)) {
    const distance = Math.abs(source.row - source.column);
    then(equation("S", sum(raw.value, product(-slope(head, heads), distance))));
  }
  return all;
}

function weighed(pair: Pair, row: readonly number[], score: number): Equation[] {
  const { source, config, seen, head, tensors } = pair;
  const scores = seen.map((column) => (column === source.column ? score : row[column]!));
  return weightOf(config.attention, {
    scores,
    names: seen.map((column) => String(column + 1)),
    chosen: seen.indexOf(source.column),
    keys: row.length,
    sink: config.attention === "sink" ? tensors[`${source.layer}.sink`]?.data[head] : undefined,
  });
}

/** What the head finds in all places together: Σ a·v. */
function lookedUp(shares: readonly number[], valueAt: (column: number) => readonly number[]) {
  const columns = shares.flatMap((share, j) => (share === 0 ? [] : [j]));
  const found = columns.map((column) => valueAt(column));
  const width = valueAt(0).length;
  const values = Array.from({ length: width }, (_, d) =>
    columns.reduce((total, column, n) => total + shares[column]! * found[n]![d]!, 0),
  );
  const equations = () =>
    values.map((_, d) =>
      equation(
        "o",
        sum(...columns.map((column, n) => product(shares[column]!, found[n]![d]!))),
        String(d + 1),
      ),
    );
  return { values, equations };
}

/** The scores are there, but no query and key that they were made of. */
function ofScoresAlone(
  tensors: Tensors,
  asked: Asked,
  all: NamedTensor,
  absent: readonly string[],
): Explanation | undefined {
  const [, together, step] = looked(asked);
  if (absent.includes(together!) && absent.includes(step!)) return fixed(asked, all);
  const scores = tensors[step!] ?? tensors[together!];
  if (!scores) return undefined;
  const row = rowOfHead(scores, 0, tensors[step!] ? 0 : asked.row);
  const equations = weightOf(asked.config.attention, {
    scores: row,
    names: row.map((_, j) => String(j + 1)),
    chosen: asked.column,
    keys: row.length,
    sink: undefined,
  });
  const weights = rowOfHead(all, 0, asked.row);
  const looks = row.map((score, column) => ({ column, score, weight: weights[column]! }));
  return alone(asked, all, equations, "unnamed", looks);
}

/** No score was asked for: so it is always. */
const fixed = (asked: Asked, all: NamedTensor) => alone(asked, all, [], "fixed");

function alone(
  { row: from, column }: Asked,
  all: NamedTensor,
  equations: Equation[],
  note: NonNullable<Part["note"]>,
  looks: readonly Looked[] = [],
): Explanation {
  const weight = rowOfHead(all, 0, from)[column] ?? Number.NaN;
  const row = looks.length > 0 ? { row: looks } : {};
  const part: Part = { name: "weight", strips: [], equations, derivations: [], note, ...row };
  return { head: 0, heads: 1, weight, parts: [part] };
}
