import type { Lesson, LessonConfig, Variant } from "./lesson.ts";

/** The variant of that name; of another name, or of none, the first, if the lesson has any. */
export function variantOf(lesson: Lesson, name: string | undefined): Variant | undefined {
  return lesson.variants?.find((variant) => variant.name === name) ?? lesson.variants?.[0];
}

/** Whether a variant's samples can be made from what a person brings. */
export function takesData(lesson: Lesson, variant: Variant | undefined): boolean {
  const taking = lesson.data && (lesson.data.task ?? lesson.config.task);
  return configOf(lesson, variant).task === taking;
}

/** The lesson's config with what is different in a variant. */
export function configOf(lesson: Lesson, variant: Variant | undefined): LessonConfig {
  const { config } = lesson;
  const settings: LessonConfig["settings"] = Object.fromEntries(
    Object.entries({ ...config.settings, ...variant?.config.settings }).filter(
      (entry): entry is [string, number | string] => entry[1] !== null,
    ),
  );
  return { ...config, ...variant?.config, settings };
}
