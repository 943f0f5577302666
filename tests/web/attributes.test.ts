import { expect, test } from "vitest";
import { checkedChanges, checkedPace, checkedSeed } from "../../web/src/elements/attributes.ts";

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

test("changes are numbers and texts by their names; the same again are the ones from before", () => {
  const before = checkedChanges({ heads: 4, position: "none" }, {});
  expect(before).toEqual({ heads: 4, position: "none" });
  expect(checkedChanges({ position: "none", heads: 4 }, before)).toBe(before);
  const notANumber = checkedChanges({ heads: Number.NaN }, before);
  expect(checkedChanges({ heads: Number.NaN }, notANumber)).toBe(notANumber);
  for (const nothing of [null, undefined, 5, "heads", [4], {}]) {
    expect(checkedChanges(nothing, before)).toEqual({});
  }
  // Such could not even be sent to the engine.
  const odd = checkedChanges({ heads: () => 4, width: true, length: null }, {});
  expect(odd).toEqual({ heads: expect.stringContaining("=>"), width: "true", length: "null" });
});
