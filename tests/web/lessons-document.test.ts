import { readFileSync } from "node:fs";
import type { MainModule } from "softlook-wasm";
import { beforeAll, expect, test } from "vitest";
import { lessonFromJson } from "../../web/src/lessons/own-lesson.ts";
import { share } from "../../web/src/lessons/share.ts";
import { configOf } from "../../web/src/lessons/variants.ts";
import { viewNamed, viewNames } from "../../web/src/views/registry.ts";
import { realEngine } from "./engine.ts";

const text = readFileSync(new URL("../../LESSONS.md", import.meta.url), "utf8");
const example = lessonFromJson(/```json\n([\s\S]*?)```/.exec(text)![1]!);

let engine: MainModule;
beforeAll(async () => {
  engine = await realEngine();
});

test("the document names every view", () => {
  expect(viewNames.filter((name) => !text.includes(`| \`${name}\` |`))).toEqual([]);
});

test.each(viewNames)("of the view %s it names every option, and no other", async (name) => {
  const { options } = await viewNamed(name);
  const [, told] = new RegExp(`^\\| \`${name}\` \\|[^|]*\\|([^|]*)\\|$`, "m").exec(text)!;
  // What an option may say stands in brackets.
  const words = told!.replace(/\([^)]*\)/g, "");
  const named = [...words.matchAll(/`([a-zA-Z]+)`/g)].map(([, option]) => option);
  expect(named.sort()).toEqual(Object.keys(options).sort());
});

test("its example is learned, and its pictures find what they draw", {
  timeout: 60_000,
}, async () => {
  const session = new engine.Session(example.config);
  session.train(example.goal);
  const score = session.evaluate(200);
  expect(score.right).toBeGreaterThan(example.learned.right!);
  expect(share("aligned", score)).toBeGreaterThan(example.learned.aligned!);
  session.observe(0, undefined);
  const known = session.tensorNames();
  session.delete();
  for (const { view: name, options = {} } of example.views) {
    const { needs, wants } = await viewNamed(name);
    expect(known).toEqual(expect.arrayContaining([...needs(options), ...(wants?.(options) ?? [])]));
  }
});

test("and what its words say of the variant without positions holds", { timeout: 60_000 }, () => {
  const session = new engine.Session(configOf(example, example.variants![1]));
  session.train(example.goal);
  expect(session.evaluate(200).right).toBeLessThan(0.6);
  session.delete();
});
