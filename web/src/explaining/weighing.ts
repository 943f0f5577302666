import {
  call,
  type Equation,
  type Expression,
  equation,
  product,
  quotient,
  sum,
} from "./expression.ts";

/** The scores of a row that are not hidden, and which of them is in question. */
export interface Row {
  scores: readonly number[];
  /** Which key each of them is of, from 1. */
  names: readonly string[];
  chosen: number;
  /** How many keys there are, seen or not. */
  keys: number;
  /** The score of a place with nothing to fetch, where there is one. */
  sink: number | undefined;
}

/** From the scores of a row to one weight: the last equation is the weight. */
type Weigh = (row: Row) => Equation[];

const softmax: Weigh = ({ scores, names, chosen, sink }) => {
  const greatest = Math.max(...scores, sink ?? Number.NEGATIVE_INFINITY);
  const power = (score: number) => call("exp", sum(score, -greatest));
  const powers = scores.map((score, j) => equation("e", power(score), names[j]!));
  const nothing = sink === undefined ? [] : [equation("e", power(sink), "∅")];
  const all = [...powers, ...nothing];
  const total = equation("Σ", sum(...all.map(({ value }) => value)));
  return [...all, total, equation("a", quotient(powers[chosen]!.value, total.value))];
};

/** One at the first of the largest. */
const hard: Weigh = ({ scores, chosen }) => {
  const first = scores.indexOf(Math.max(...scores));
  return [equation("a", first === chosen ? 1 : 0)];
};

/** max(S − τ, 0), τ such that they sum to one: over the n that stay, τ = (ΣS − 1)/n. */
const sparsemax: Weigh = ({ scores, chosen }) => {
  const sorted = [...scores].sort((a, b) => b - a);
  let kept = 1;
  let total = 0;
  sorted.forEach((score, i) => {
    total += score;
    if (1 + (i + 1) * score > total) kept = i + 1;
  });
  const threshold = equation("τ", quotient(sum(...sorted.slice(0, kept), -1), kept));
  return [threshold, equation("a", call("positive", sum(scores[chosen]!, -threshold.value)))];
};

/** max(S/2 − τ, 0)²; over the n that stay, τ = m − √((1/n) − variance). */
const entmax: Weigh = ({ scores, chosen }) => {
  const halves = scores.map((score) => score / 2).sort((a, b) => b - a);
  let best: Equation[] = [];
  for (let n = 1; n <= halves.length; n++) {
    const some = halves.slice(0, n);
    const mean = equation("m", quotient(sum(...some), n));
    const squares = some.map((half) => call("square", sum(half, -mean.value)));
    const spread = equation("σ²", quotient(sum(...squares), n));
    const left = 1 / n - spread.value;
    if (left < 0) break;
    const threshold = equation(
      "τ",
      sum(mean.value, product(-1, call("root", sum(quotient(1, n), -spread.value)))),
    );
    if (threshold.value > halves[n - 1]!) break;
    best = [mean, spread, threshold];
  }
  const threshold = best[2]!.value;
  const over: Expression = call("positive", sum(quotient(scores[chosen]!, 2), -threshold));
  return [...best, equation("a", call("square", over))];
};

const sigmoid: Weigh = ({ scores, chosen }) => [equation("a", call("sigmoid", scores[chosen]!))];

const gates: Weigh = ({ scores, chosen, keys }) => [
  equation("a", quotient(call("sigmoid", scores[chosen]!), keys)),
];

const kinds: Record<string, Weigh> = {
  hard,
  "hard-sampled": hard,
  sparsemax,
  entmax,
  sigmoid,
  "gated-heads": gates,
};

/** All others are a softmax. */
export const weightOf = (attention: string, row: Row): Equation[] =>
  (kinds[attention] ?? softmax)(row);
