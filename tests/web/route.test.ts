import { expect, test } from "vitest";
import { hashOf, neighbours, routeOf } from "../../web/src/app/route.ts";
import type { Lesson } from "../../web/src/lessons/lesson.ts";
import { lessons } from "../../web/src/lessons/registry.ts";
import { configOf, variantOf } from "../../web/src/lessons/variants.ts";

const [first] = lessons as [Lesson];
const title = { en: "A", zh: "甲" };
const middle: Lesson = {
  ...first,
  name: "middle",
  variants: [
    { name: "whole", title, config: {} },
    { name: "half", title, config: { attention: "general", settings: { length: 4 } } },
  ],
};
const last: Lesson = { ...first, name: "last" };
const all = [first, middle, last];

test("an address names a lesson, and a variant of it", () => {
  expect(routeOf("#/middle", all)).toEqual({ lesson: middle, variant: "" });
  expect(routeOf("#/middle/half", all)).toEqual({ lesson: middle, variant: "half" });
  expect(routeOf("#middle", all).lesson).toBe(middle);
});

test.each(["", "#", "#/", "#/nothing", "#/%", "#/nothing/half"])(
  "%j is the first lesson",
  (hash) => {
    expect(routeOf(hash, all)).toEqual({ lesson: first, variant: "" });
  },
);

test("what a lesson has not, or begins with, is no part of its address", () => {
  for (const variant of ["whole", "nothing", "%", ""]) {
    expect(routeOf(`#/middle/${variant}`, all)).toEqual({ lesson: middle, variant: "" });
    expect(hashOf({ lesson: middle, variant })).toBe("#/middle");
  }
  expect(routeOf("#/last/half", all)).toEqual({ lesson: last, variant: "" });
});

test("the address of a route leads to it", () => {
  for (const variant of ["", "half"]) {
    expect(routeOf(hashOf({ lesson: middle, variant }), all)).toEqual({ lesson: middle, variant });
  }
});

test("every lesson but the ends has one before and one after it", () => {
  expect(neighbours(first, all)).toEqual({ previous: undefined, next: middle });
  expect(neighbours(middle, all)).toEqual({ previous: first, next: last });
  expect(neighbours(last, all)).toEqual({ previous: middle, next: undefined });
});

test("a variant's config is the lesson's with what differs", () => {
  const config = configOf(
    { ...middle, config: { ...first.config, settings: { batch: 2 } } },
    variantOf(middle, "half"),
  );
  expect(config).toEqual({
    ...first.config,
    attention: "general",
    settings: { batch: 2, length: 4 },
  });
  expect(configOf(middle, variantOf(middle, "whole"))).toEqual(middle.config);
  expect(configOf(last, variantOf(last, "half"))).toEqual(last.config);
});
