import { type Pace, paces } from "../engine/protocol.ts";

/** As the engine takes them: whole, and of 32 bits. */
export const largestSeed = 2 ** 32 - 1;

export function isSeed(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= largestSeed;
}

/** What an attribute says that makes no sense is as good as not said. */
export const seedAttribute = {
  fromAttribute(value: string | null): number | undefined {
    const seed = value ? Number(value) : Number.NaN;
    return isSeed(seed) ? seed : undefined;
  },
};

export const paceAttribute = {
  fromAttribute(value: string | null): Pace {
    return paces.find((pace) => pace === value) ?? "lively";
  },
};
