import type { Lesson } from "../lessons/lesson.ts";
import type { ViewOptions } from "../views/view.ts";

/** From lesson, view and step: `order-matrix-step-300.svg`; where a lesson has several such views, with what they draw. */
export function fileName(
  lesson: Lesson,
  view: string,
  options: ViewOptions,
  step: number,
  ending: string,
): string {
  const alike = lesson.views.filter((each) => each.view === view).length;
  const drawn = alike > 1 ? (options.weights ?? options.value ?? "") : "";
  const parts = [lesson.name, view, drawn, `step-${step}`].map(plain);
  return `${parts.filter((part) => part !== "").join("-")}.${ending}`;
}

/** Letters and digits of any script: a lesson's name can be anything, and a file's cannot. */
const plain = (part: string): string =>
  part
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
