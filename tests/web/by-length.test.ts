import type { Config, Session } from "softlook-wasm";
import { afterEach, expect, test } from "vitest";
import { type ByLength, countByLength, isWhole } from "../../web/src/engine/by-length.ts";
import { lessonNamed } from "../../web/src/lessons/registry.ts";
import { Desk } from "./desk.ts";
import { realEngine } from "./engine.ts";

const translation = lessonNamed("translation")!.config;
const short = {
  ...translation,
  settings: { ...translation.settings, longest: 6, width: 24, "learning-rate": 0.01 },
};

async function counted(session: Session): Promise<ByLength[]> {
  const told: ByLength[] = [];
  await countByLength(
    session,
    () => true,
    (each) => told.push(each),
  );
  return told;
}

let desk: Desk | undefined;
afterEach(() => desk?.say("pause"));

test("what is right at each length adds up to the held-out score", async () => {
  const { Session } = await realEngine();
  const session = new Session(short as Config);
  session.train(150);
  const told = await counted(session);
  expect(told[0]).toEqual({ step: 150, done: 0, samples: 512, shares: [] });
  const { done, shares } = told.at(-1)!;
  expect(done).toBe(512);
  expect(shares.map(({ length }) => length)).toEqual([3, 4, 5, 6]);
  const sum = (key: "whole" | "samples") => shares.reduce((all, each) => all + each[key], 0);
  expect(sum("samples")).toBe(512);
  const { whole } = session.evaluate(512);
  expect(whole).toBeGreaterThan(0.02);
  expect(whole).toBeLessThan(0.98);
  expect(sum("whole") / 512).toBeCloseTo(whole, 6);
  session.delete();
});

test("counting leaves training as it was", async () => {
  const { Session } = await realEngine();
  const [some, other] = [new Session(short as Config), new Session(short as Config)];
  some.train(5);
  await counted(some);
  other.train(5);
  expect(some.train(5).losses).toEqual(other.train(5).losses);
  some.delete();
  other.delete();
});

test("samples that are not of tokens are refused in a sentence", async () => {
  const { Session } = await realEngine();
  const session = new Session(lessonNamed("next-vector")!.config as Config);
  expect((await counted(session)).at(-1)?.refusal).toContain("not written in tokens");
  session.delete();
});

test("padding is neither right nor wrong, and what is no number is wrong", () => {
  expect(isWhole(Float32Array.of(1, 2, 9, 8), Float32Array.of(1, -1))).toBe(true);
  expect(isWhole(Float32Array.of(2, 1, 9, 8), Float32Array.of(1, -1))).toBe(false);
  expect(isWhole(Float32Array.of(Number.NaN, 1, 9, 8), Float32Array.of(1, -1))).toBe(false);
});

test("a run is counted when it pauses, and told its score on more samples", async () => {
  desk = new Desk();
  desk.start({ config: short, goal: 4, byLength: true, needs: [] });
  await desk.until(() => desk!.frames.length > 0);
  desk.say("play");
  await desk.until(() => desk!.of("by-length").at(-1)?.counted.done === 512);
  await desk.until(() => desk!.of("scored").length > 0);
  const { step, samples, score } = desk.of("scored").at(-1)!;
  expect([step, samples >= 128]).toEqual([4, true]);
  expect(desk.of("by-length").at(-1)?.counted.step).toBe(4);
  const { Session } = await realEngine();
  const session = new Session(short as Config);
  session.train(4);
  expect(score).toEqual(session.evaluate(samples));
  session.delete();
  // A frame of the same state does not tell a score of fewer samples again.
  const before = desk.frames.length;
  desk.send({ type: "example", generation: desk.generation, example: 7 });
  await desk.until(() => desk!.frames.length > before);
  expect(desk.frames.at(-1)?.score).toBeNull();
});

test("training goes on while it is counted", async () => {
  desk = new Desk();
  desk.start({ config: short, goal: 100_000, needs: [] });
  await desk.until(() => desk!.frames.length > 0);
  desk.say("play");
  await desk.until(() => desk!.frames.at(-1)!.step > 0);
  desk.send({ type: "by-length", generation: desk.generation });
  await desk.until(() => desk!.of("by-length").at(-1)?.counted.done === 512);
  const { step } = desk.of("by-length").at(-1)!.counted;
  await desk.until(() => desk!.frames.at(-1)!.step > step);
});
