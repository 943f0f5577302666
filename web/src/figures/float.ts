/** The most digits that a float32 needs to be told from its neighbours. */
const mostDigits = 9;

/** As few digits as read back to the very same float32: 0.1, not 0.10000000149011612. */
export function shortest(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Object.is(value, -0)) return "-0.0";
  const single = Math.fround(value);
  for (let digits = 1; digits < mostDigits; digits++) {
    const rounded = Number(single.toPrecision(digits));
    if (Math.fround(rounded) === single) return String(rounded);
  }
  return String(Number(single.toPrecision(mostDigits)));
}
