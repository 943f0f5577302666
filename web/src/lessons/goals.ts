import type { Score } from "softlook-wasm";
import type { Measure } from "./lesson.ts";
import { share } from "./share.ts";

/** An error is to be small, everything else large. */
export const isAtMost = (measure: Measure): boolean => measure === "error";

export function isReached(measure: Measure, bound: number, score: Score): boolean {
  const value = share(measure, score);
  return isAtMost(measure) ? value <= bound : value >= bound;
}

/** How far a loss can come: what answering always the same would give, and what nobody goes below. */
export interface LossBounds {
  baseline?: number;
  floor?: number;
}

export function lossBounds(score: Score | undefined): LossBounds {
  const known = (value = Number.NaN) => (Number.isFinite(value) && value > 0 ? value : undefined);
  const [baseline, floor] = [known(score?.baseline), known(score?.floor)];
  return { ...(baseline && { baseline }), ...(floor && { floor }) };
}
