import { isAtMost } from "../lessons/goals.ts";
import type { Measure } from "../lessons/lesson.ts";
import type { Text } from "../text/text.ts";
import { percent } from "./number-format.ts";

/** What a score is to reach, with its sign. */
export const boundText = (text: Text, measure: Measure, bound: number): string =>
  isAtMost(measure) ? text.goals.atMost(percent(bound)) : text.goals.atLeast(percent(bound));
