import type { NamedTensor } from "softlook-wasm";

/** The scores of weights: their name ends so, and −∞ in them says what a mask hides. */
export const scoresName = (weights: string) => weights.replace(/(weights|average)$/, "scores");

/** The scores, after the mask, that weights were made of, if they are among these tensors. */
export const scoresOf = (tensors: Readonly<Record<string, NamedTensor>>, weights: string) =>
  tensors[scoresName(weights)];
