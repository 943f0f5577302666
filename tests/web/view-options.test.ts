import { describe, expect, test } from "vitest";
import { checkedLook, outside } from "../../web/src/elements/look.ts";
import { checkOptions } from "../../web/src/elements/view-options.ts";
import { Unfit } from "../../web/src/lessons/form.ts";
import { lessons } from "../../web/src/lessons/registry.ts";
import { texts } from "../../web/src/text/text.ts";
import { viewNamed } from "../../web/src/views/registry.ts";

test.each(lessons.map((lesson) => [lesson.name, lesson] as const))(
  "%s gives its views what they know",
  async (_, { views }) => {
    for (const { view, options = {} } of views) checkOptions(await viewNamed(view), options, view);
  },
);

describe("options that a view cannot have are refused in a sentence", () => {
  test.each([
    ["matrix", {}, "The lesson lacks “v.weights”."],
    [
      "matrix",
      { weights: "w", truht: "t" },
      "“v.truht” is no option of the view “matrix”; it has: weights, truth, head, predicts.",
    ],
    [
      "matrix",
      { weights: "w", head: "-1" },
      '“v.head” should be a number from 0, written as a text: "2"; it is "-1".',
    ],
    ["matrix", { weights: " " }, "“v.weights” should be the name of a tensor"],
    ["cost", { lengths: "64 many" }, "“v.lengths” should be numbers from 0"],
    ["saturation", { attentions: "" }, "“v.attentions” should be names with spaces between"],
    ["loss", { constructor: "w" }, "“v.constructor”: the view “loss” has no options."],
    ["loss", { weights: "w" }, "“v.weights”: the view “loss” has no options."],
  ])("%s %o", async (name, options, sentence) => {
    const view = await viewNamed(name);
    let thrown: unknown;
    try {
      checkOptions(view, options as Record<string, string>, "v");
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Unfit);
    const { complaint } = thrown as Unfit;
    expect(complaint(texts.en.ownLesson)).toContain(sentence);
    expect(complaint(texts.zh.ownLesson)).toMatch(/\p{Script=Han}/u);
  });
});

describe("a place to look at", () => {
  const rows = ["a", "b", ""];
  const tensor = {
    name: "w",
    shape: [1, 2, 3, 3],
    data: new Float32Array(18),
    rows,
    columns: rows,
  };

  test.each([
    undefined,
    "block0.attn.weights",
    { head: 0 },
    { weights: "w" },
    { weights: "w", head: -1 },
    { weights: "w", head: "mena" },
    { weights: "w", head: 0, cell: { row: 0.5, column: 0 } },
    { weights: "w", head: 0, cell: { row: 0 } },
  ])("is none: %o", (given) => {
    expect(() => checkedLook(given)).toThrow("[lookAt] what to look at is { weights:");
  });

  test("that is none can be anything", () => {
    const round: { self?: unknown } = {};
    round.self = round;
    expect(() => checkedLook(round)).toThrow("[lookAt]");
    expect(() => checkedLook(5n)).toThrow("[lookAt]");
  });

  test.each([
    [{ head: "mean" as const }, true],
    [{ head: 1, cell: { row: 1, column: 1 } }, true],
    [{ head: 2 }, false],
    // Padding is no place.
    [{ head: "mean" as const, cell: { row: 2, column: 0 } }, false],
    [{ head: 0, cell: { row: 0, column: 7 } }, false],
  ])("%o among two heads of two words: %s", (place, isThere) => {
    const why = outside(checkedLook({ weights: "w", ...place }), tensor);
    expect(why === undefined).toBe(isThere);
    if (why) expect(why(texts.en)).toContain("“w” has 2 heads, 2 rows and 2 columns here.");
  });
});
