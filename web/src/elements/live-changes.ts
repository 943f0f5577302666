import type { Catalog } from "softlook-wasm";
import { fitted, groupsOf, valueIn } from "../engine/declared.ts";
import type { LessonConfig } from "../lessons/lesson.ts";
import type { Changes } from "../lessons/variants.ts";
import { asNumber } from "./setting-value.ts";

/**
 * What is to be turned so that a run with some changes goes on with others, whose config is given; nothing,
 * where one of them takes a new start, or the engine would refuse it.
 */
export function turnsBetween(
  catalog: Catalog,
  before: Changes,
  after: Changes,
  config: LessonConfig,
): Map<string, number> | undefined {
  const others = Object.keys({ ...before, ...after }).filter(
    (name) => before[name] !== after[name],
  );
  const fit = fitted(config, catalog);
  const settings = groupsOf(catalog, fit).flatMap((group) => group.settings);
  const turns = new Map<string, number>();
  for (const name of others) {
    const setting = settings.find((each) => each.name === name);
    if (!setting?.live) return undefined;
    const value = asNumber(setting, String(valueIn(fit, setting)));
    if (value === undefined) return undefined;
    turns.set(name, value);
  }
  return turns;
}
