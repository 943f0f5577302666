/** What is read of random looks at each width, in this order. */
export const readings = ["entropy", "gradient"] as const;
export type Reading = (typeof readings)[number];

/** In bits, of eight keys. */
export const entropyTicks = [0, 1, 2, 3];
