import { expect, test } from "vitest";
import { checkedPace, checkedSeed } from "../../web/src/elements/attributes.ts";

test.each([
  [0, 0],
  [4294967295, 4294967295],
  ["42", 42],
  [" 7 ", 7],
])("%j is a seed", (value, seed) => {
  expect(checkedSeed(value, 3)).toBe(seed);
});

test.each([[-1], [1.5], [4294967296], [Number.NaN], ["many"], [""], [" "], [true], [{}], [[5]]])(
  "%j is no seed: the one from before stays",
  (value) => {
    expect(checkedSeed(value, 3)).toBe(3);
    expect(checkedSeed(value, undefined)).toBe(undefined);
  },
);

test("a pace that there is not leaves the one from before", () => {
  expect(checkedPace("slow", "lively")).toBe("slow");
  for (const value of ["warp", "", 5, {}]) expect(checkedPace(value, "flat-out")).toBe("flat-out");
});

test.each([[undefined], [null]])("%j stands for the default", (nothing) => {
  expect(checkedSeed(nothing, 3)).toBe(undefined);
  expect(checkedPace(nothing, "slow")).toBe("lively");
});
