import type { Session } from "softlook-wasm";
import { sentence } from "./sentence.ts";
import { edits, hasWords, type WordCount, wordsOf, writtenFreely } from "./spoken-words.ts";

/**
 * Of the held-out samples that are so long, how many have every answer right. Tokens are as long as they are
 * read; of what is no text the answer is measured.
 */
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
  /** Where words are heard and spelled, of the first `wordSamples`. */
  words?: WordCount;
  refusal?: string;
}

export const lengthSamples = 512;
/** To write freely takes a pass for each letter. */
export const wordSamples = 200;
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
    const words = { said: 0, wrong: 0 };
    let told4ths = 0;
    tell({ ...told, done: 0, shares: [] });
    for (let done = 0; copy && done < lengthSamples; ) {
      const end = performance.now() + slice;
      do countOne(copy, done++, counted, words);
      while (done < lengthSamples && performance.now() < end);
      if (!isWanted()) return;
      const fourths = Math.floor((4 * done) / lengthSamples);
      const known = { ...told, done, shares: sorted(counted) };
      if (fourths > told4ths) tell(words.said > 0 ? { ...known, words: { ...words } } : known);
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

function countOne(
  session: Session,
  example: number,
  counted: Map<number, LengthShare>,
  words: WordCount,
): void {
  session.observe(example, undefined);
  const [input, output, target] = ["input", "output", "target"].map((name) => session.tensor(name));
  if (target!.shape.length !== 2) {
    throw new Error(
      "[lengths] these samples are not written in tokens; choose a task of words or letters",
    );
  }
  const isText = input!.shape.length === 2;
  // Behind the end there is padding, −1.
  const length = (isText ? input : target)!.data.reduce((n, token) => (token >= 0 ? n + 1 : n), 0);
  const share = counted.get(length) ?? { length, whole: 0, samples: 0 };
  share.samples += 1;
  const whole = isWhole(output!.data, target!.data);
  if (whole) share.whole += 1;
  counted.set(length, share);
  if (isText || example >= wordSamples || !hasWords(output!.columns)) return;
  const right = wordsOf(target!.data, output!.columns);
  words.said += right.length;
  // Who is right at every letter after the right ones writes just these.
  if (!whole) words.wrong += edits(wordsOf(writtenFreely(session), output!.columns), right);
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
