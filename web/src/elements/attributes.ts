import { type Pace, paces } from "../engine/protocol.ts";
import { type Changes, sameChanges } from "../lessons/variants.ts";

/** As the engine takes them: whole, and of 32 bits. */
export const largestSeed = 2 ** 32 - 1;

/** The seed that a number or a text is, if it is one. */
export function asSeed(value: unknown): number | undefined {
  const seed = typeof value === "string" && value.trim() ? Number(value) : value;
  const fits = Number.isInteger(seed) && (seed as number) >= 0 && (seed as number) <= largestSeed;
  return fits ? (seed as number) : undefined;
}

// A property and its attribute go through one and the same check. What makes no sense is ignored, and
// what was there stays. Nothing at all, as where an attribute is removed, stands for the default.

export function checkedSeed(value: unknown, before: number | undefined): number | undefined {
  return isNothing(value) ? undefined : (asSeed(value) ?? before);
}

export function checkedPace(value: unknown, before: Pace): Pace {
  return isNothing(value) ? "lively" : (paces.find((pace) => pace === value) ?? before);
}

/** What is neither a number nor a text the engine refuses by what it looks like: it need not be sent to be told. */
export function checkedChanges(value: unknown, before: Changes): Changes {
  const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
  const entries = Object.entries(isRecord ? value : {}).map(([name, each]) => [
    name,
    typeof each === "number" ? each : String(each),
  ]);
  const changes: Changes = Object.fromEntries(entries);
  // A page that says the same again changes nothing.
  return sameChanges(changes, before) ? before : changes;
}

const isNothing = (value: unknown) => value === undefined || value === null;
