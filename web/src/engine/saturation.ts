import type { MainModule, Session } from "softlook-wasm";
import { bits } from "../drawing/entropy.ts";
import type { LessonConfig } from "../lessons/lesson.ts";
import { sentence } from "./sentence.ts";

/** Of rows of weights that nobody trained: how much doubt is in them, and how much of a slope is left. */
export interface Saturation {
  attention: string;
  width: number;
  /** The mean over the rows, in bits. */
  entropy: number;
  /** Of the norms of the gradients that reach the scores of a row: the middle one. Few rows are near a tie, where it is large. */
  gradient: number;
  refusal?: string;
}

const rows = 8;
const examples = 32;

/** Queries, keys and values of so many numbers each, all independent and with variance 1. */
export const randomLook = (attention: string, width: number): LessonConfig => ({
  task: "numbers",
  model: "calculator",
  attention,
  optimizer: "sgd",
  seed: 1,
  settings: { rows, width },
});

export function saturationOf(module: MainModule, attention: string, width: number): Saturation {
  let session: Session | undefined;
  try {
    session = new module.Session(randomLook(attention, width));
    const entropies: number[] = [];
    const norms: number[] = [];
    for (let example = 0; example < examples; ++example) {
      session.observe(example, { gradients: true });
      for (const row of rowsOf(session, "attention.weights")) entropies.push(bits(row));
      for (const row of rowsOf(session, "attention.scores.gradient"))
        norms.push(Math.hypot(...row));
    }
    const entropy = entropies.reduce((sum, each) => sum + each, 0) / entropies.length;
    const gradient = norms.sort((a, b) => a - b)[norms.length >> 1]!;
    return { attention, width, entropy, gradient };
  } catch (error) {
    const [entropy, gradient] = [Number.NaN, Number.NaN];
    return { attention, width, entropy, gradient, refusal: sentence(error) };
  } finally {
    session?.delete();
  }
}

function rowsOf(session: Session, name: string): number[][] {
  const { data } = session.tensor(name);
  return Array.from({ length: data.length / rows }, (_, i) => [
    ...data.subarray(i * rows, (i + 1) * rows),
  ]);
}
