import type { Score } from "softlook-wasm";
import type { Measure } from "./lesson.ts";

/** As a share of one: of the baseline's error, of answers, of samples, of looks, or of weight. */
export function share(measure: Measure, score: Score): number {
  return measure === "error" ? score.error / score.baseline : score[measure];
}
