import { expect, test } from "vitest";
import { type Link, mostTurns, readLink, writeLink } from "../../web/src/app/link.ts";
import { lessonNamed, lessons } from "../../web/src/lessons/registry.ts";
import { realEngine } from "./engine.ts";

const lesson = lessonNamed("translation")!;
const { variants = [], views } = lesson;
const variant = variants[1]!.name;
const weights = views.find(({ options }) => options?.weights)!.options!.weights!;
const read = (hash: string) => readLink(hash, lessons);

const whole: Link = {
  lesson,
  variant,
  changes: { heads: 4, "learning-rate": 1e-7, dropout: 0.1 + 0.2, attention: "additive" },
  seed: 4294967295,
  pace: "flat-out",
  compare: [variants[0]!.name, { attention: "dot", "learning-rate": 1e-7 }, { heads: 8 }],
  look: { weights, head: 2, cell: { row: 4, column: 0 } },
  sample: 41,
  arrival: {
    step: 812,
    bits: "af63dc4c8601ec8c",
    turns: [
      { setting: "learning-rate", step: 0, value: 0.03162277660168379 },
      { setting: "temperature", step: 812, value: 2 },
    ],
  },
};

test("a link with everything in it is read as it was written", () => {
  const hash = writeLink(whole);
  expect(hash).toBe(
    `#/translation/${variant}?v=1&seed=4294967295&step=812&pace=flat-out&heads=4&learning-rate=1e-7` +
      `&dropout=0.30000000000000004&attention=additive&compare=${variants[0]!.name},attention:dot;learning-rate:1e-7,heads:8` +
      `&head=${weights}:3&lock=5.1&example=42&turns=learning-rate@0:0.03162277660168379,temperature@812:2&bits=af63dc4c8601ec8c`,
  );
  expect(read(hash)).toEqual({ link: whole });
});

test.each<[string, Partial<Link>]>([
  ["a seed", { seed: 0 }],
  ["a step without a digest", { arrival: { step: 10_000_000 } }],
  ["all heads together", { look: { weights, head: "mean" } }],
  ["a setting", { changes: { width: -1.5 } }],
  ["a variant to compare with", { compare: [variant] }],
  ["a change to compare with", { compare: [{ "learning-rate": 1e21 }] }],
  ["the last example", { sample: 999_999 }],
  ["a line that was typed", { sample: "我 爱，你 & <b>=1%+2;:@</b>?" }],
])("a link with %s alone is read as it was written", (_, part) => {
  const link: Link = { lesson, variant: "", changes: {}, ...part };
  expect(read(writeLink(link))).toEqual({ link });
});

test("a lesson as it begins has the short address that it always had", () => {
  expect(writeLink({ lesson, variant: "", changes: {} })).toBe("#/translation");
  for (const hash of ["#/translation", "#translation", "#/translation/", "#/translation?v=1"]) {
    expect(read(hash)).toEqual({ link: { lesson, variant: "", changes: {} } });
  }
  for (const hash of ["", "#", "#/"]) {
    expect(read(hash)).toEqual({ link: { lesson: lessons[0], variant: "", changes: {} } });
  }
});

const alone = { lesson, variant: "", changes: {} };

test.each([
  ["", "version", ""],
  ["v=2&seed=3", "version", "2"],
  ["v=1.0", "version", "1.0"],
  ["v=1&v=1", "twice", "v"],
  ["v=1&seed=1&seed=2", "twice", "seed"],
  ["v=1&heads=1&heads=2", "twice", "heads"],
  ["v=1&seed=", "seed", ""],
  ["v=1&seed=-1", "seed", "-1"],
  ["v=1&seed=1e3", "seed", "1e3"],
  ["v=1&seed=0x10", "seed", "0x10"],
  ["v=1&seed=4294967296", "seed", "4294967296"],
  ["v=1&step=1.5", "step", "1.5"],
  ["v=1&step=10000001", "step", "10000001"],
  [`v=1&step=${"9".repeat(400)}`, "step", "9".repeat(400)],
  ["v=1&step=NaN", "step", "NaN"],
  ["v=1&pace=warp", "pace", "warp"],
  ["v=1&head=2", "head", "2"],
  ["v=1&head=nothing:2", "head", "nothing:2"],
  [`v=1&head=${weights}:0`, "head", `${weights}:0`],
  [`v=1&head=${weights}:1000`, "head", `${weights}:1000`],
  ["v=1&lock=1.1", "lock", "1.1"],
  [`v=1&head=${weights}:1&lock=0.1`, "lock", "0.1"],
  [`v=1&head=${weights}:1&lock=1`, "lock", "1"],
  ["v=1&bits=af63dc4c8601ec8c", "bits", "af63dc4c8601ec8c"],
  ["v=1&step=3&bits=af63", "bits", "af63"],
  ["v=1&step=3&bits=AF63DC4C8601EC8C", "bits", "AF63DC4C8601EC8C"],
  ["v=1&turns=clip@1:2", "turns", "clip@1:2"],
  ["v=1&step=9&turns=", "turns", ""],
  ["v=1&step=9&turns=a@1:2", "turns", "a@1:2"],
  ["v=1&step=9&turns=clip@10:2", "turns", "clip@10:2"],
  ["v=1&step=9&turns=clip@1.5:2", "turns", "clip@1.5:2"],
  ["v=1&step=9&turns=clip@1:two", "turns", "clip@1:two"],
  ["v=1&step=9&turns=clip@5:2,clip@4:2", "turns", "clip@5:2,clip@4:2"],
  ["v=1&compare=", "compare", ""],
  ["v=1&compare=no-such", "compare", "no-such"],
  [`v=1&compare=${variants[0]!.name}`, "compare", variants[0]!.name],
  [`v=1&compare=${variant},${variant}`, "compare", `${variant},${variant}`],
  ["v=1&compare=heads:2,heads:4,heads:8,heads:16", "compare", "heads:2,heads:4,heads:8,heads:16"],
  ["v=1&compare=heads:2;heads:4", "compare", "heads:2;heads:4"],
  ["v=1&compare=heads:2:4", "compare", "heads:2:4"],
  ["v=1&compare=__proto__:2", "compare", "__proto__:2"],
  ["v=1&compare=<script>", "compare", "<script>"],
  ["v=1&example=0", "example", "0"],
  ["v=1&example=1.5", "example", "1.5"],
  ["v=1&example=1000001", "example", "1000001"],
  ["v=1&typed=", "typed", ""],
  ["v=1&typed=%20", "typed", " "],
  ["v=1&typed=a%09b", "typed", "a\tb"],
  [`v=1&typed=${"a".repeat(1001)}`, "typed", "a".repeat(1001)],
  ["v=1&example=2&typed=a", "typed", "a"],
  ["v=1&heads=", "setting", "heads="],
  ["v=1&heads=1e999", "setting", "heads=1e999"],
  ["v=1&heads=Infinity", "setting", "heads=Infinity"],
  ["v=1&__proto__=1", "setting", "__proto__=1"],
  ["v=1&%00=%ff", "setting", "\u0000=\ufffd"],
  ["v=1&x=%3Cscript%3Ealert(1)%3C/script%3E", "setting", "x=<script>alert(1)</script>"],
  ["v=1&heads=%", "setting", "heads=%"],
  ["v=1&=", "setting", "="],
  ["v=1?v=1", "version", "1?v=1"],
])("?%s is refused for its %s, and the lesson alone is shown", (query, kind, given) => {
  expect(read(`#/translation?${query}`)).toEqual({ link: alone, fault: { kind, given } });
});

test.each([
  ["#/no-such", "lesson", "no-such"],
  ["#/%", "lesson", "%"],
  ["#/%E0%A4%A?v=1", "lesson", "%E0%A4%A"],
  ["#/<img src=x onerror=alert(1)>", "lesson", "<img src=x onerror=alert(1)>"],
  ["#/constructor", "lesson", "constructor"],
])("%s is the first lesson, with what is wrong", (hash, kind, given) => {
  const link = { lesson: lessons[0], variant: "", changes: {} };
  expect(read(hash)).toEqual({ link, fault: { kind, given } });
});

test("a variant that there is not, or more than that, is the first one", () => {
  const fault = { kind: "variant", given: "no-such" };
  expect(read("#/translation/no-such?v=1&step=3")).toEqual({ link: alone, fault });
  expect(read(`#/translation/${variant}/more`).fault?.kind).toBe("variant");
});

test("an address of any length is answered at once", () => {
  const long = `#/translation?v=1${"&heads=4".repeat(100_000)}`;
  expect(read(long)).toEqual({ link: alone, fault: { kind: "long", given: long } });
});

test("a lesson in which nothing is trained has no step to go to", () => {
  const still = lessons.find((lesson) => lesson.still)!;
  expect(read(`#/${still.name}?v=1&step=3`).fault).toEqual({ kind: "step", given: "3" });
  expect(read(`#/${still.name}?v=1&example=3`).fault).toEqual({ kind: "example", given: "3" });
});

test("numbers in the calculator are read as they were written", () => {
  const link: Link = { ...alone, lesson: lessonNamed("calculator")!, sample: "1 2 3\n4 5 6.5" };
  expect(read(writeLink(link))).toEqual({ link });
});

test("a lesson in which nothing can be typed shows nothing typed", () => {
  const [first] = lessons;
  expect(read(`#/${first!.name}?v=1&typed=a`).fault).toEqual({ kind: "typed", given: "a" });
});

test("no setting of the engine is called like what a link has of its own, and all are words", async () => {
  const { tasks, models, attentions, optimizers, schedule } = (await realEngine()).catalog();
  const entries = [...tasks, ...models, ...attentions, ...optimizers];
  const settings = [...entries.flatMap(({ settings }) => settings), ...schedule];
  expect(settings.length).toBeGreaterThan(100);
  for (const { name, options } of settings) {
    for (const value of [4, ...options]) {
      const link: Link = { ...alone, changes: { [name]: value } };
      expect(read(writeLink(link)), name).toEqual({ link });
    }
  }
  const names = entries.map(({ name }) => name);
  for (const attention of names) {
    const link: Link = { ...alone, changes: { attention } };
    expect(read(writeLink(link))).toEqual({ link });
  }
});

test("more turns than an address takes are no turns", () => {
  const turns = (count: number) => Array(count).fill("clip@1:2").join(",");
  expect(read(`#/translation?v=1&step=3&turns=${turns(mostTurns)}`).fault).toBeUndefined();
  expect(read(`#/translation?v=1&step=3&turns=${turns(mostTurns + 1)}`).fault?.kind).toBe("turns");
});
