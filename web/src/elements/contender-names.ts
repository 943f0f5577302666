import type { Lesson } from "../lessons/lesson.ts";
import { type Changes, variantOf } from "../lessons/variants.ts";
import { settingTexts, wordsOf } from "../text/settings.ts";
import type { Language, Text } from "../text/text.ts";
import type { Contender } from "./comparison.ts";
import { written } from "./setting-value.ts";

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
  const changed = listOf(changes, text, language);
  const run = changed ? `${title}${text.compare.between}${changed}` : title;
  return contenders.map(({ lane }) => {
    if (!lane) return run;
    if (typeof lane.other !== "string") return text.compare.as(listOf(lane.other, text, language));
    return lane.variant?.title[language] ?? lane.other;
  });
}

function listOf(changes: Changes, text: Text, language: Language): string {
  const words = settingTexts[language];
  const said = Object.entries(changes).map(([name, value]) => {
    const isPart = name === "attention" || name === "optimizer";
    const part = isPart ? text.settings.choices[name] : wordsOf(words, "", name);
    return text.compare.change(part.name.toLowerCase(), written(words, name, value));
  });
  return said.join(text.compare.between);
}
