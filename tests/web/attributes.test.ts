import { beforeEach, expect, test, vi } from "vitest";
import {
  checkedChanges,
  checkedPace,
  checkedPlace,
  checkedSeed,
} from "../../web/src/elements/attributes.ts";
import { CompareWish } from "../../web/src/elements/compare-wish.ts";
import { Doubts } from "../../web/src/elements/doubts.ts";
import { lessonNamed } from "../../web/src/lessons/registry.ts";

const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
beforeEach(() => void warned.mockClear());

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
  for (const nothing of [null, undefined, {}]) {
    expect(checkedChanges(nothing, before)).toEqual({});
  }
  // Such could not even be sent to the engine.
  const odd = checkedChanges({ heads: () => 4, width: true, length: null }, {});
  expect(odd).toEqual({ heads: expect.stringContaining("=>"), width: "true", length: "null" });
});

test.each<[unknown, string]>([
  [3, "a number"],
  ["heads=4", "a string"],
  [["heads"], "an array"],
  [new Map(), "a Map"],
])("%j are no changes, and a sentence says so", (value, got) => {
  const sentence = `[changes] they must be an object like { heads: 4 }, got ${got}`;
  expect(() => checkedChanges(value, {})).toThrow(new TypeError(sentence));
});

test("what is no address of a lesson is refused; nothing at all is none", () => {
  expect(checkedPlace(null)).toBe("");
  expect(checkedPlace("a.json")).toBe("a.json");
  expect(checkedPlace(new URL("https://a.b/c.json"))).toBe("https://a.b/c.json");
  expect(() => checkedPlace(3)).toThrow(
    "[src] it must be the address of a lesson as a text, got a number",
  );
});

test.each<[unknown, string]>([
  [3, "[compare] it must be a list of"],
  [{ heads: 4 }, "[compare] it must be a list of"],
  [[[]], "[compare] compare[0] must be one of"],
  [["a", {}], "[compare] compare[1] must be one of"],
  [[{ heads: [4] }], "[compare] compare[0] must be one of"],
  [[null], "[compare] compare[0] must be one of"],
])("%j is nobody to compare with: what was said before stays", (value, sentence) => {
  const wish = new CompareWish();
  wish.say("a, b");
  expect(() => wish.say(value)).toThrow(TypeError);
  expect(() => wish.say(value)).toThrow(sentence);
  expect(wish.in("x")).toEqual(["a", "b"]);
  wish.say(null);
  expect(wish.in("x")).toEqual([]);
});

test("an attribute that says what there is not is told once, with what is used instead", () => {
  checkedSeed("abc", undefined);
  checkedSeed("abc", undefined);
  checkedPace("fast", "lively");
  const said = { variant: "", theme: null, lang: "", language: "en" } as const;
  const [order, other] = [lessonNamed("order")!, lessonNamed("next-vector")!];
  const doubts = new Doubts();
  const known = order.variants![1]!.name;
  doubts.of({ ...said, lesson: order, variant: known, theme: "dark", lang: "zh-TW" });
  // It was of the lesson before.
  doubts.of({ ...said, lesson: other, variant: known });
  expect(warned.mock.calls).toEqual([
    [
      "[soft-look] `seed` cannot be `abc`: that of the lesson is used instead; there is every whole number from 0 to 4294967295",
    ],
    [
      "[soft-look] `pace` cannot be `fast`: lively is used instead; there is slow, lively, flat-out",
    ],
  ]);
  warned.mockClear();
  doubts.of({ ...said, lesson: order, variant: "nope", theme: "pink", lang: "fr" });
  expect(warned.mock.calls.flat()).toEqual([
    expect.stringContaining("`variant` cannot be `nope`: "),
    expect.stringContaining("`theme` cannot be `pink`: that of the page around is used instead"),
    expect.stringContaining("`lang` cannot be `fr`: en is used instead; there is en, zh"),
  ]);
});
