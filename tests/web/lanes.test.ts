import { afterEach, describe, expect, test } from "vitest";
import type { LaneFrame, LaneRun } from "../../web/src/engine/protocol.ts";
import { keyOf, lanesOf, nameOf } from "../../web/src/lessons/lanes.ts";
import type { LessonConfig } from "../../web/src/lessons/lesson.ts";
import { lessonNamed } from "../../web/src/lessons/registry.ts";
import { configOf } from "../../web/src/lessons/variants.ts";
import { Desk } from "./desk.ts";
import { bits, realEngine } from "./engine.ts";

const lesson = lessonNamed("score-functions")!;
const variant = (name: string) => lesson.variants!.find((one) => one.name === name)!;
const configs: Record<string, LessonConfig> = {
  additive: configOf(lesson, variant("additive")),
  dot: configOf(lesson, variant("dot")),
  location: configOf(lesson, variant("location")),
};
const lanes: LaneRun[] = Object.entries(configs).map(([name, config]) => ({ name, config }));

let desk: Desk;
afterEach(() => desk.say("pause"));

/** All that was told of one lane, frame after frame. */
const told = (name: string): LaneFrame[] =>
  desk.frames.flatMap((frame) => frame.lanes.filter((lane) => lane.name === name));
const lossesOf = (name: string) =>
  Float32Array.from(told(name).flatMap(({ losses }) => [...losses]));

async function alone(config: LessonConfig, steps: number): Promise<string[]> {
  const { Session } = await realEngine();
  const session = new Session(config);
  const { losses } = session.train(steps);
  session.delete();
  return bits(losses);
}

describe("lanes beside a run", () => {
  test("have the bits of each trained alone, and stand where the run stands at every frame", async () => {
    desk = new Desk();
    desk.start({ config: lesson.config, goal: 300, lanes });
    await desk.until(() => desk.frames.length > 0);
    desk.say("play");
    await desk.until(() => desk.of("paused").length > 0);
    expect(desk.frames.length).toBeGreaterThan(2);
    for (const { step, lanes } of desk.frames) {
      expect(lanes.map((lane) => lane.step)).toEqual([step, step, step]);
    }
    expect(bits(desk.losses)).toEqual(await alone(lesson.config, 300));
    for (const [name, config] of Object.entries(configs)) {
      expect(bits(lossesOf(name)), name).toEqual(await alone(config, 300));
    }
    const last = desk.frames.at(-1)!;
    for (const { score } of last.lanes) expect(score?.baseline).toBe(last.score?.baseline);
  });

  test("step with it, one step at a time", async () => {
    desk = new Desk();
    desk.start({ config: lesson.config, lanes: lanes.slice(0, 1) });
    await desk.until(() => desk.frames.length === 1);
    desk.say("step");
    await desk.until(() => desk.frames.length === 2);
    const { step, lanes: told } = desk.frames[1]!;
    expect([step, told[0]!.step, told[0]!.losses.length]).toEqual([1, 1, 1]);
  });

  test("show what is looked at side by side, and nothing else; what they lack, they say", async () => {
    desk = new Desk();
    const order = lessonNamed("order")!;
    const bag = configOf(order, order.variants!.find(({ name }) => name === "tf-idf")!);
    desk.start({ config: order.config, needs: ["output"], lanes: [{ name: "bag", config: bag }] });
    await desk.until(() => desk.frames.length === 1);
    expect(desk.frames[0]!.lanes[0]!.tensors).toEqual({});
    const names = ["block0.attn.weights", "alignment"];
    desk.send({ type: "compare", generation: desk.generation, names });
    await desk.until(() => desk.frames.length === 2);
    const [frame] = desk.frames.slice(1);
    expect(Object.keys(frame!.tensors)).toEqual(["output", ...names]);
    expect(Object.keys(frame!.lanes[0]!.tensors)).toEqual(["alignment"]);
    expect(frame!.lanes[0]!.absent).toEqual(["block0.attn.weights"]);
  });

  test("show the sentence that is typed, each as it reads it", async () => {
    desk = new Desk();
    const order = lessonNamed("order")!;
    const none = configOf(order, order.variants!.find(({ name }) => name === "none")!);
    desk.start({
      config: order.config,
      typed: "dog bit man ?",
      lanes: [{ name: "none", config: none }],
      compared: ["input"],
    });
    await desk.until(() => desk.frames.length === 1);
    const { tensors, lanes } = desk.frames[0]!;
    expect(lanes[0]!.tensors.input).toEqual(tensors.input);
    expect(tensors.input!.columns.slice(0, 4)).toEqual(["dog", "bit", "man", "?"]);
  });

  test("that diverge say so and stop, and the others go on", async () => {
    desk = new Desk();
    const wild = { ...lesson.config, optimizer: "sgd", settings: { "learning-rate": 10 } };
    const config = { ...wild, task: "series" };
    desk.start({
      config: lesson.config,
      goal: 200,
      lanes: [{ name: "wild", config }, lanes[1]!],
      compared: ["attention.weights"],
    });
    await desk.until(() => desk.frames.length > 0);
    desk.say("play");
    await desk.until(() => desk.of("paused").length > 0);
    expect(desk.of("failed")).toEqual([]);
    const last = desk.frames.at(-1)!;
    expect(last.step).toBe(200);
    const [ended, going] = last.lanes;
    expect(ended!.refusal).toMatch(/diverged after step \d+: /);
    expect(ended!.step).toBe(lossesOf("wild").length);
    expect(ended!.step).toBeLessThan(200);
    // The last good state can still be looked at.
    expect(Object.keys(ended!.tensors)).toEqual(["attention.weights"]);
    expect(going!.step).toBe(200);
    expect(going!.refusal).toBeUndefined();
  });

  test("that the engine refuses say its sentence, and the others are there", async () => {
    desk = new Desk();
    const config = { ...lesson.config, attention: "telepathy" };
    const large = { ...lesson.config, settings: { ...lesson.config.settings, length: 10_000 } };
    desk.start({
      config: lesson.config,
      lanes: [{ name: "none", config }, { name: "large", config: large }, lanes[1]!],
    });
    await desk.until(() => desk.frames.length > 0);
    const [none, big, dot] = desk.frames[0]!.lanes;
    expect(none!.refusal).toContain("telepathy");
    expect(big!.refusal).toContain("length");
    expect(dot!.refusal).toBeUndefined();
    expect(desk.of("failed")).toEqual([]);
  });

  test("that are dropped are gone, and the others are trained on as if nothing was", async () => {
    desk = new Desk();
    desk.start({ config: lesson.config, goal: 100, lanes: lanes.slice(0, 2) });
    await desk.until(() => desk.frames.length === 1);
    desk.say("step");
    await desk.until(() => desk.frames.length === 2);
    desk.send({ type: "drop", generation: desk.generation, lane: "additive" });
    desk.say("play");
    await desk.until(() => desk.of("paused").at(-1)?.reason === "goal");
    expect(desk.frames.at(-1)!.lanes.map(({ name }) => name)).toEqual(["dot"]);
    expect(bits(lossesOf("dot"))).toEqual(await alone(configs.dot!, 100));
    expect(bits(desk.losses)).toEqual(await alone(lesson.config, 100));
  });

  test("stay behind when the run goes on from a file, and say so", async () => {
    desk = new Desk();
    desk.start({ config: lesson.config, lanes: lanes.slice(0, 1) });
    await desk.until(() => desk.frames.length === 1);
    const { Session } = await realEngine();
    const session = new Session(lesson.config);
    session.train(5);
    desk.send({ type: "load", generation: desk.generation, file: session.save() });
    session.delete();
    await desk.until(() => desk.frames.at(-1)!.step === 5);
    desk.say("step");
    await desk.until(() => desk.frames.at(-1)!.step === 6);
    const [lane] = desk.frames.at(-1)!.lanes;
    expect(lane!.step).toBe(0);
    expect(lane!.refusal).toMatch(/^\[compare\] the run went on from a file/);
  });

  test("turn with the run what was the same in them, and keep what was not", async () => {
    desk = new Desk();
    const memory = lessonNamed("soft-addressing")!;
    const lane = (name: string) => ({
      name,
      config: configOf(memory, memory.variants!.find((one) => one.name === name)!),
    });
    const compared = ["attention.weights"];
    desk.start({ config: memory.config, lanes: [lane("noisy"), lane("hot")], compared });
    await desk.until(() => desk.frames.length === 1);
    desk.send({ type: "set", generation: desk.generation, setting: "temperature", value: 0.01 });
    await desk.until(() => desk.frames.length === 2);
    const strongest = (frame: number, lane: number) =>
      Math.max(...desk.frames[frame]!.lanes[lane]!.tensors["attention.weights"]!.data);
    expect(strongest(1, 0)).toBeGreaterThan(strongest(0, 0));
    expect(strongest(1, 1)).toBe(strongest(0, 1));
  });

  test("with another attention do without the settings that only the run's has", async () => {
    desk = new Desk();
    const run = configOf(lesson, variant("two-sided"));
    const { lanes } = lanesOf(lesson, { variant: "two-sided", changes: {}, seed: 1 }, [
      { attention: "dot" },
      { attention: "dot", bias: 0 },
    ]);
    desk.start({
      config: run,
      goal: 20,
      lanes: lanes.map(({ key, config }) => ({ name: key, config })),
    });
    await desk.until(() => desk.frames.length > 0);
    desk.say("play");
    await desk.until(() => desk.of("paused").length > 0);
    const [fitted, asked] = desk.frames.at(-1)!.lanes;
    expect(fitted!.refusal).toBeUndefined();
    expect(bits(lossesOf(fitted!.name))).toEqual(await alone(configs.dot!, 20));
    // Who asks for it by name is told that there is no such thing.
    expect(asked!.refusal).toContain("bias");
  });
});

describe("who is compared", () => {
  const run = { variant: "", changes: {}, seed: 7 };

  test("is a variant as the lesson has it, or the run with changes; all from the run's seed", () => {
    const changed = { ...run, changes: { batch: 4 } };
    const { lanes, leftOut } = lanesOf(lesson, changed, ["dot", { attention: "hard" }]);
    expect(leftOut).toEqual([]);
    expect(lanes.map(({ config }) => config.seed)).toEqual([7, 7]);
    expect(lanes[0]!.config).toEqual({ ...configs.dot!, seed: 7 });
    expect(lanes[1]!.config.attention).toBe("hard");
    expect(lanes[1]!.config.settings.batch).toBe(4);
  });

  test("is told if it is unknown, there already, or one too many", () => {
    const others = ["warp", "scaled-dot", "dot", "dot", { attention: "dot" }, "hard", "linear"];
    const { lanes, leftOut } = lanesOf(lesson, run, [...others, "sigmoid", { batch: 3 }]);
    expect(lanes.map(({ other }) => other)).toEqual(["dot", "hard", "linear"]);
    expect(leftOut).toEqual([
      { why: "unknown", name: "warp" },
      { why: "again", name: "scaled-dot" },
      { why: "again", name: "dot" },
      { why: "again", name: "attention dot" },
      { why: "many", name: "sigmoid" },
      { why: "many", name: "batch 3" },
    ]);
  });

  test("has one key, in whatever order it is said", () => {
    expect(keyOf({ heads: 4, attention: "dot" })).toBe(keyOf({ attention: "dot", heads: 4 }));
    expect(keyOf("dot")).not.toBe(keyOf({ attention: "dot" }));
    expect(nameOf({ attention: "dot", heads: 4 })).toBe("attention dot, heads 4");
  });
});
