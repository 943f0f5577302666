import type { Run } from "../engine/protocol.ts";
import type { Lesson } from "../lessons/lesson.ts";
import { aimOf, variantOf } from "../lessons/variants.ts";
import type { Comparison } from "./comparison.ts";
import type { OwnData } from "./own-data.ts";
import { configFor, type Wish } from "./wish.ts";

/** What is sent to have the lesson run as it is wished, with those that it is compared with. */
export function runFor(
  lesson: Lesson,
  wish: Wish,
  own: OwnData,
  comparison: Comparison,
  onShow: Pick<Run, "needs" | "example" | "typed">,
): Run {
  return {
    ...onShow,
    config: configFor(lesson, wish),
    goal: aimOf(lesson, variantOf(lesson, wish.variant)).goal,
    pace: wish.pace,
    byLength: lesson.views.some(({ view }) => view === "lengths"),
    data: own.dataFor(lesson, wish.variant),
    lanes: comparison.compared.lanes.map(({ key, config, variant }) => ({
      name: key,
      config,
      data: own.dataFor(lesson, variant ? variant.name : wish.variant),
    })),
    compared: comparison.needs,
  };
}
