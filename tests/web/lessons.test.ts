import type { MainModule } from "softlook-wasm";
import { beforeAll, describe, expect, test } from "vitest";
import { lessons, proseOf } from "../../web/src/lessons/registry.ts";
import { languages, texts } from "../../web/src/text/text.ts";
import { viewNamed, views } from "../../web/src/views/registry.ts";
import { realEngine } from "./engine.ts";

let engine: MainModule;
beforeAll(async () => {
  engine = await realEngine();
});

test("lessons and views have names of their own", () => {
  for (const names of [lessons, views].map((all) => all.map(({ name }) => name))) {
    expect(new Set(names).size).toBe(names.length);
  }
});

describe.each(lessons.map((lesson) => [lesson.name, lesson] as const))("%s", (_, lesson) => {
  test.each(languages)("has its words in %s", async (language) => {
    const { lead, body } = await proseOf(lesson, language);
    expect(lesson.title[language]).not.toBe("");
    expect(lead).toContain("<p>");
    // What a strict Content-Security-Policy would refuse.
    expect(lead + body).not.toMatch(/ style=|<script/);
  });

  test("has views that exist, with a title, and tensors that the engine has", () => {
    const session = new engine.Session(lesson.config);
    session.observe(0, undefined);
    const known = session.tensorNames();
    for (const { view: name, options = {} } of lesson.views) {
      const view = viewNamed(name);
      for (const language of languages) expect(view.title(texts[language], options)).not.toBe("");
      expect(known).toEqual(expect.arrayContaining([...view.needs(options)]));
    }
    session.delete();
  });

  test("is learned within its goal", () => {
    const session = new engine.Session(lesson.config);
    session.train(lesson.goal);
    const { error, baseline, aligned } = session.evaluate(200);
    session.delete();
    expect(error).toBeLessThan(baseline / 10);
    expect(aligned).toBeGreaterThan(0.95);
  });
});
