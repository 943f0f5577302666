import type { Saturation } from "../engine/saturation.ts";

/** What is read of random looks at each width, in this order. */
export const readings = ["entropy", "gradient"] as const;
export type Reading = (typeof readings)[number];

/** As it is told: gradients, which are small, in thousandths. */
export const told = (reading: Reading, { entropy, gradient }: Saturation): number =>
  reading === "entropy" ? entropy : 1000 * gradient;

/** In bits, of eight keys. */
export const entropyTicks = [0, 1, 2, 3];
