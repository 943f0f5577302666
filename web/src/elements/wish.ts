import type { Pace } from "../engine/protocol.ts";
import type { Complaint } from "../lessons/form.ts";
import { type Other, sameOthers } from "../lessons/lanes.ts";
import type { Lesson, LessonConfig } from "../lessons/lesson.ts";
import { type Changes, configOf, sameChanges, variantOf } from "../lessons/variants.ts";

/** What is to be run. */
export interface Wish {
  /** The name alone, where there is no lesson of that name. */
  lesson: Lesson | string;
  /** Why there is none, where it is not the name. */
  complaint?: Complaint | undefined;
  variant: string;
  changes: Changes;
  /** What it is compared with. */
  compare: readonly Other[];
  seed: number;
  pace: Pace;
}

/** Is it for a run of the same lesson, variant, changes and seed? Its pace can change as it goes. */
export function sameWish(before: Wish | undefined, wish: Wish): boolean {
  const { lesson, complaint, variant, changes, compare, seed } = wish;
  const isSame = before?.lesson === lesson && before.variant === variant && before.seed === seed;
  if (!isSame || before.complaint !== complaint) return false;
  return sameChanges(before.changes, changes) && sameOthers(before.compare, compare);
}

export function configFor(lesson: Lesson, { variant, changes, seed }: Wish): LessonConfig {
  return { ...configOf(lesson, variantOf(lesson, variant), changes), seed };
}
