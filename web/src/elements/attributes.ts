import { kindOf } from "../engine/kind-of.ts";
import { type Pace, paces } from "../engine/protocol.ts";
import { type Changes, sameChanges } from "../lessons/variants.ts";
import { tellUnknown } from "./tell-once.ts";

/** As the engine takes them: whole, and of 32 bits. */
export const largestSeed = 2 ** 32 - 1;

/** The seed that a number or a text is, if it is one. */
export function asSeed(value: unknown): number | undefined {
  const seed = typeof value === "string" && value.trim() ? Number(value) : value;
  const fits = Number.isInteger(seed) && (seed as number) >= 0 && (seed as number) <= largestSeed;
  return fits ? (seed as number) : undefined;
}

// A property and its attribute go through one and the same check. A value that there is not is told in the
// console, and what was there stays. Nothing at all, as where an attribute is removed, stands for the default.

export function checkedSeed(value: unknown, before: number | undefined): number | undefined {
  if (isNothing(value)) return undefined;
  const seed = asSeed(value);
  if (seed !== undefined) return seed;
  const instead = before === undefined ? "that of the lesson" : String(before);
  tellUnknown("seed", value, instead, `every whole number from 0 to ${largestSeed}`);
  return before;
}

export function checkedPace(value: unknown, before: Pace): Pace {
  if (isNothing(value)) return "lively";
  const pace = paces.find((pace) => pace === value);
  if (pace === undefined) tellUnknown("pace", value, before, paces.join(", "));
  return pace ?? before;
}

/** A place where there is a lesson; none is the empty text. */
export function checkedPlace(value: unknown): string {
  if (isNothing(value)) return "";
  if (typeof value === "string") return value;
  if (value instanceof URL) return value.href;
  throw new TypeError(`[src] it must be the address of a lesson as a text, got ${kindOf(value)}`);
}

/** What is neither a number nor a text the engine refuses by what it looks like: it need not be sent to be told. */
export function checkedChanges(value: unknown, before: Changes): Changes {
  const given = isNothing(value) ? {} : value;
  if (typeof given !== "object" || Symbol.iterator in given) {
    throw new TypeError(`[changes] they must be an object like { heads: 4 }, got ${kindOf(value)}`);
  }
  const entries = Object.entries(given).map(([name, each]) => [
    name,
    typeof each === "number" ? each : String(each),
  ]);
  const changes: Changes = Object.fromEntries(entries);
  // A page that says the same again changes nothing.
  return sameChanges(changes, before) ? before : changes;
}

const isNothing = (value: unknown): value is undefined | null =>
  value === undefined || value === null;
