/** What is read of random looks at each width, in this order. */
export const readings = ["entropy", "gradient"] as const;
export type Reading = (typeof readings)[number];

/** In bits, of eight keys. */
export const entropyTicks = [0, 1, 2, 3];

/** The powers of ten around all of them. */
export function gradientTicks(values: readonly number[]): number[] {
  const drawn = values.filter((value) => value > 0);
  if (drawn.length === 0) return [0.1, 1];
  const low = Math.floor(Math.log10(Math.min(...drawn)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...drawn))));
  return Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
}
