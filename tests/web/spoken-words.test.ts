import type { Config } from "softlook-wasm";
import { expect, test } from "vitest";
import { type ByLength, countByLength, wordSamples } from "../../web/src/engine/by-length.ts";
import { edits, wordsOf } from "../../web/src/engine/spoken-words.ts";
import { lessonNamed } from "../../web/src/lessons/registry.ts";
import { realEngine } from "./engine.ts";

const labels = ["a", "b", "␣", "∎"];

test("words end at a gap, and all of them at the end", () => {
  expect(wordsOf([0, 1, 2, 1, 3, 0], labels)).toEqual(["ab", "b"]);
  expect(wordsOf([0, -1, -1], labels)).toEqual(["a"]);
  expect(wordsOf([2, 2, 3], labels)).toEqual([]);
});

test("the distance of words counts what is put in, left out and changed", () => {
  expect(edits(["one", "two"], ["one", "two"])).toBe(0);
  expect(edits(["one"], ["one", "two"])).toBe(1);
  expect(edits(["six", "one", "two"], ["one", "two"])).toBe(1);
  expect(edits(["one", "two"], ["two", "one"])).toBe(2);
  expect(edits([], ["one", "two"])).toBe(2);
});

async function counted(config: Config, steps: number): Promise<ByLength> {
  const { Session } = await realEngine();
  const session = new Session(config);
  session.train(steps);
  let last: ByLength | undefined;
  await countByLength(
    session,
    () => true,
    (told) => {
      last = told;
    },
  );
  const { whole } = session.evaluate(last!.samples);
  session.delete();
  const right = last!.shares.reduce((sum, share) => sum + share.whole, 0);
  expect(right / last!.samples).toBeCloseTo(whole, 6);
  return last!;
}

test("of what is heard the words are counted that come out wrong", {
  timeout: 120_000,
}, async () => {
  const { config } = lessonNamed("speech")!;
  const settings = { ...config.settings, width: 24, invented: 0, words: 1, "decay-steps": 120 };
  const { words } = await counted({ ...config, settings } as Config, 120);
  expect(words!.said).toBe(wordSamples);
  expect(words!.wrong).toBeGreaterThan(0);
  expect(words!.wrong).toBeLessThan(words!.said / 2);
});
