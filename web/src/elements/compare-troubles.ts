import { html, type TemplateResult } from "lit";
import { count } from "../drawing/number-format.ts";
import type { Lesson } from "../lessons/lesson.ts";
import { engineSpan } from "../text/engine-words.ts";
import type { Text } from "../text/text.ts";
import type { Comparison } from "./comparison.ts";
import { letterOf } from "./contender-letter.ts";

/** Who is left out, though somebody wanted to compare with it: a sentence for each. */
export function leftOut(text: Text, { variants = [] }: Lesson, { compared }: Comparison): string[] {
  const words = text.compare;
  const known = variants.map(({ name }) => name).join(words.between);
  return compared.leftOut.map(({ why, name }) => words.leftOut[why](name, known));
}

/** What is not as somebody wanted it. */
export function compareTroubles(
  text: Text,
  lesson: Lesson,
  comparison: Comparison,
): TemplateResult[] {
  const words = text.compare;
  const ended = comparison.contenders.flatMap(({ refusal, step }, i) => {
    if (refusal === undefined) return [];
    const what = step === 0 ? words.refused(letterOf(i)) : words.ended(letterOf(i), count(step));
    return html`<p class="trouble">${what} ${engineSpan(text, refusal)}</p>`;
  });
  const out = leftOut(text, lesson, comparison);
  return [...out.map((words) => html`<p class="trouble">${words}</p>`), ...ended];
}

/** Who works on other samples than the run, and cannot quite be put beside it. */
export function otherTasks(text: Text, task: string, { contenders }: Comparison): TemplateResult[] {
  return contenders.flatMap(({ lane }, i) => {
    if (!lane || lane.config.task === task) return [];
    return html`<p class="hint">${text.compare.otherTask(letterOf(i))}</p>`;
  });
}
