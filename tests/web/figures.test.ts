import type { MainModule } from "softlook-wasm";
import { beforeAll, describe, expect, test } from "vitest";
import { answersOf } from "../../web/src/drawing/answers.ts";
import { LengthLog } from "../../web/src/drawing/length-log.ts";
import { decimal } from "../../web/src/drawing/number-format.ts";
import { WeightTable } from "../../web/src/drawing/weight-table.ts";
import { captionOf } from "../../web/src/figures/caption.ts";
import { inkOn, mix } from "../../web/src/figures/colours.ts";
import { fitted, widthOf, wrapped } from "../../web/src/figures/letters.ts";
import type { Figure } from "../../web/src/figures/marks.ts";
import { figureMakerOf } from "../../web/src/figures/registry.ts";
import type { Seen } from "../../web/src/figures/seen.ts";
import { sheetOf } from "../../web/src/figures/sheet.ts";
import { svgOf } from "../../web/src/figures/svg.ts";
import { lessonNamed, lessons } from "../../web/src/lessons/registry.ts";
import { texts } from "../../web/src/text/text.ts";
import { viewNames } from "../../web/src/views/registry.ts";
import type { Chosen, Picture } from "../../web/src/views/view.ts";
import { realEngine } from "./engine.ts";
import { pictureOf, seenOf } from "./pictures.ts";
import { elementsOf, textsOf } from "./xml.ts";

let engine: MainModule;
beforeAll(async () => {
  engine = await realEngine();
});

/** As it is saved; or the reason why it is not. */
function saved(view: string, seen: Seen): string {
  const figure: Figure | string = figureMakerOf(view)!.figure(seen);
  if (typeof figure === "string") return figure;
  const caption = captionOf(seen, figure.reads);
  return svgOf(sheetOf(figure, "A title", caption), "A title", caption);
}

const timings = Array.from({ length: 200 }, (_, i) => ({ milliseconds: 1 + i, bytes: 0 }));
const saturations = ["scaled-dot", "dot"].flatMap((attention) =>
  [4, 64].map((width) => ({ attention, width, entropy: 2, gradient: 1 / width })),
);
const writing = {
  beginning: "我",
  tokens: [{ label: "love", probability: 0.75 }],
  apart: true,
  spaced: true,
  ended: false,
};

const lengths = new LengthLog();
lengths.add("", {
  step: 2,
  done: 40,
  samples: 40,
  shares: [
    { length: 3, whole: 20, samples: 20 },
    { length: 9, whole: 5, samples: 20 },
  ],
});

/** With all that a person may have brought about, so that each view has something on show. */
function complete(picture: Picture): Picture {
  return {
    ...picture,
    lengths,
    frame: { ...picture.frame, typed: { text: "typed", written: ["so"] }, writing },
  };
}

test("a curve by length is saved with its counts", () => {
  const lesson = lessonNamed("translation")!;
  const view = lesson.views.find(({ view }) => view === "lengths")!;
  const seen = seenOf(complete(pictureOf(engine, lesson, 0)), view);
  const [table] = figureMakerOf("lengths")!.tables!(seen);
  expect(table?.rows).toEqual([
    ["", 2, 3, 20, 20],
    ["", 2, 9, 5, 20],
  ]);
  expect(textsOf(saved("lengths", seen))).toContain("this run, step 2");
});

test("every view has a figure", () => {
  expect(viewNames.filter((name) => !figureMakerOf(name))).toEqual([]);
});

describe.each(lessons.map((lesson) => [lesson.name, lesson] as const))("%s", (_, lesson) => {
  test("each of its pictures is a well-formed figure that fits its sheet, in both languages", () => {
    const picture = complete(pictureOf(engine, lesson, lesson.still ? 0 : 2));
    for (const view of lesson.views) {
      for (const language of ["en", "zh"] as const) {
        const seen = {
          ...seenOf(picture, view, language),
          chosen: { timings, saturations } as Chosen,
        };
        const svg = saved(view.view, seen);
        // Nothing is trained in a lesson that stands still.
        if (lesson.still && !svg.startsWith("<?xml")) {
          expect(Object.values(texts[language].saving)).toContain(svg);
          continue;
        }
        expect(elementsOf(svg)[0], `${view.view}: ${svg.slice(0, 200)}`).toBe("svg");
        expect(svg).not.toMatch(/NaN|undefined|Infinity/);
        expect(svg).toContain(lesson.title[language].replaceAll("'", "&#39;"));
        const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg)!.map(Number);
        for (const [, x, y] of svg.matchAll(/<text x="([-\d.]+)" y="([-\d.]+)"/g)) {
          expect(Number(x)).toBeGreaterThanOrEqual(0);
          expect(Number(x)).toBeLessThanOrEqual(width!);
          expect(Number(y)).toBeGreaterThan(0);
          expect(Number(y)).toBeLessThanOrEqual(height!);
        }
      }
    }
  });
});

describe("a matrix", () => {
  const lesson = () => lessonNamed("order")!;
  const seen = (chosen: Chosen = {}) => ({
    ...seenOf(pictureOf(engine, lesson(), 5), lesson().views[0]!),
    chosen,
  });

  test.each(["mean", 2] as const)("prints every weight of what is chosen: %s", (head) => {
    const at = seen({ head });
    const table = new WeightTable(at.picture.frame.tensors["block0.attn.weights"]!);
    const printed = textsOf(saved("matrix", at)).filter((text) => /^\d\.\d\d$/.test(text));
    expect(printed).toEqual([...table.values(head)].map((value) => decimal(value, 2)));
  });

  test("says in its caption what it is of", () => {
    const said = textsOf(saved("matrix", seen({ head: 2 }))).join(" ");
    expect(said).toContain("Head 3 of 4.");
    expect(said).toContain(`seed ${lesson().config.seed}, step 5.`);
    expect(said).toContain("Rows look (queries)");
  });

  test("whatever a token is, the file is one and says it", () => {
    const hostile = [
      "<script>",
      '"&amp;',
      "]]>",
      "\0\u0008",
      "\ud800",
      "'",
      "<!--",
      "日本",
      "😀",
      "&",
    ];
    const at = seen();
    const weights = at.picture.frame.tensors["block0.attn.weights"]!;
    at.picture.frame.tensors["block0.attn.weights"] = {
      ...weights,
      rows: hostile,
      columns: hostile,
    };
    const svg = saved("matrix", at);
    expect(elementsOf(svg)).not.toContain("script");
    const shown = hostile.map((label) =>
      label.length === 2 && label < " " ? "\ufffd\ufffd" : label,
    );
    for (const label of shown) {
      expect(textsOf(svg)).toContain(label === "\ud800" ? "\ufffd" : label);
    }
  });

  test("thousands of cells are a file of a size that can be sent, with every colour in it", () => {
    const long = lessonNamed("long-sequences")!;
    const svg = saved("matrix", seenOf(pictureOf(engine, long, 1), long.views[0]!));
    expect(elementsOf(svg)).toContain("path");
    expect(svg.length).toBeLessThan(1_000_000);
  });

  test("what is no number is loud", () => {
    const at = seen();
    const weights = at.picture.frame.tensors["block0.attn.weights"]!;
    const data = weights.data.slice().fill(Number.NaN, 0, 1);
    at.picture.frame.tensors["block0.attn.weights"] = { ...weights, data };
    const svg = saved("matrix", { ...at, chosen: { head: 0 } });
    expect(svg).toContain('fill="#b3126b"');
    expect(textsOf(svg)).toContain("NaN");
  });
});

test("answers stand in their order, the wrong ones with the right one beneath", () => {
  const lesson = lessonNamed("exact-tasks")!;
  const picture = pictureOf(engine, lesson, 3);
  const view = lesson.views.find((each) => each.view === "tokens")!;
  const said = textsOf(saved("tokens", seenOf(picture, view)));
  const { input, output, target } = picture.frame.tensors;
  for (const { chances, right } of answersOf(output!, target!, input)) {
    expect(said).toContain(chances[0]!.label);
    if (right && right.token !== chances[0]!.token) expect(said).toContain(`✗ ${right.label}`);
  }
});

test("what is not there yet is told of, in a sentence", () => {
  const lesson = lessonNamed("order")!;
  const picture = pictureOf(engine, lesson, 0);
  const empty = { ...picture, frame: { ...picture.frame, tensors: {} }, scores: [] };
  const { saving } = texts.en;
  const reason = (view: string) => saved(view, seenOf(empty, { view, options: {} }));
  expect(reason("matrix")).toBe(saving.noPicture);
  expect(reason("loss")).toBe(saving.noSteps);
  expect(saved("score", seenOf(empty, { view: "score", options: { value: "right" } }))).toBe(
    saving.noScores,
  );
  expect(reason("typed")).toBe(saving.notTyped);
  expect(reason("writer")).toBe(saving.notWritten);
  expect(saved("cost", seenOf(empty, { view: "cost", options: { lengths: "64 128" } }))).toBe(
    saving.notMeasured,
  );
});

describe("letters", () => {
  test("a text is broken into lines that fit, and nothing of it is lost", () => {
    const text =
      "Rows look (queries), columns are looked at 行在看，列被看。 averylongwordwithoutanyspace";
    const lines = wrapped(text, 120);
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(120);
    expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
  });

  test("what is cut says so", () => {
    expect(fitted("abc", 100)).toBe("abc");
    expect(fitted("abcdefghijklmnop", 40)).toMatch(/^abc.*…$/);
  });
});

test("colours are mixed as the stylesheet does it", () => {
  expect(mix("#eef1f6", "#123f9e", 0)).toBe("#eef1f6");
  expect(mix("#eef1f6", "#123f9e", 1)).toBe("#123f9e");
  // From Chromium: color-mix(in oklab, #123f9e 50%, #eef1f6).
  expect(mix("#eef1f6", "#123f9e", 0.5)).toBe("#7c99cd");
  expect(inkOn("#123f9e")).toBe("#ffffff");
  expect(inkOn("#eef1f6")).toBe("#000000");
});
