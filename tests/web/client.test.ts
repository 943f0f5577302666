import { expect, test } from "vitest";
import { type ClientListener, EngineClient } from "../../web/src/engine/client.ts";
import type { Command, EngineEvent, Failure, Run } from "../../web/src/engine/protocol.ts";

/** Stands where the browser has a Worker: it records, and says what a test has it say. */
class Staff extends EventTarget {
  readonly heard: Command[] = [];
  terminated = false;

  postMessage(command: Command): void {
    this.heard.push(command);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(event: EngineEvent): void {
    this.dispatchEvent(new MessageEvent("message", { data: event }));
  }
}

const run: Run = {
  config: { task: "t", model: "m", attention: "a", training: "s", seed: 1, settings: {} },
  goal: 10,
  pace: "lively",
  needs: [],
};

function office() {
  const staff: Staff[] = [];
  const log: string[] = [];
  const failures: Failure[] = [];
  const listener: ClientListener = {
    ready: () => log.push("ready"),
    frame: ({ step }) => log.push(`frame ${step}`),
    paused: (reason) => log.push(`paused ${reason}`),
    failed: (failure) => failures.push(failure),
  };
  const client = new EngineClient(listener, () => {
    const worker = new Staff();
    staff.push(worker);
    return worker as unknown as Worker;
  });
  return { client, staff, log, failures };
}

const frame = (generation: number, step: number): EngineEvent => ({
  type: "frame",
  generation,
  frame: { step, losses: new Float32Array(), score: null, tensors: {} },
});

test("a new start keeps the worker, and drops what the old run still says", () => {
  const { client, staff, log } = office();
  client.start(run);
  client.start(run);
  expect(staff).toHaveLength(1);
  staff[0]?.say(frame(1, 40));
  staff[0]?.say(frame(2, 0));
  expect(log).toEqual(["frame 0"]);
});

test("every command carries the generation of its run", () => {
  const { client, staff } = office();
  client.start(run);
  client.play();
  client.start(run);
  client.step();
  expect(staff[0]?.heard.map(({ type, generation }) => [type, generation])).toEqual([
    ["start", 1],
    ["play", 1],
    ["start", 2],
    ["step", 2],
  ]);
});

test("after a failure the worker is discarded, and the next start has one of its own", () => {
  const { client, staff, failures, log } = office();
  client.start(run);
  staff[0]?.say({
    type: "failed",
    generation: 1,
    failure: { kind: "engine", detail: "it diverged" },
  });
  expect(failures).toEqual([{ kind: "engine", detail: "it diverged" }]);
  expect(staff[0]?.terminated).toBe(true);
  staff[0]?.say(frame(1, 5));
  expect(log).toEqual([]);
  client.start(run);
  expect(staff).toHaveLength(2);
  expect(staff[1]?.heard[0]?.type).toBe("start");
});

test("a script that does not load is a failure to load", () => {
  const { client, staff, failures } = office();
  client.start(run);
  staff[0]?.dispatchEvent(new Event("error", { cancelable: true }));
  expect(failures[0]).toMatchObject({ kind: "load", cause: "worker" });
  expect(staff[0]?.terminated).toBe(true);
});

test("disposing ends the worker", () => {
  const { client, staff } = office();
  client.start(run);
  client.dispose();
  expect(staff[0]?.terminated).toBe(true);
});
