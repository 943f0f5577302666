import { existsSync } from "node:fs";
import type { MainModule } from "softlook-wasm";
import { beforeAll, describe, expect, test } from "vitest";
import { attentionFile } from "../../web/src/lessons/files.ts";
import { measures } from "../../web/src/lessons/lesson.ts";
import { lessons, proseOf } from "../../web/src/lessons/registry.ts";
import { share } from "../../web/src/lessons/share.ts";
import { sourceOf } from "../../web/src/lessons/sources.ts";
import { configOf, takesData } from "../../web/src/lessons/variants.ts";
import { languages, texts } from "../../web/src/text/text.ts";
import { viewNamed, viewNames } from "../../web/src/views/registry.ts";
import { realEngine } from "./engine.ts";

let engine: MainModule;
beforeAll(async () => {
  engine = await realEngine();
});

test("lessons have names of their own, fit for an address", () => {
  const names = lessons.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z0-9-]+$/);
});

test.each(viewNames)("the view %s is called like its file", async (name) => {
  expect((await viewNamed(name)).name).toBe(name);
});

test("the attention in use has a file to be shown, whichever it is", () => {
  for (const { name } of engine.catalog().attentions) {
    const file = new URL(`../../wasm/src/${attentionFile(name)}`, import.meta.url);
    expect(existsSync(file), name).toBe(true);
  }
});

describe.each(lessons.map((lesson) => [lesson.name, lesson] as const))("%s", (_, lesson) => {
  const { variants = [] } = lesson;
  const configs = [
    ["itself", lesson.config] as const,
    ...variants.map((variant) => [variant.name, configOf(lesson, variant)] as const),
  ];

  test.each(languages)("has its words in %s", async (language) => {
    const { title, summary } = lesson;
    for (const words of [title, summary, ...variants.map((variant) => variant.title)]) {
      expect(words[language].trim()).not.toBe("");
    }
    const { lead, ...layers } = await proseOf(lesson, language);
    expect(lead).toContain("<p>");
    expect(layers.idea).toContain("<h2");
    for (const [layer, html] of Object.entries(layers)) {
      expect(html, layer).toContain("<p>");
      // What a strict Content-Security-Policy would refuse.
      expect(html, layer).not.toMatch(/ style=|<script/);
    }
  });

  test("begins as itself, and its variants have names of their own", () => {
    const names = variants.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9-]+$/);
    expect(names).not.toHaveLength(1);
    if (variants[0]) expect(configOf(lesson, variants[0])).toEqual(lesson.config);
  });

  test("shows files that there are", async () => {
    for (const file of lesson.code ?? []) expect(await sourceOf(file)).not.toBe("");
  });

  test.each(configs)(
    "has views that exist, with a title, and tensors for them: %s",
    async (_, config) => {
      const session = new engine.Session(config);
      session.observe(0, undefined);
      const known = session.tensorNames();
      session.delete();
      expect(lesson.views.length).toBeGreaterThan(0);
      for (const { view: name, options = {} } of lesson.views) {
        const view = await viewNamed(name);
        for (const language of languages) expect(view.title(texts[language], options)).not.toBe("");
        const drawn = [...view.needs(options), ...(view.wants?.(options) ?? [])];
        const lacking = drawn.filter((need) => !known.includes(need));
        // A variant may do without attention, or with a block less: the picture of it then says so. The
        // scores of a decoder's steps have no name together.
        const isOther = config !== lesson.config;
        const mayLack = isOther ? /weights$|scores$|^alignment$/ : /scores$/;
        expect(lacking.filter((need) => !mayLack.test(need))).toEqual([]);
      }
    },
  );

  test("says what may be brought to it, if its task takes something", () => {
    const { tasks } = engine.catalog();
    const takes = ({ task }: { task: string }) =>
      tasks.find(({ name }) => name === task)!.data !== "";
    const taking = [undefined, ...variants].filter((variant) => takesData(lesson, variant));
    expect(taking.length > 0).toBe(lesson.data !== undefined);
    for (const variant of taking) expect(takes(configOf(lesson, variant))).toBe(true);
    if (!lesson.data) return;
    for (const language of languages) expect(lesson.data.hint[language].trim()).not.toBe("");
  });

  test("asks for something that can be measured, unless nothing is trained", () => {
    const asked = Object.entries(lesson.learned);
    expect(asked.length > 0).toBe(!lesson.still);
    for (const [measure, bound] of asked) {
      expect(measures).toContain(measure);
      expect(bound).toBeGreaterThan(0);
      expect(bound).toBeLessThanOrEqual(1);
    }
  });

  test("says a time in which its steps can be taken at the pace that it begins with", () => {
    const perSecond = 300;
    expect(lesson.seconds ?? 0).toBeGreaterThanOrEqual(Math.round(lesson.goal / perSecond));
  });

  if (lesson.still) return;
  test(lesson.slow ? "begins to learn" : "is learned within its goal", { timeout: 300_000 }, () => {
    const session = new engine.Session(lesson.config);
    const { step, losses } = session.train(lesson.slow ? 5 : lesson.goal);
    expect(losses).toHaveLength(step);
    const score = session.evaluate(lesson.slow ? 2 : 200);
    session.delete();
    expect(score.baseline).toBeGreaterThan(0);
    for (const measure of measures) {
      const bound = lesson.learned[measure];
      if (bound === undefined) continue;
      const reached = share(measure, score);
      expect(reached, measure).not.toBeNaN();
      if (lesson.slow) continue;
      if (measure === "error") expect(reached, measure).toBeLessThanOrEqual(bound);
      else expect(reached, measure).toBeGreaterThanOrEqual(bound);
    }
  });
});
