import type { Session } from "softlook-wasm";
import { sentence } from "./sentence.ts";

/** Of the held-out samples whose input is so long, how many have every answer right. */
export interface LengthShare {
  length: number;
  whole: number;
  samples: number;
}

/** Told while it is counted, and for the last time when all are `done`. */
export interface ByLength {
  step: number;
  done: number;
  samples: number;
  /** From short to long. */
  shares: readonly LengthShare[];
  refusal?: string;
}

export const lengthSamples = 512;
/** So short that messages, and training, do not wait. */
const slice = 15;

/**
 * Counts on a copy, so that training may go on: the curve is of one state. Between the slices somebody
 * may have lost interest.
 */
export async function countByLength(
  session: Session,
  isWanted: () => boolean,
  tell: (counted: ByLength) => void,
): Promise<void> {
  const told = { step: session.step(), samples: lengthSamples };
  let copy: Session | null = null;
  try {
    copy = session.clone();
    const counted = new Map<number, LengthShare>();
    let told4ths = 0;
    tell({ ...told, done: 0, shares: [] });
    for (let done = 0; copy && done < lengthSamples; ) {
      const end = performance.now() + slice;
      do countOne(copy, done++, counted);
      while (done < lengthSamples && performance.now() < end);
      if (!isWanted()) return;
      const fourths = Math.floor((4 * done) / lengthSamples);
      if (fourths > told4ths) tell({ ...told, done, shares: sorted(counted) });
      told4ths = fourths;
      await new Promise((resolve) => setTimeout(resolve));
      if (!isWanted()) return;
    }
  } catch (error) {
    tell({ ...told, done: lengthSamples, shares: [], refusal: sentence(error) });
  } finally {
    copy?.delete();
  }
}

const sorted = (counted: ReadonlyMap<number, LengthShare>) =>
  [...counted.values()].map((share) => ({ ...share })).sort((a, b) => a.length - b.length);

function countOne(session: Session, example: number, counted: Map<number, LengthShare>): void {
  session.observe(example, undefined);
  const [input, output, target] = ["input", "output", "target"].map((name) => session.tensor(name));
  if (input!.shape.length !== 2 || target!.shape.length !== 2) {
    throw new Error(
      "[lengths] these samples are not written in tokens; choose a task of words or letters",
    );
  }
  // Behind the end there is padding, −1.
  const length = input!.data.reduce((sum, token) => (token >= 0 ? sum + 1 : sum), 0);
  const share = counted.get(length) ?? { length, whole: 0, samples: 0 };
  share.samples += 1;
  if (isWhole(output!.data, target!.data)) share.whole += 1;
  counted.set(length, share);
}

/** scores [T,answers], target [T]: is the right one the largest wherever an answer is wanted? */
export function isWhole(scores: Float32Array, target: Float32Array): boolean {
  const answers = scores.length / target.length;
  return target.every((right, t) => {
    if (right < 0) return true;
    const row = scores.subarray(t * answers, (t + 1) * answers);
    return row.every((score) => score <= row[right]!);
  });
}
