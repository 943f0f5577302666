import type { Lesson, LessonConfig, Variant } from "./lesson.ts";

/** The variant of that name; of another name, or of none, the first, if the lesson has any. */
export function variantOf(lesson: Lesson, name: string | undefined): Variant | undefined {
  return lesson.variants?.find((variant) => variant.name === name) ?? lesson.variants?.[0];
}

/** How far a variant is to come, and in how many steps: as the lesson, where it does not say otherwise. */
export function aimOf(
  lesson: Lesson,
  { goal = lesson.goal, learned = lesson.learned }: Partial<Pick<Variant, "goal" | "learned">> = {},
): Pick<Lesson, "goal" | "learned"> {
  return { goal, learned };
}

/** Whether a variant's samples can be made from what a person brings. */
export function takesData(lesson: Lesson, variant: Variant | undefined): boolean {
  const taking = lesson.data && (lesson.data.task ?? lesson.config.task);
  return configOf(lesson, variant).task === taking;
}

/**
 * What somebody wants other than the lesson's variant has it: settings by their names, and beside them
 * `attention` and `optimizer`, which no setting is called.
 */
export type Changes = Readonly<Record<string, number | string>>;

export function sameChanges(some: Changes, others: Changes): boolean {
  const names = Object.keys(some);
  return (
    names.length === Object.keys(others).length &&
    names.every((name) => Object.is(some[name], others[name]))
  );
}

/** A config as it is wanted: what of it a run can have, the engine's catalog says. */
export interface WantedConfig extends LessonConfig {
  /** Settings that are left out where the attention and the optimizer that were chosen do not have them. */
  spare?: readonly string[];
}

/** What the variants of a lesson differ in is chosen with the variant: somebody's own choice of it ends. */
export function besideVariants({ variants = [] }: Lesson, changes: Changes): Changes {
  const varied = new Set(
    variants.flatMap(({ config }) => [
      ...Object.keys(config),
      ...Object.keys(config.settings ?? {}),
    ]),
  );
  return Object.fromEntries(Object.entries(changes).filter(([name]) => !varied.has(name)));
}

/** The lesson's config with what is different in a variant, and what somebody changed in that. */
export function configOf(
  lesson: Lesson,
  variant: Variant | undefined,
  changes: Changes = {},
): WantedConfig {
  const { config } = lesson;
  const settings: LessonConfig["settings"] = Object.fromEntries(
    Object.entries({ ...config.settings, ...variant?.config.settings }).filter(
      (entry): entry is [string, number | string] => entry[1] !== null,
    ),
  );
  const varied = { ...config, ...variant?.config };
  const { attention = varied.attention, optimizer = varied.optimizer, ...changed } = changes;
  return {
    ...varied,
    attention: String(attention),
    optimizer: String(optimizer),
    settings: { ...settings, ...changed },
    // Those of the lesson were made for its own attention; what somebody asked for is never left out.
    ...(("attention" in changes || "optimizer" in changes) && {
      spare: Object.keys(settings).filter((name) => !(name in changed)),
    }),
  };
}
