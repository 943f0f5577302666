import type { Session } from "softlook-wasm";
import { writeAnswer } from "./typed.ts";

/** How many words there were to write, and how many must be put in, left out or changed to make what was written right. */
export interface WordCount {
  said: number;
  wrong: number;
}

const gap = "␣";

/** Answers are letters, with gaps between words: then words can be counted. */
export const hasWords = (labels: readonly string[]): boolean => labels.includes(gap);

/** Up to the end, which is the last of the labels. */
export function wordsOf(tokens: ArrayLike<number>, labels: readonly string[]): string[] {
  const letters = Array.from(tokens, (token) => labels[token] ?? "");
  const end = letters.indexOf(labels.at(-1)!);
  const said = letters.slice(0, end < 0 ? undefined : end).join("");
  return said.split(gap).filter((word) => word !== "");
}

/** Of the sample that was observed just now: what is written when every letter follows the model's own. */
export function writtenFreely(session: Session): ArrayLike<number> {
  const [input, target] = [session.tensor("input"), session.tensor("target")];
  const blank = { shape: target.shape, data: target.data.map(() => -1) };
  return writeAnswer(session, { input, target: blank }).batch.target.data;
}

/** V. I. Levenshtein, 1966, of whole words. */
export function edits(from: readonly string[], to: readonly string[]): number {
  let row = Array.from({ length: to.length + 1 }, (_, j) => j);
  from.forEach((word, i) => {
    const next = [i + 1];
    to.forEach((other, j) => {
      next.push(Math.min(row[j]! + (word === other ? 0 : 1), row[j + 1]! + 1, next[j]! + 1));
    });
    row = next;
  });
  return row[to.length]!;
}
