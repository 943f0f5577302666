import { afterEach, expect, test } from "vitest";
import { checkedCount, checkedStep, checkedTurns } from "../../web/src/elements/journey.ts";
import type { Digest, Turn } from "../../web/src/engine/protocol.ts";
import { lessons } from "../../web/src/lessons/registry.ts";
import { Desk } from "./desk.ts";
import { bits, realEngine } from "./engine.ts";

let desk: Desk;
afterEach(() => desk?.say("pause"));

async function begun(): Promise<void> {
  desk = new Desk();
  desk.start({ goal: 100, pace: "slow" });
  await desk.until(() => desk.frames.length > 0);
}

const goTo = (step: number, turns: readonly Turn[] = []) =>
  desk.send({ type: "goto", generation: desk.generation, step, turns });
const reasons = () => desk.of("paused").map(({ reason }) => reason);

test("it goes exactly to the step, past the goal and faster than the pace, with the bits of a plain run", async () => {
  await begun();
  goTo(3000);
  await desk.until(() => reasons().length > 0);
  expect(reasons()).toEqual(["arrived"]);
  expect(desk.frames.at(-1)).toMatchObject({ step: 3000, score: expect.anything() });
  const { Session } = await realEngine();
  expect(bits(desk.losses)).toEqual(bits(new Session(lessons[0]!.config).train(3000).losses));
  goTo(3000);
  await desk.until(() => reasons().length > 1);
  expect(reasons()).toEqual(["arrived", "arrived"]);
});

test("a step that is past is not gone to, and said to be past", async () => {
  await begun();
  goTo(20);
  await desk.until(() => reasons().length > 0);
  goTo(10);
  await desk.until(() => reasons().length > 1);
  expect(reasons()).toEqual(["arrived", "past"]);
  expect(desk.frames.at(-1)?.step).toBe(20);
});

test.each(["pause", "step"] as const)("%s stops it on the way", async (command) => {
  await begun();
  goTo(10_000_000);
  await desk.until(() => desk.frames.at(-1)!.step > 0);
  desk.say(command);
  await desk.until(() => reasons().length > 0);
  const { step } = desk.frames.at(-1)!;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(desk.frames.at(-1)!.step).toBe(step);
  expect(reasons()).toEqual([command === "pause" ? "asked" : "stepped"]);
});

test("another pace does not slow it down; training on from there has that pace", async () => {
  await begun();
  goTo(2000);
  desk.send({ type: "pace", generation: desk.generation, pace: "slow" });
  await desk.until(() => reasons().length > 0);
  expect(desk.frames.at(-1)?.step).toBe(2000);
  desk.say("play");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(desk.frames.at(-1)!.step).toBeLessThan(2010);
});

test("what was turned on the way is told, and turned again at the same steps it gives the same bits", async () => {
  const turn = (value: number) =>
    desk.send({ type: "set", generation: desk.generation, setting: "learning-rate", value });
  const arrived = async (count: number): Promise<Digest> => {
    await desk.until(() => reasons().length === count);
    desk.send({ type: "digest", generation: desk.generation });
    return desk.of("digested").at(-1)!.digest;
  };
  await begun();
  turn(0.3);
  turn(0.2);
  goTo(50);
  await arrived(1);
  turn(0.05);
  goTo(80);
  await arrived(2);
  turn(0.01);
  const there = await arrived(2);
  expect(there.turns).toEqual([
    { setting: "learning-rate", step: 0, value: 0.2 },
    { setting: "learning-rate", step: 50, value: 0.05 },
    { setting: "learning-rate", step: 80, value: 0.01 },
  ]);
  goTo(120);
  const further = await arrived(3);
  const losses = bits(desk.losses);

  await begun();
  goTo(80, there.turns);
  expect(await arrived(1)).toEqual(there);
  goTo(120);
  expect(await arrived(2)).toEqual(further);
  expect(bits(desk.losses)).toEqual(losses);
  await begun();
  goTo(80);
  expect((await arrived(1)).bits).not.toBe(there.bits);
});

test.each([
  [-1, "-1"],
  [1.5, "1.5"],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "Infinity"],
  [10_000_001, "10000001"],
  ["12", "a string"],
  [null, "null"],
  [undefined, "nothing"],
  [{}, "an object"],
])("%j is no step to go to, and a sentence says so", (value, got) => {
  const [least, most] = [0, 10_000_000];
  const said = `must be a whole number from ${least} to ${most}, got ${got}`;
  expect(() => checkedStep(value)).toThrow(new RangeError(`[goto] a step ${said}`));
});

test.each([0, 812, 10_000_000])("%j is a step to go to", (step) => {
  expect(checkedStep(step)).toBe(step);
});

const rate = (step: unknown, value: unknown = 0.1, setting: unknown = "learning-rate") => ({
  step,
  setting,
  value,
});

test.each<[unknown, string]>([
  ["x", "turns must be a list of { step: 120, "],
  [{}, "turns must be a list of"],
  [[null], "turns[0] must be like { step: 120, "],
  [[3], "turns[0] must be like"],
  [[rate(Number.NaN)], "turns[0].step must be a whole number from 0 to 10000000, got NaN"],
  [[rate(1), rate("2")], "turns[1].step must be a whole number from 0 to 10000000, got a string"],
  [[rate(-1)], "turns[0].step must be"],
  [[rate(2.5)], "turns[0].step must be"],
  [[{ ...rate(1), stp: 1 }], "turns[0] has no `stp`; there is step, setting, value"],
  [[{ step: 1, setting: "clip", valu: 1 }], "turns[0] has no `valu`"],
  [[rate(1, "x")], "turns[0].value must be a finite number, got a string"],
  [[rate(1, Number.NaN)], "turns[0].value must be a finite number, got NaN"],
  [[rate(1, 4, "heads")], "turns[0].setting must be one that can change during a run: learning-"],
  [[rate(20), rate(10)], "turns[1] is at step 10, after one at 20: put them in the order"],
  [[rate(60)], "turns[0] is at step 60, beyond 50, where it is to go"],
])("%j are no turns on the way to step 50", (turns, sentence) => {
  expect(() => checkedTurns(turns, 50)).toThrow(`[goto] ${sentence}`);
});

test("turns in the order of their steps are taken, several at one step too", () => {
  const turns = [rate(0), rate(50, 0.2), rate(50, 1, "clip")];
  expect(checkedTurns(turns, 50)).toEqual(turns);
  expect(checkedTurns([], 0)).toEqual([]);
});

test.each([Number.NaN, 0, -1, "3", 1.5, Number.POSITIVE_INFINITY, {}, 10_000_001])(
  "%j is no number of steps",
  (count) => {
    const sentence = /^\[step\] how many steps must be a whole number from 1 to 10000000, got /;
    expect(() => checkedCount(count)).toThrow(sentence);
    expect(checkedCount(10)).toBe(10);
  },
);

test("a turn that lies behind and was not made takes a new run; one that was made does not", async () => {
  const turn = { step: 20, setting: "learning-rate", value: 0.1 };
  await begun();
  goTo(50, [turn]);
  await desk.until(() => reasons().length === 1);
  goTo(80, [turn]);
  await desk.until(() => reasons().length === 2);
  goTo(120, [{ ...turn, value: 0.2 }]);
  await desk.until(() => reasons().length === 3);
  expect(reasons()).toEqual(["arrived", "arrived", "past"]);
  expect(desk.frames.at(-1)?.step).toBe(80);
});

test("a turn that the engine refuses is told in its sentence, and nothing moves", async () => {
  await begun();
  goTo(20);
  await desk.until(() => reasons().length === 1);
  goTo(50, [
    { step: 30, setting: "learning-rate", value: 0.1 },
    { step: 40, setting: "learning-rate", value: 99_999 },
  ]);
  await desk.until(() => desk.of("astray").length > 0);
  expect(desk.of("astray")[0]?.refusal).toMatch(/learning-rate.*99999/);
  expect(desk.frames.at(-1)?.step).toBe(20);
  goTo(30);
  await desk.until(() => reasons().length === 2);
  expect(desk.frames.at(-1)?.step).toBe(30);
});
