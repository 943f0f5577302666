/** What a cell is painted with: which colour, and what share of it, 0 … 1. */
export interface Shade {
  amount: number;
  /** `hidden` is what a mask hides, `broken` what is no number. */
  sign: "positive" | "negative" | "none" | "hidden" | "broken";
}

/** Attention weights: always 0 … 1, so that the same colour is the same number at every step. */
export function sequential(value: number): Shade {
  return { amount: Math.min(1, Math.max(0, value)), sign: "none" };
}

/** Signed values: symmetric about 0, whatever the data, so that no colour means two signs. */
export function diverging(value: number, limit: number): Shade {
  const amount = Math.min(1, Math.abs(value) / limit);
  const sign = value < 0 ? "negative" : "positive";
  return { amount, sign };
}

/** The largest of some numbers that belong together, as 1, 2 or 5 times a power of ten. */
export function ownLimit(values: readonly number[]): number {
  const largest = Math.max(0, ...values.map(Math.abs).filter(Number.isFinite));
  if (largest === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  return ([1, 2, 5].find((step) => largest <= step * power) ?? 10) * power;
}

/** A round limit that holds all values, and does not twitch with every small change of them. */
export function roundLimit(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (Number.isFinite(size) && size > largest) largest = size;
  }
  return Math.max(0.5, Math.ceil(largest * 2) / 2);
}
