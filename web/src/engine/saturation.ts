import type { Batch, MainModule, Session } from "softlook-wasm";
import { bits } from "../drawing/entropy.ts";
import type { LessonConfig } from "../lessons/lesson.ts";
import { sentence } from "./sentence.ts";

/** Of rows of weights that nobody trained: how much doubt is in them, and how much of a slope is left. */
export interface Saturation {
  attention: string;
  width: number;
  /** The mean over the rows, in bits. */
  entropy: number;
  /**
   * Of the norms of the gradients that reach the scores of a row the middle one: few rows are near a tie, where it is
   * large.
   */
  gradient: number;
  refusal?: string;
}

const keys = 8;
const values = 8;
const rows = 256;

/** Queries and keys of so many numbers, and values that are to become answers. */
export const randomLook = (attention: string, width: number): LessonConfig => ({
  task: "given",
  model: "look-up",
  attention,
  optimizer: "sgd",
  seed: 1,
  settings: {
    "input-tokens": 0,
    "input-width": width,
    "target-tokens": 0,
    "target-width": values,
    length: rows,
    slots: keys,
  },
});

export function saturationOf(module: MainModule, attention: string, width: number): Saturation {
  let session: Session | undefined;
  try {
    session = new module.Session(randomLook(attention, width));
    const draw = numbersFrom(width);
    session.setParameter("keys", draw(keys * width));
    session.setParameter("values", draw(keys * values));
    const batch: Batch = {
      input: { shape: [1, rows, width], data: draw(rows * width) },
      target: { shape: [1, rows, values], data: draw(rows * values) },
    };
    session.observeOn(batch, { gradients: true });
    const entropies = rowsOf(session, "attention.weights").map(bits);
    const norms = rowsOf(session, "attention.scores.gradient").map((row) => Math.hypot(...row));
    const entropy = entropies.reduce((sum, each) => sum + each, 0) / rows;
    return { attention, width, entropy, gradient: norms.sort((a, b) => a - b)[rows / 2]! };
  } catch (error) {
    const [entropy, gradient] = [Number.NaN, Number.NaN];
    return { attention, width, entropy, gradient, refusal: sentence(error) };
  } finally {
    session?.delete();
  }
}

function rowsOf(session: Session, name: string): number[][] {
  const { data } = session.tensor(name);
  return Array.from({ length: rows }, (_, i) => [...data.subarray(i * keys, (i + 1) * keys)]);
}

/** Evenly between −√3 and √3, which is variance 1; the same on every machine. G. Marsaglia, 2003, "Xorshift RNGs". */
function numbersFrom(seed: number): (count: number) => Float32Array {
  let state = (seed + 1) * 0x9e3779b9;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return (count) => Float32Array.from({ length: count }, () => (2 * next() - 1) * Math.sqrt(3));
}
