import type { Catalog } from "softlook-wasm";
import { fitted, groupsOf, valueIn } from "../engine/declared.ts";
import type { Lesson, LessonConfig } from "./lesson.ts";
import { type Changes, configOf, variantOf } from "./variants.ts";

/** The parts that can be changed like a setting, and that no setting is called. */
export const changeableParts = ["attention", "optimizer"] as const;

export interface Difference {
  /** Of a setting, or `attention` or `optimizer`. */
  name: string;
  /** The entry of the catalog that declares the setting. */
  entry: string;
  from: number | string;
  to: number | string;
}

/** What is another way in a config than in the one before; what the engine sets by itself counts too. */
export function differences(catalog: Catalog, from: LessonConfig, to: LessonConfig): Difference[] {
  const parts = changeableParts.map((name) => ({
    name,
    entry: "",
    from: from[name],
    to: to[name],
  }));
  const before = new Map(
    groupsOf(catalog, from).flatMap(({ settings }) =>
      settings.map((setting) => [setting.name, valueIn(from, setting)] as const),
    ),
  );
  const settings = groupsOf(catalog, to).flatMap((group) =>
    group.settings.map((setting) => ({
      name: setting.name,
      entry: group.entry,
      from: before.get(setting.name) ?? setting.default,
      to: valueIn(to, setting),
    })),
  );
  return [...parts, ...settings].filter((each) => each.from !== each.to);
}

/** A lesson as a page has it: its variant, and what the page's author has other than that. */
export interface Basis {
  lesson: Lesson;
  variant: string;
  given: Changes;
}

export function configWith(catalog: Catalog, basis: Basis, changes: Changes): LessonConfig {
  const { lesson, variant, given } = basis;
  return fitted(configOf(lesson, variantOf(lesson, variant), { ...given, ...changes }), catalog);
}

/** Without changes that change nothing, and without settings that nothing has any more. */
export function needed(catalog: Catalog, basis: Basis, changes: Changes): Changes {
  const asItIs = configWith(catalog, basis, {});
  const parts = Object.fromEntries(
    changeableParts
      .filter((part) => part in changes && changes[part] !== asItIs[part])
      .map((part) => [part, changes[part]!]),
  );
  const without = configWith(catalog, basis, parts);
  const settings = groupsOf(catalog, without)
    .flatMap((group) => group.settings)
    .filter((setting) => setting.name in changes)
    .filter((setting) => changes[setting.name] !== valueIn(without, setting))
    .map(({ name }) => [name, changes[name]!]);
  return { ...parts, ...Object.fromEntries(settings) };
}
