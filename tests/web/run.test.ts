import type { Catalog } from "softlook-wasm";
import { beforeEach, expect, test } from "vitest";
import { RunState } from "../../web/src/elements/run.ts";
import { EngineClient } from "../../web/src/engine/client.ts";
import type { Command, EngineEvent, PauseReason, Run } from "../../web/src/engine/protocol.ts";
import { frame, Staff, settled } from "./staff.ts";

const run: Run = {
  config: { task: "t", model: "m", attention: "a", optimizer: "s", seed: 1, settings: {} },
  goal: 10,
  pace: "lively",
  needs: [],
};

let worker: Staff;
let state: RunState;
let wentPast = 0;

beforeEach(() => {
  worker = new Staff();
  const spawn = () => worker as unknown as Worker;
  const nothing = () => undefined;
  state = new RunState(
    {
      changed: nothing,
      draw: nothing,
      ready: nothing,
      done: nothing,
      scored: nothing,
      byLength: nothing,
      past: () => {
        wentPast += 1;
      },
      checked: nothing,
      failed: nothing,
    },
    (listener) => new EngineClient(listener, spawn, async () => true),
  );
  state.setVisible(true);
});

async function started(): Promise<void> {
  state.start({ ...run });
  await settled();
}

const generation = () => worker.heard.at(-1)!.generation;
const getReady = () => worker.say({ type: "ready", generation: generation() });
/** What it was told since it started, without what changes nothing. */
function heard(): Command["type"][] {
  const types = worker.heard.map(({ type }) => type);
  return types.slice(types.lastIndexOf("start") + 1).filter((type) => type !== "pause");
}

test("a start is a start at once", () => {
  state.start({ ...run });
  expect(state.phase).toBe("starting");
});

test("training that is asked for before the engine is up begins when it is", async () => {
  await started();
  state.play();
  expect(heard()).toEqual([]);
  getReady();
  expect(state.running).toBe(true);
  expect(heard()).toEqual(["play"]);
});

test("training that is asked for before anything is begun is not forgotten", async () => {
  state.play();
  await started();
  getReady();
  expect(state.running).toBe(true);
  expect(heard()).toEqual(["play"]);
});

test("training that is asked for while nobody looks begins when somebody does", async () => {
  state.setVisible(false);
  await started();
  state.play();
  getReady();
  expect(heard()).toEqual([]);
  state.setVisible(true);
  expect(heard()).toEqual(["play"]);
});

test("one step that is asked for early is taken, and only one", async () => {
  await started();
  state.stepBy(1);
  getReady();
  expect(heard()).toEqual(["step"]);
  state.play();
  expect(heard()).toEqual(["step", "play"]);
});

test("a wish that was given up is not granted", async () => {
  await started();
  state.play();
  state.pause();
  getReady();
  state.stepBy(1);
  state.forget();
  await started();
  getReady();
  expect(state.running).toBe(false);
  expect(heard()).toEqual([]);
});

test("what is refused ends the run from before: nothing trains, nothing counts", async () => {
  await started();
  getReady();
  state.play();
  worker.say(frame(generation(), 7));
  expect(state.step).toBe(7);
  state.refuse();
  expect(worker.terminated).toBe(true);
  expect(state).toMatchObject({ phase: "failed", running: false, step: 0 });
  state.play();
  expect(state.running).toBe(false);
});

test("at the goal it pauses, also where it was just sent on", async () => {
  await started();
  getReady();
  state.play();
  state.setVisible(false);
  state.setVisible(true);
  worker.say({ type: "paused", generation: generation(), reason: "goal" });
  expect(state).toMatchObject({ running: false, goalReached: true });
  expect(worker.heard.at(-1)?.type).toBe("pause");
});

const pausedAt = (step: number, reason: PauseReason) => {
  worker.say(frame(generation(), step));
  worker.say({ type: "paused", generation: generation(), reason });
};

test("a step to go to is asked for when the engine is up, and who waits hears when it is reached", async () => {
  const ended = state.goTo(30);
  await started();
  expect(state.running).toBe(true);
  getReady();
  expect(worker.heard.at(-1)).toMatchObject({ type: "goto", step: 30 });
  pausedAt(30, "arrived");
  expect(await ended).toBe(30);
  expect(state).toMatchObject({ running: false, goalReached: false, journey: undefined });
});

test("who goes on to another step is not stopped by the arrival at the first", async () => {
  await started();
  getReady();
  const first = state.goTo(30);
  const second = state.goTo(60);
  pausedAt(30, "arrived");
  expect(state.running).toBe(true);
  expect(await first).toBe(0);
  pausedAt(60, "arrived");
  expect(await second).toBe(60);
});

test.each(["pause", "play", "stepBy", "forget"] as const)(
  "%s ends the way to a step, where it is",
  async (act) => {
    await started();
    getReady();
    const ended = state.goTo(30);
    worker.say(frame(generation(), 12));
    state[act](1);
    expect(await ended).toBe(12);
    expect(state.journey).toBeUndefined();
    expect(state.running).toBe(act === "play");
  },
);

test("a step that is past wants a new run, which goes there; one that fails says why", async () => {
  await started();
  getReady();
  wentPast = 0;
  const ended = state.goTo(30);
  pausedAt(40, "past");
  expect(wentPast).toBe(1);
  await started();
  getReady();
  expect(heard()).toEqual(["goto"]);
  const failure = { kind: "engine", detail: "it diverged" } as const;
  worker.say({ type: "failed", generation: generation(), failure });
  await expect(ended).rejects.toThrow("it diverged");
});

test("the way to a step rests while nobody looks, and goes on after that", async () => {
  await started();
  getReady();
  void state.goTo(30);
  state.setVisible(false);
  expect(worker.heard.at(-1)?.type).toBe("pause");
  state.setVisible(true);
  expect(worker.heard.at(-1)).toMatchObject({ type: "goto", step: 30 });
});

test("a frame of another way begins the curve of losses anew, at its own step", async () => {
  await started();
  getReady();
  const told = (step: number, losses: number[]) => {
    const event = frame(generation(), step) as Extract<EngineEvent, { type: "frame" }>;
    event.frame.losses = Float32Array.from(losses);
    worker.say(event);
  };
  told(2, [0.5, 0.25]);
  expect(state.history.points.map(({ first }) => first)).toEqual([1, 2]);
  told(40, []);
  expect(state.history.points).toEqual([]);
  told(42, [0.5, 0.25]);
  expect(state.history.points.map(({ first }) => first)).toEqual([41, 42]);
});

test("nothing can be had of a run that is not there; what was asked of one that ended is nothing", async () => {
  expect(await state.digest()).toBeUndefined();
  await started();
  expect(await state.save("checkpoint")).toBeUndefined();
  getReady();
  const [digest, loading] = [state.digest(), state.load(new Uint8Array(3))];
  worker.say({
    type: "digested",
    generation: generation(),
    digest: { step: 3, bits: "ab", turns: [] },
  });
  expect(await digest).toEqual({ step: 3, bits: "ab", turns: [] });
  await started();
  expect(await loading).toBeUndefined();
});

test("several steps that are asked for early are taken together, and then it pauses", async () => {
  await started();
  state.stepBy(10);
  state.stepBy(100);
  getReady();
  expect(worker.heard.at(-1)).toMatchObject({ type: "step", steps: 110 });
  expect(state.running).toBe(true);
  worker.say({ type: "paused", generation: generation(), reason: "limit" });
  expect(state.running).toBe(false);
  expect(heard()).toEqual(["step"]);
});

test("who looks away from several steps comes back for the rest of them", async () => {
  await started();
  getReady();
  state.stepBy(100);
  state.setVisible(false);
  expect(worker.heard.at(-1)?.type).toBe("pause");
  state.setVisible(true);
  expect(worker.heard.at(-1)).toMatchObject({ type: "play", limited: true });
  // Who plays meanwhile wants to go on beyond.
  state.play();
  expect(worker.heard.at(-1)).toMatchObject({ type: "play", limited: false });
  worker.say({ type: "paused", generation: generation(), reason: "limit" });
  expect(state.running).toBe(true);
});

test("several steps that are paused are over", async () => {
  await started();
  getReady();
  state.stepBy(100);
  state.pause();
  expect(state.running).toBe(false);
  state.play();
  expect(worker.heard.at(-1)).toMatchObject({ type: "play", limited: false });
});

test("another edition of the engine has other things to set; the same one has the very same", async () => {
  const catalog = (...names: string[]) =>
    ({ tasks: names.map((name) => ({ name })), models: [] }) as unknown as Catalog;
  state.start(run);
  await settled();
  const { generation } = worker.heard.at(-1) as Command & { generation: number };
  const declared = (catalog: Catalog) => worker.say({ type: "declared", generation, catalog });
  const core = catalog("ring");
  declared(core);
  declared(catalog("ring"));
  expect(state.catalog).toBe(core);
  const whole = catalog("ring", "order");
  declared(whole);
  expect(state.catalog).toBe(whole);
});
