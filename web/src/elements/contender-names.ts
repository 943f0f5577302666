import { nameOf } from "../lessons/lanes.ts";
import type { Lesson } from "../lessons/lesson.ts";
import { type Changes, variantOf } from "../lessons/variants.ts";
import type { Language, Text } from "../text/text.ts";
import type { Contender } from "./comparison.ts";

/** What each is known by, in every picture: no colour says it alone. */
export const letterOf = (i: number): string => "ABCD"[i]!;

/** The run as the element has it. */
export interface RunOf {
  lesson: Lesson;
  variant: string;
  changes: Changes;
}

export function titlesOf(
  contenders: readonly Contender[],
  { lesson, variant, changes }: RunOf,
  text: Text,
  language: Language,
): string[] {
  const title = variantOf(lesson, variant)?.title[language] ?? text.scoreRun;
  const changed = nameOf(changes);
  const run = changed ? `${title}${text.compare.between}${changed}` : title;
  return contenders.map(({ lane }) => {
    if (!lane) return run;
    return lane.variant?.title[language] ?? text.compare.as(nameOf(lane.other));
  });
}
