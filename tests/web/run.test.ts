import { beforeEach, expect, test } from "vitest";
import { RunState } from "../../web/src/elements/run.ts";
import { EngineClient } from "../../web/src/engine/client.ts";
import type { Command, Run } from "../../web/src/engine/protocol.ts";
import { frame, Staff, settled } from "./staff.ts";

const run: Run = {
  config: { task: "t", model: "m", attention: "a", optimizer: "s", seed: 1, settings: {} },
  goal: 10,
  pace: "lively",
  needs: [],
};

let worker: Staff;
let state: RunState;

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
