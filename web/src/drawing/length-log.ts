import type { ByLength, LengthShare } from "../engine/by-length.ts";

/** How right one variant was at each length, when that was last counted. */
export interface LengthCurve {
  /** The variant's; empty where the lesson has none. */
  variant: string;
  counted: ByLength;
}

/** A curve for each variant of a lesson: kept while others run. */
export class LengthLog {
  private readonly all = new Map<string, ByLength>();
  /** What is being counted now, or why it could not be. */
  latest: ByLength | undefined;

  get curves(): readonly LengthCurve[] {
    return [...this.all].map(([variant, counted]) => ({ variant, counted }));
  }

  add(variant: string, counted: ByLength): void {
    this.latest = counted;
    if (counted.done === counted.samples && !counted.refusal) this.all.set(variant, counted);
  }
}

export const shareOf = ({ whole, samples }: LengthShare): number => whole / samples;

/** All that any of the curves has, from short to long. */
export function lengthsOf(curves: readonly LengthCurve[]): number[] {
  const all = curves.flatMap(({ counted }) => counted.shares.map(({ length }) => length));
  return [...new Set(all)].sort((a, b) => a - b);
}
