import type { Setting } from "softlook-wasm";

/** So far a slider is of use: a range of a million steps is for a field alone. */
const farthest = 100_000;
const even = 50;

/**
 * Where a slider comes to rest, from the least to the most; none, where it would be of no use. Where the
 * usual value is small beside the largest, the same way means the same factor.
 */
export function notchesOf({ kind, minimum, maximum, default: usual }: Setting): number[] {
  if (kind === "choice" || maximum > farthest) return [];
  const isSmall = Number(usual) > 0 && Number(usual) <= maximum / 10;
  if (kind === "integer") return isSmall ? doubling(minimum, maximum) : counting(minimum, maximum);
  if (!isSmall) return evenly(minimum, maximum);
  return within(minimum, maximum, decades(minimum || Number(usual) / 1000, maximum));
}

/** 1, 2, 3, 4, 6, 8, 12, 16, … */
function doubling(minimum: number, maximum: number): number[] {
  const between = [];
  for (let power = 1; power < maximum; power *= 2) between.push(power, power * 1.5);
  return within(minimum, maximum, between.filter(Number.isInteger));
}

/** 1, 1.5, 2, 3, 5, 7, 10, … */
function decades(least: number, most: number): number[] {
  const between = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.log10(most); power++) {
    for (const factor of [1, 1.5, 2, 3, 5, 7]) between.push(Number(`${factor}e${power}`));
  }
  return between;
}

function counting(minimum: number, maximum: number): number[] {
  const stride = Math.max(1, Math.round((maximum - minimum) / even));
  const count = Math.floor((maximum - minimum) / stride);
  return within(
    minimum,
    maximum,
    Array.from({ length: count }, (_, i) => minimum + i * stride),
  );
}

function evenly(minimum: number, maximum: number): number[] {
  const steps = Array.from({ length: even }, (_, i) => minimum + ((maximum - minimum) * i) / even);
  return within(
    minimum,
    maximum,
    steps.map((value) => Number(value.toPrecision(2))),
  );
}

function within(minimum: number, maximum: number, values: number[]): number[] {
  const between = values.filter((value) => value > minimum && value < maximum);
  return [...new Set([minimum, ...between, maximum])];
}

/** The notch that a value is nearest to. */
export function nearest(notches: readonly number[], value: number): number {
  const distances = notches.map((notch) => Math.abs(notch - value));
  return distances.indexOf(Math.min(...distances));
}
