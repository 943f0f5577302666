import { afterEach, describe, expect, test } from "vitest";
import { LoadError } from "../../web/src/engine/load.ts";
import { lessons } from "../../web/src/lessons/registry.ts";
import { Desk } from "./desk.ts";
import { bits, realEngine } from "./engine.ts";

let desk: Desk;
afterEach(() => desk.say("pause"));

describe("a run", () => {
  test("begins with one frame, with exactly the tensors that are needed", async () => {
    desk = new Desk();
    desk.start({ needs: ["attention.weights", "alignment"] });
    await desk.until(() => desk.frames.length > 0);
    expect(desk.events.map((event) => event.type)).toEqual(["declared", "ready", "frame"]);
    const [frame] = desk.frames;
    expect(frame?.step).toBe(0);
    expect(Object.keys(frame!.tensors)).toEqual(["attention.weights", "alignment"]);
    expect(frame?.tensors["attention.weights"]?.data).toHaveLength(64);
    expect(frame?.score?.baseline).toBeGreaterThan(0);
  });

  test("pauses at its goal once, exactly there, and goes on when asked", async () => {
    desk = new Desk();
    desk.start({ goal: 500 });
    await desk.until(() => desk.frames.length > 0);
    desk.say("play");
    await desk.until(() => desk.frames.at(-1)?.step === 500);
    await desk.until(() => desk.of("paused").length > 0);
    expect(desk.of("paused").at(-1)?.reason).toBe("goal");
    expect(desk.frames.at(-1)?.score).not.toBeNull();
    desk.say("play");
    await desk.until(() => desk.frames.at(-1)!.step > 500);
  });

  test("leaves out no loss, however it is cut into frames", async () => {
    desk = new Desk();
    desk.start({ goal: 20_000 });
    await desk.until(() => desk.frames.length > 0);
    desk.say("play");
    await desk.until(() => desk.frames.at(-1)?.step === 20_000);
    expect(desk.frames.length).toBeGreaterThan(3);
    const { Session } = await realEngine();
    const session = new Session(lessons[0]!.config);
    expect(bits(desk.losses)).toEqual(bits(session.train(20_000).losses));
  });

  test("tells the norm of the newest step's gradients, once, and not that of a look", async () => {
    desk = new Desk();
    desk.start();
    await desk.until(() => desk.frames.length > 0);
    expect(desk.frames[0]?.gradientNorm).toBeNull();
    desk.say("step");
    await desk.until(() => desk.frames.length > 1);
    const { Session } = await realEngine();
    const session = new Session(lessons[0]!.config);
    session.train(1);
    expect(session.gradientNorm()).toBeGreaterThan(0);
    expect(desk.frames[1]?.gradientNorm).toBe(session.gradientNorm());
    session.delete();
    desk.send({ type: "need", generation: desk.generation, names: [] });
    await desk.until(() => desk.frames.length > 2);
    expect(desk.frames[2]?.gradientNorm).toBeNull();
  });

  test("has one frame under way at most, and trains on meanwhile", async () => {
    desk = new Desk();
    desk.acknowledging = false;
    desk.start({ goal: 2000 });
    await desk.until(() => desk.frames.length > 0);
    desk.say("play");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(desk.frames).toHaveLength(1);
    desk.say("acknowledge");
    expect(desk.frames).toHaveLength(2);
    expect(desk.frames[1]?.losses).toHaveLength(2000);
    expect(desk.events.at(-1)).toMatchObject({ type: "paused", reason: "goal" });
  });

  test("takes one step when asked for one", async () => {
    desk = new Desk();
    desk.start();
    for (const step of [1, 2, 3]) {
      await desk.until(() => desk.frames.length === step);
      desk.say("step");
      await desk.until(() => desk.of("paused").length === step);
      expect(desk.frames.at(-1)?.step).toBe(step);
      expect(desk.frames.at(-1)?.losses).toHaveLength(1);
      expect(desk.of("paused").at(-1)?.reason).toBe("stepped");
    }
  });

  test("takes as many steps as are asked for, at once whatever its pace, and no more", async () => {
    desk = new Desk();
    desk.start({ pace: "slow" });
    const steps = (steps: number) =>
      desk.send({ type: "step", generation: desk.generation, steps });
    await desk.until(() => desk.frames.length > 0);
    steps(10);
    await desk.until(() => desk.of("paused").length === 1);
    steps(100);
    steps(100);
    await desk.until(() => desk.of("paused").length === 2);
    expect(desk.of("paused").map(({ reason }) => reason)).toEqual(["limit", "limit"]);
    expect(desk.frames.at(-1)?.step).toBe(210);
    // There is nothing left of them.
    desk.send({ type: "play", generation: desk.generation, limited: true });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(desk.frames.at(-1)?.step).toBe(210);
    const { Session } = await realEngine();
    const session = new Session(lessons[0]!.config);
    expect(bits(desk.losses)).toEqual(bits(session.train(210).losses));
  });

  test("goes on with the rest of several steps after a pause, and with all after that", async () => {
    desk = new Desk();
    desk.start({ goal: 100_000 });
    await desk.until(() => desk.frames.length > 0);
    desk.send({ type: "step", generation: desk.generation, steps: 50_000 });
    desk.say("pause");
    await desk.until(() => desk.of("paused").length === 1);
    expect(desk.frames.at(-1)!.step).toBeLessThan(50_000);
    desk.send({ type: "play", generation: desk.generation, limited: true });
    await desk.until(() => desk.of("paused").length === 2);
    expect(desk.frames.at(-1)?.step).toBe(50_000);
    desk.say("play");
    await desk.until(() => desk.frames.at(-1)!.step > 50_000);
    desk.say("pause");
  });

  test("stops training for a single step", async () => {
    desk = new Desk();
    desk.start();
    await desk.until(() => desk.frames.length > 0);
    desk.say("play");
    await desk.until(() => desk.frames.at(-1)!.step > 0);
    desk.say("step");
    await desk.until(() => desk.of("paused").length > 0);
    const { step } = desk.frames.at(-1)!;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(desk.frames.at(-1)?.step).toBe(step);
  });

  test("holds a slow pace", async () => {
    desk = new Desk();
    desk.start({ pace: "slow" });
    await desk.until(() => desk.frames.length > 0);
    const begun = performance.now();
    desk.say("play");
    await desk.until(() => desk.frames.at(-1)?.step === 3);
    expect(performance.now() - begun).toBeGreaterThan(300);
  });

  test("sends other tensors as soon as other views are seen", async () => {
    desk = new Desk();
    desk.start();
    await desk.until(() => desk.frames.length > 0);
    desk.send({ type: "need", generation: desk.generation, names: ["output"] });
    await desk.until(() => desk.frames.length > 1);
    expect(Object.keys(desk.frames[1]!.tensors)).toEqual(["output"]);
  });

  test("heeds what is asked of it while the engine is still on its way", async () => {
    desk = new Desk();
    desk.start();
    desk.send({ type: "need", generation: desk.generation, names: ["output"] });
    await desk.until(() => desk.frames.length > 0);
    expect(Object.keys(desk.frames[0]!.tensors)).toEqual(["output"]);
  });

  test("leaves out what there is not, and says so", async () => {
    desk = new Desk();
    desk.start({ needs: ["output", "decoder.attn.weights"] });
    await desk.until(() => desk.frames.length > 0);
    expect(Object.keys(desk.frames[0]!.tensors)).toEqual(["output"]);
    expect(desk.frames[0]!.absent).toEqual(["decoder.attn.weights"]);
    desk.send({ type: "need", generation: desk.generation, names: ["output"] });
    await desk.until(() => desk.frames.length > 1);
    expect(desk.frames[1]!.absent).toEqual([]);
  });

  test("is the same again with the same seed, and another with another", async () => {
    const losses: string[][] = [];
    for (const seed of [7, 7, 8]) {
      desk = new Desk();
      desk.start({ config: { ...lessons[0]!.config, seed }, goal: 100 });
      await desk.until(() => desk.frames.length > 0);
      desk.say("play");
      await desk.until(() => desk.frames.at(-1)?.step === 100);
      losses.push(bits(desk.losses));
    }
    expect(losses[0]).toEqual(losses[1]);
    expect(losses[0]).not.toEqual(losses[2]);
  });
});

describe("what a person typed", () => {
  const [width, length] = [16, 8];
  /** Reads a number, and makes of it a sample whose vectors are all that number. */
  async function reader() {
    const module = await realEngine();
    Object.assign(module.Session.prototype, {
      read(text: string) {
        if (Number.isNaN(Number(text))) throw new Error(`[task] "${text}" is not a number`);
        const side = { shape: [1, length, width], data: Array(length * width).fill(Number(text)) };
        return { input: side, target: side };
      },
    });
    return module;
  }
  const show = (typed: string) => {
    desk.send({ type: "show", generation: desk.generation, typed });
  };
  const inputs = () => [...new Set(desk.frames.at(-1)!.tensors.input!.data)];

  test("is shown instead of the held-out sample, until it is taken back", async () => {
    desk = new Desk(reader);
    desk.start({ needs: ["input", "alignment"] });
    await desk.until(() => desk.frames.length === 1);
    expect(desk.frames[0]!.typed).toBeNull();
    expect(desk.frames[0]!.absent).toEqual([]);
    expect(inputs().length).toBeGreaterThan(2);
    show("0.5");
    await desk.until(() => desk.frames.length === 2);
    expect(desk.frames[1]!.typed).toEqual({ text: "0.5" });
    // Nobody knows where to look in it.
    expect(desk.frames[1]!.absent).toEqual(["alignment"]);
    expect(inputs()).toEqual([0.5]);
    desk.say("step");
    await desk.until(() => desk.frames.length === 3);
    expect(desk.frames[2]!.step).toBe(1);
    expect(inputs()).toEqual([0.5]);
    show("");
    await desk.until(() => desk.frames.length === 4);
    expect(desk.frames[3]!.typed).toBeNull();
    expect(desk.frames[3]!.absent).toEqual([]);
    expect(inputs().length).toBeGreaterThan(2);
  });

  test("and is no sample is refused with the engine's sentence, and the held-out one is shown", async () => {
    desk = new Desk(reader);
    desk.start({ needs: ["input"], typed: "ten" });
    await desk.until(() => desk.frames.length === 1);
    expect(desk.frames[0]!.typed).toEqual({
      text: "ten",
      refusal: '[task] "ten" is not a number',
    });
    expect(inputs().length).toBeGreaterThan(2);
    expect(desk.of("failed")).toEqual([]);
  });

  test("and has no known answer is answered by the model itself, token by token", async () => {
    desk = new Desk(async () => {
      const module = await realEngine();
      Object.assign(module.Session.prototype, {
        read: () => ({
          input: { shape: [1, 3], data: [0, 1, 2] },
          target: { shape: [1, 4], data: [-1, -1, -1, -1] },
        }),
      });
      return module;
    });
    const config = {
      task: "reverse",
      model: "encoder-decoder",
      attention: "additive",
      optimizer: "adam",
      seed: 1,
      settings: { answer: "sequence" },
    };
    desk.start({ config, needs: ["target", "output", "decoder.attn.weights"], typed: "abc" });
    await desk.until(() => desk.frames.length === 1);
    const { typed, tensors } = desk.frames[0]!;
    expect(typed?.text).toBe("abc");
    expect(typed?.written).toHaveLength(4);
    expect(tensors.target?.columns).toEqual(typed?.written);
    expect(tensors["decoder.attn.weights"]?.shape).toEqual([1, 1, 4, 3]);
    const { data, columns } = tensors.output!;
    expect(columns).toHaveLength(8);
    for (let t = 0; t < 4; t++) {
      const scores = data.subarray(8 * t, 8 * t + 8);
      expect(columns[scores.indexOf(Math.max(...scores))]).toBe(typed?.written?.[t]);
    }
  });

  test("does not change what is trained", async () => {
    const losses: string[][] = [];
    for (const typed of ["", "0.25"]) {
      desk = new Desk(reader);
      desk.start({ goal: 200, typed });
      await desk.until(() => desk.frames.length > 0);
      desk.say("play");
      await desk.until(() => desk.frames.at(-1)?.step === 200);
      losses.push(bits(desk.losses));
    }
    expect(losses[0]).toEqual(losses[1]);
  });
});

describe("somebody's own data", () => {
  const { config } = lessons.find(({ name }) => name === "language-model")!;
  const story = "the cat sat on the mat. ".repeat(30);
  const check = (data: string | Uint8Array) => {
    desk.send({ type: "check", generation: desk.generation, config, data });
  };
  const answers = () => desk.of("checked").map(({ refusal }) => refusal);

  test("is accepted or refused in the engine's words, and the run that there is does not notice", async () => {
    const losses: string[][] = [];
    for (const checking of [false, true]) {
      desk = new Desk();
      desk.start({ config, goal: 20 });
      await desk.until(() => desk.frames.length > 0);
      desk.say("step");
      await desk.until(() => desk.of("paused").length === 1);
      if (checking) {
        check(story);
        check("too short");
        check(new Uint8Array([65, 0, 66]));
        await desk.until(() => answers().length === 3);
        expect(answers()[0]).toBeUndefined();
        expect(answers()[1]).toMatch(/^\[data\] the text has 9 characters/);
        expect(answers()[2]).toMatch(/^\[data\] byte 1 is none of a text/);
      }
      desk.say("play");
      await desk.until(() => desk.frames.at(-1)?.step === 20);
      expect(desk.of("failed")).toEqual([]);
      losses.push(bits(desk.losses));
    }
    expect(losses[0]).toHaveLength(20);
    expect(losses[1]).toEqual(losses[0]);
  });

  test("can be checked where no run was ever started", async () => {
    desk = new Desk();
    desk.generation = 7;
    check(story);
    await desk.until(() => answers().length === 1);
    expect(desk.events).toEqual([{ type: "checked", generation: 7, refusal: undefined }]);
  });

  test("gives no more memory away, however often it is tried", async () => {
    const module = await realEngine();
    desk = new Desk(async () => module);
    desk.start({ config });
    await desk.until(() => desk.frames.length > 0);
    const tried = async (times: number) => {
      const wanted = answers().length + 2 * times;
      for (let i = 0; i < times; ++i) {
        check(story);
        check("too short");
      }
      await desk.until(() => answers().length === wanted);
      return module.HEAPU8.length;
    };
    const before = await tried(5);
    expect(await tried(100)).toBe(before);
  });

  test("is what is trained on: its characters are the answers, and nobody knows where to look", async () => {
    desk = new Desk();
    desk.start({ config, goal: 40, data: story, needs: ["output", "alignment"] });
    await desk.until(() => desk.frames.length > 0);
    expect(desk.frames[0]!.tensors.output!.columns).toHaveLength(new Set(story).size);
    expect(desk.frames[0]!.absent).toEqual(["alignment"]);
    desk.say("play");
    await desk.until(() => desk.frames.at(-1)?.step === 40);
    const { error, baseline } = desk.frames.at(-1)!.score!;
    expect(error).toBeLessThan(0.9 * baseline);
  });
});

describe("what is out of order", () => {
  test("a command of a dead run is not heard", async () => {
    desk = new Desk();
    desk.start();
    desk.start();
    await desk.until(() => desk.frames.length > 0);
    desk.send({ type: "step", generation: 1 });
    expect(desk.events.every((event) => event.generation === 2)).toBe(true);
    expect(desk.of("paused")).toHaveLength(0);
  });

  test("what the engine refuses arrives as its own sentence", async () => {
    desk = new Desk();
    desk.start({ config: { ...lessons[0]!.config, task: "no-such-task" } });
    await desk.until(() => desk.of("failed").length > 0);
    const failure = desk.of("failed")[0]?.failure;
    expect(failure?.kind).toBe("refused");
    expect(failure?.detail).toContain("no-such-task");
  });

  test("a run that diverges stops and says so", async () => {
    desk = new Desk();
    desk.start({ config: { ...lessons[0]!.config, settings: { "learning-rate": 10 } } });
    await desk.until(() => desk.frames.length > 0);
    desk.say("play");
    await desk.until(() => desk.of("failed").length > 0);
    expect(desk.of("failed")[0]?.failure.kind).toBe("engine");
    const stop = desk.of("failed")[0]?.failure.detail.match(/diverged after step (\d+)/);
    const losses = desk.frames.reduce((sum, { losses }) => sum + losses.length, 0);
    expect(losses).toBe(Number(stop?.[1]));
  });

  test("an engine that does not load says why", async () => {
    desk = new Desk(async () => {
      throw new LoadError("missing", "softlook.wasm: 404");
    });
    desk.start();
    await desk.until(() => desk.of("failed").length > 0);
    expect(desk.of("failed")[0]?.failure).toEqual({
      kind: "load",
      cause: "missing",
      detail: "softlook.wasm: 404",
    });
  });
});

test("a live setting is turned, and the picture follows without a step", async () => {
  const desk = new Desk();
  const addressing = lessons.find(({ name }) => name === "soft-addressing")!;
  desk.start({ config: addressing.config });
  await desk.until(() => desk.frames.length > 0);
  const turned = async (value: number) => {
    const before = desk.frames.length;
    desk.send({ type: "set", generation: desk.generation, setting: "temperature", value });
    await desk.until(() => desk.frames.length > before);
    const frame = desk.frames.at(-1)!;
    expect(frame.step).toBe(0);
    return Math.max(...frame.tensors["attention.weights"]!.data);
  };
  const cold = await turned(0.01);
  const hot = await turned(100);
  expect(hot).toBeLessThan(0.2);
  expect(cold).toBeGreaterThan(hot);
});

test("what steps cost is told config by config, and what is refused says why", async () => {
  const desk = new Desk();
  desk.start();
  const { config } = lessons[0]!;
  const configs = [config, { ...config, settings: { length: -1 } }, config];
  desk.send({ type: "time", generation: desk.generation, configs });
  await desk.until(() => desk.of("timed").length === 3);
  const [first, refused, last] = desk.of("timed");
  expect([first?.index, refused?.index, last?.index]).toEqual([0, 1, 2]);
  expect(first?.timing.milliseconds).toBeGreaterThan(0);
  expect(first?.timing.bytes).toBeGreaterThan(1000);
  expect(refused?.timing.refusal).toContain("[settings] `length`");
  expect(last?.timing.refusal).toBeUndefined();
  expect(desk.of("failed")).toEqual([]);
});
