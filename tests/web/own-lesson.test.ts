import { describe, expect, test } from "vitest";
import { type Complaint, Unfit } from "../../web/src/lessons/form.ts";
import { liveSettings } from "../../web/src/lessons/lesson.ts";
import { lessonFromJson, ownLesson } from "../../web/src/lessons/own-lesson.ts";
import { lessons } from "../../web/src/lessons/registry.ts";
import { aimOf } from "../../web/src/lessons/variants.ts";
import { languages, texts } from "../../web/src/text/text.ts";
import { realEngine } from "./engine.ts";

const small = {
  title: "Backwards",
  config: { task: "reverse", model: "transformer" },
  goal: 100,
  views: [{ view: "loss" }],
};

function complaintOf(make: () => unknown): Complaint {
  try {
    make();
  } catch (error) {
    if (error instanceof Unfit) return error.complaint;
    throw error;
  }
  throw new Error("it was taken");
}

const complaint = (given: unknown, language: "en" | "zh" = "en") =>
  complaintOf(() => ownLesson(given))(texts[language].ownLesson);

test("the least that makes a lesson is completed with the engine's defaults", () => {
  expect(ownLesson(small)).toEqual({
    name: "own",
    title: { en: "Backwards", zh: "Backwards" },
    summary: { en: "Backwards", zh: "Backwards" },
    config: {
      task: "reverse",
      model: "transformer",
      attention: "dot",
      optimizer: "sgd",
      seed: 1,
      settings: {},
    },
    goal: 100,
    learned: {},
    variants: [],
    views: [{ view: "loss" }],
  });
});

test.each([
  ["倒着写", { en: "倒着写", zh: "倒着写" }],
  [{ zh: "倒着写" }, { en: "倒着写", zh: "倒着写" }],
  [
    { en: "Backwards", zh: "倒着写" },
    { en: "Backwards", zh: "倒着写" },
  ],
])("words in one language serve for both: %j", (title, both) => {
  expect(ownLesson({ ...small, title }).title).toEqual(both);
});

test.each(lessons.map((lesson) => [lesson.name, lesson] as const))(
  "the lesson %s could be somebody's own, and would be the same",
  (_, lesson) => {
    const { variants = [], ...rest } = lesson;
    const again = lessonFromJson(JSON.stringify(lesson));
    expect(again).toMatchObject(rest);
    expect(again.variants).toEqual(variants);
  },
);

test("what was given is not what is kept: whoever changes it changes nothing", () => {
  const given = structuredClone(small);
  const lesson = ownLesson(given);
  given.config.task = "ring";
  expect(lesson.config.task).toBe("reverse");
});

const { title: _, ...untitled } = small;
const variants = [
  { name: "a", title: "A" },
  { name: "a", title: "B" },
];

const withRate = (rate: number) => ({ ...small.config, settings: { "learning-rate": rate } });
const rate = (minimum: number) => ({
  setting: "learning-rate",
  title: "Rate",
  minimum,
  maximum: 1,
});

describe("one sentence says what is wrong, and where", () => {
  test.each<[string, unknown, string]>([
    ["no object", [small], "A lesson is an object"],
    ["nothing", null, "A lesson is an object"],
    ["no title", untitled, "The lesson lacks “title”."],
    ["an empty title", { ...small, title: " " }, "“title” should be a text that is not empty"],
    ["no words", { ...small, title: { fr: "À rebours" } }, "an object with a text for en, for zh"],
    ["a number for words", { ...small, title: 5 }, "“title” should be a text"],
    ["a slip of the pen", { ...small, gaol: 5 }, "“gaol” is no part of a lesson"],
    ["a slip further in", { ...small, config: { ...small.config, seeds: 1 } }, "“config.seeds”"],
    ["no task", { ...small, config: { model: "transformer" } }, "lacks “config.task”"],
    ["no goal", { ...small, goal: undefined }, "The lesson lacks “goal”."],
    [
      "half a step",
      { ...small, goal: 1.5 },
      "“goal” should be a whole number from 1 to 1000000000; it is 1.5.",
    ],
    ["a goal of no step", { ...small, goal: 0 }, "“goal” should be a whole number from 1 to"],
    [
      "a list of words",
      { ...small, text: ["a"] },
      "“text” should be a text, or an object with a text for en, for zh, or for both; it is […].",
    ],
    [
      "two dials of one setting",
      { ...small, config: withRate(0.1), dials: [rate(0.01), rate(0.02)] },
      "Two of “dials” turn “learning-rate”: leave one of them out.",
    ],
    [
      "a dial that begins elsewhere",
      { ...small, config: withRate(5), dials: [rate(0.01)] },
      "“config.settings.learning-rate” should be a number from 0.01 to 1; it is 5.",
    ],
    ["no views", { ...small, views: [] }, "“views” is empty"],
    ["no list", { ...small, views: {} }, "“views” should be a list; it is {…}."],
    ["too many", { ...small, views: Array(25).fill(small.views[0]) }, "more than 24 entries"],
    [
      "an unknown view",
      { ...small, views: [...small.views, { view: "hologram" }] },
      "“views[1].view” is “hologram”, which is not among: calculator, ",
    ],
    [
      "a seed",
      { ...small, config: { ...small.config, seed: -1 } },
      "“config.seed” should be a whole number",
    ],
    [
      "a setting",
      { ...small, config: { ...small.config, settings: { width: [8] } } },
      "“config.settings.width” should be a number or a text; it is […].",
    ],
    [
      "a measure",
      { ...small, learned: { luck: 1 } },
      "“learned.luck” is no part of a lesson; in this place there can be: error",
    ],
    [
      "a share",
      { ...small, learned: { right: 2 } },
      "“learned.right” should be a number from 0 to 1",
    ],
    [
      "a measure of a variant",
      { ...small, variants: [{ name: "a", title: "A", learned: { luck: 1 } }] },
      "“variants[0].learned.luck” is no part of a lesson; in this place there can be: error",
    ],
    [
      "a goal of a variant",
      { ...small, variants: [{ name: "a", title: "A", goal: 0 }] },
      "“variants[0].goal” should be a whole number from 1 to",
    ],
    [
      "a goal of nothing",
      { ...small, still: true },
      "so there is no “goal”: leave one of them out",
    ],
    ["a name", { ...small, name: "My lesson" }, "“name” should be a name of small letters"],
    ["two of a name", { ...small, variants }, "Two of “variants” are called “a”."],
    [
      "what a score tells of",
      { ...small, views: [{ view: "score", options: { value: "loss" } }] },
      "“views[0].options.value” is “loss”, which is not among: error",
    ],
    [
      "a score of nothing",
      { ...small, views: [{ view: "score" }] },
      "“views[0].options.value” should be",
    ],
    [
      "a dial of what cannot change",
      { ...small, dials: [{ setting: "heads", title: "Heads", minimum: 1, maximum: 4 }] },
      "“dials[0].setting” is “heads”, which is not among: learning-rate, clip",
    ],
    [
      "a dial that does not know where it stands",
      { ...small, dials: [{ setting: "learning-rate", title: "Rate", minimum: 0.1, maximum: 1 }] },
      "The lesson lacks “config.settings.learning-rate”.",
    ],
    [
      "a dial that cannot be turned",
      {
        ...small,
        config: { ...small.config, settings: { "learning-rate": 1 } },
        dials: [{ setting: "learning-rate", title: "Rate", minimum: 1, maximum: 1 }],
      },
      "“dials[0].maximum” should be more than “dials[0].minimum”.",
    ],
  ])("%s", (_, given, sentence) => {
    expect(complaint(given)).toContain(sentence);
    expect(complaint(given, "zh")).toMatch(/\p{Script=Han}/u);
  });

  test("what is not JSON", () => {
    for (const language of languages) {
      const { ownLesson } = texts[language];
      expect(complaintOf(() => lessonFromJson("{ title:"))(ownLesson)).toContain("JSON");
    }
  });
});

test("a variant has an aim of its own, where it says so", () => {
  const lesson = ownLesson({
    ...small,
    learned: { right: 0.9 },
    variants: [
      { name: "a", title: "A" },
      { name: "b", title: "B", goal: 250, learned: { whole: 0.5 } },
    ],
  });
  const aims = lesson.variants!.map((variant) => aimOf(lesson, variant));
  expect(aims).toEqual([
    { goal: 100, learned: { right: 0.9 } },
    { goal: 250, learned: { whole: 0.5 } },
  ]);
});

test("what may be a dial is what the engine lets change", async () => {
  const { tasks, models, attentions, optimizers, schedule } = (await realEngine()).catalog();
  const all = [...tasks, ...models, ...attentions, ...optimizers].flatMap((row) => row.settings);
  const live = [...all, ...schedule].filter(({ live }) => live).map(({ name }) => name);
  expect([...new Set(live)].sort()).toEqual([...liveSettings].sort());
});

test("a name that every object has is a name like any other", () => {
  const settings = JSON.parse('{ "__proto__": 1, "constructor": 2 }');
  const lesson = ownLesson({ ...small, config: { ...small.config, settings } });
  expect(Object.getPrototypeOf(lesson.config.settings)).toBe(Object.prototype);
  expect(Object.keys(lesson.config.settings)).toEqual(["__proto__", "constructor"]);
  expect(complaint(JSON.parse('{ "__proto__": {} }'))).toContain("“__proto__” is no part");
});
