import type { Lesson, Variant } from "./lesson.ts";
import { type Changes, configOf, variantOf, type WantedConfig } from "./variants.ts";

/** What a run is compared with: a variant of its lesson by its name, or the run itself with changes. */
export type Other = string | Changes;

/** Beside the run itself. */
export const mostOthers = 3;

/** One that is trained beside the run. */
export interface Lane {
  key: string;
  other: Other;
  /** Undefined where it is the run with changes. */
  variant: Variant | undefined;
  config: WantedConfig;
}

/** Why one is not compared, though somebody wanted it. */
export interface LeftOut {
  why: "unknown" | "again" | "many";
  name: string;
}

export interface Compared {
  lanes: readonly Lane[];
  leftOut: readonly LeftOut[];
}

/** The same for the same, in whatever order its changes are said. */
export function keyOf(other: Other): string {
  return typeof other === "string" ? other : JSON.stringify(Object.entries(other).sort());
}

export function sameOthers(some: readonly Other[], others: readonly Other[]): boolean {
  return some.map(keyOf).join("\n") === others.map(keyOf).join("\n");
}

/** As a person would say it; changes as they are written in a config. */
export function nameOf(other: unknown): string {
  if (typeof other !== "object" || other === null) return String(other);
  const changes = Object.entries(other).map(([name, value]) => `${name} ${value}`);
  return changes.join(", ");
}

export function lanesOf(
  lesson: Lesson,
  run: { variant: string; changes: Changes; seed: number },
  others: readonly Other[],
): Compared {
  const variant = variantOf(lesson, run.variant);
  const lanes: Lane[] = [];
  const leftOut: LeftOut[] = [];
  const seen = [identity(configOf(lesson, variant, run.changes))];
  for (const other of others) {
    const lane = laneOf(lesson, run, other);
    const why = !lane ? "unknown" : seen.includes(identity(lane.config)) ? "again" : "many";
    if (!lane || why === "again" || lanes.length === mostOthers) {
      leftOut.push({ why, name: nameOf(other) });
      continue;
    }
    seen.push(identity(lane.config));
    lanes.push({ ...lane, config: { ...lane.config, seed: run.seed } });
  }
  return { lanes, leftOut };
}

function laneOf(
  lesson: Lesson,
  run: { variant: string; changes: Changes },
  other: Other,
): Lane | undefined {
  const key = keyOf(other);
  if (typeof other === "string") {
    const variant = lesson.variants?.find(({ name }) => name === other);
    return variant && { key, other, variant, config: configOf(lesson, variant) };
  }
  const changes = { ...run.changes, ...other };
  const config = configOf(lesson, variantOf(lesson, run.variant), changes);
  return { key, other, variant: undefined, config };
}

function identity({ settings, spare: _, ...parts }: WantedConfig): string {
  return JSON.stringify([Object.entries(parts).sort(), Object.entries(settings).sort()]);
}
