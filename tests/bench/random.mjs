// Numbers for weights and data: the same in every browser, in Node and in what Node writes for others.

/**
 * A stream of numbers in [0, 1): G. Marsaglia, 2003, "Xorshift RNGs", with the shifts 13, 17, 5.
 * Only the upper 24 bits are used, so that each number is a float32.
 * @param {number} seed
 */
export function random(seed) {
  let state = (Math.imul(seed, 0x9e3779b1) ^ 0x2545f491) | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 8) / 2 ** 24;
  };
  // Seeds that are close have first numbers that are close.
  for (let i = 0; i < 8; i++) next();
  return next;
}

/** Floats in [centre - reach, centre + reach). */
export function uniform(next, count, reach, centre = 0) {
  return Float32Array.from({ length: count }, () => centre + (2 * next() - 1) * reach);
}
