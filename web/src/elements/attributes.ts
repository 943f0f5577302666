import { type Pace, paces } from "../engine/protocol.ts";

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

const isNothing = (value: unknown) => value === undefined || value === null;
