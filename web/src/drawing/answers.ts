import type { NamedTensor } from "softlook-wasm";
import { shownLabel } from "./weight-table.ts";

export interface Chance {
  label: string;
  token: number;
  probability: number;
}

export interface Answer {
  /** The likeliest first. */
  chances: readonly Chance[];
  /** Undefined where no answer is wanted. */
  right: { label: string; token: number } | undefined;
}

const shownChances = 3;

/**
 * What a model of tokens answers at each position: `output` [B,T,V] is what the softmax is taken of,
 * `target` [B,T] the right tokens, −1 where none is wanted. Of the first sample, up to where anything
 * is asked.
 */
export function answersOf(output: NamedTensor, target: NamedTensor, input?: NamedTensor): Answer[] {
  const vocabulary = output.shape.at(-1)!;
  const length = Math.min(output.shape.at(-2) ?? 1, target.shape.at(-1)!);
  const label = labeller(output, target, input);
  const answers: Answer[] = [];
  for (let t = 0; t < length; t++) {
    const scores = output.data.subarray(t * vocabulary, (t + 1) * vocabulary);
    const token = target.data[t]!;
    answers.push({
      chances: likeliest(softmax(scores)).map((chance) => ({
        ...chance,
        label: label(chance.token),
      })),
      right: token < 0 ? undefined : { token, label: label(token) },
    });
  }
  const asked = answers.findLastIndex(({ right }) => right !== undefined) + 1;
  return answers.slice(0, asked || length);
}

function softmax(scores: Float32Array): number[] {
  const largest = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const powers = Array.from(scores, (score) => Math.exp(score - largest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

function likeliest(probabilities: number[]): Omit<Chance, "label">[] {
  return probabilities
    .map((probability, token) => ({ token, probability }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, shownChances);
}

/** The output's columns are called as its tokens; else they are known as far as the sample has them. */
function labeller(output: NamedTensor, ...samples: (NamedTensor | undefined)[]) {
  const known = new Map<number, string>();
  for (const sample of samples.reverse()) {
    sample?.columns.forEach((name, t) => {
      if (name) known.set(sample.data[t]!, name);
    });
  }
  return (token: number) => shownLabel(output.columns[token] ?? known.get(token) ?? `#${token}`);
}
