import { expect, test } from "vitest";
import { type ClientListener, EngineClient } from "../../web/src/engine/client.ts";
import type { Failure, Run } from "../../web/src/engine/protocol.ts";
import { frame, Staff, settled } from "./staff.ts";

const run: Run = {
  config: { task: "t", model: "m", attention: "a", optimizer: "s", seed: 1, settings: {} },
  goal: 10,
  pace: "lively",
  needs: [],
};

interface Circumstances {
  supported?: () => Promise<boolean>;
  hire?: () => Staff;
}

function office({ supported = async () => true, hire = () => new Staff() }: Circumstances = {}) {
  const staff: Staff[] = [];
  const log: string[] = [];
  const failures: Failure[] = [];
  const listener: ClientListener = {
    ready: () => log.push("ready"),
    frame: ({ step }) => log.push(`frame ${step}`),
    paused: (reason) => log.push(`paused ${reason}`),
    declared: () => undefined,
    scored: () => undefined,
    byLength: () => undefined,
    astray: () => undefined,
    checked: (refusal) => log.push(refusal ?? "accepted"),
    failed: (failure) => failures.push(failure),
  };
  const spawn = () => {
    const worker = hire();
    staff.push(worker);
    return worker as unknown as Worker;
  };
  const client = new EngineClient(listener, spawn, supported);
  return { client, staff, log, failures };
}

test("a new start keeps the worker, and drops what the old run still says", async () => {
  const { client, staff, log } = office();
  client.start(run);
  await settled();
  client.start(run);
  await settled();
  expect(staff).toHaveLength(1);
  staff[0]?.say(frame(1, 40));
  staff[0]?.say(frame(2, 0));
  expect(log).toEqual(["frame 0"]);
});

test("every command carries the generation of its run", async () => {
  const { client, staff } = office();
  client.start(run);
  await settled();
  client.play();
  client.start(run);
  await settled();
  client.step();
  expect(staff[0]?.heard.map(({ type, generation }) => [type, generation])).toEqual([
    ["start", 1],
    ["play", 1],
    ["start", 2],
    ["step", 2],
  ]);
});

test("after a failure the worker is discarded, and the next start has one of its own", async () => {
  const { client, staff, failures, log } = office();
  client.start(run);
  await settled();
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
  await settled();
  expect(staff).toHaveLength(2);
  expect(staff[1]?.heard[0]?.type).toBe("start");
});

test("a script that does not load is a failure to load", async () => {
  const { client, staff, failures } = office();
  client.start(run);
  await settled();
  staff[0]?.dispatchEvent(new Event("error", { cancelable: true }));
  expect(failures[0]).toMatchObject({ kind: "load", cause: "worker" });
  expect(staff[0]?.terminated).toBe(true);
});

test("disposing ends the worker", async () => {
  const { client, staff } = office();
  client.start(run);
  await settled();
  client.dispose();
  expect(staff[0]?.terminated).toBe(true);
});

test("starts in quick succession have one worker, which hears of the last alone", async () => {
  const { client, staff } = office();
  client.start(run);
  client.start({ ...run, goal: 20 });
  await settled();
  expect(staff).toHaveLength(1);
  expect(staff[0]?.heard).toMatchObject([{ type: "start", generation: 2, run: { goal: 20 } }]);
});

test("who was dismissed before starting does not start", async () => {
  const { client, staff } = office();
  client.start(run);
  client.dispose();
  await settled();
  expect(staff).toHaveLength(0);
});

test("a worker that is refused at once is a failure to load, with the reason", async () => {
  const { client, failures } = office({
    hire: () => {
      throw new TypeError("This document requires 'TrustedScriptURL' assignment.");
    },
  });
  client.start(run);
  await settled();
  expect(failures).toEqual([
    {
      kind: "load",
      cause: "worker",
      detail: "This document requires 'TrustedScriptURL' assignment.",
    },
  ]);
});

test("a browser that is not one for the engine is asked for no worker", async () => {
  const { client, staff, failures } = office({ supported: async () => false });
  client.start(run);
  await settled();
  expect(failures).toMatchObject([{ kind: "unsupported" }]);
  expect(staff).toHaveLength(0);
});

test("what is to be checked is asked of the worker that there is, and a new start takes it back", async () => {
  const { client, staff, log } = office();
  client.start(run);
  await settled();
  client.check(run.config, "abc");
  expect(staff).toHaveLength(1);
  const { config } = run;
  expect(staff[0]?.heard.at(-1)).toEqual({ type: "check", generation: 1, config, data: "abc" });
  staff[0]?.say({ type: "checked", generation: 1, refusal: "[data] no" });
  client.start(run);
  staff[0]?.say({ type: "checked", generation: 1, refusal: undefined });
  expect(log).toEqual(["[data] no"]);
});

test("after a failure a check has a worker of its own, which the next start keeps", async () => {
  const { client, staff, log } = office();
  client.start(run);
  await settled();
  staff[0]?.say({ type: "failed", generation: 1, failure: { kind: "engine", detail: "" } });
  client.check(run.config, "abc");
  await settled();
  expect(staff).toHaveLength(2);
  const asked = staff[1]!.heard.at(-1)!;
  expect(asked.type).toBe("check");
  staff[1]?.say({ type: "checked", generation: asked.generation, refusal: undefined });
  expect(log).toEqual(["accepted"]);
  client.start(run);
  expect(staff).toHaveLength(2);
  expect(staff[1]?.heard.at(-1)?.type).toBe("start");
});

test("who has steps timed is told when another run begins before all are", async () => {
  const { client, staff } = office();
  client.start(run);
  await settled();
  const told: string[] = [];
  const timed = (index: number) => told.push(`timed ${index}`);
  client.time({ configs: [run.config, run.config], timed, ended: () => told.push("ended") });
  staff[0]?.say({
    type: "timed",
    generation: 1,
    index: 0,
    timing: { milliseconds: 1, bytes: 1 },
  });
  client.start(run);
  client.start(run);
  expect(told).toEqual(["timed 0", "ended"]);
});

test("what was found of random looks comes to who asked, and nothing where the run has ended", async () => {
  const { client, staff } = office();
  client.start(run);
  await settled();
  const found = [{ attention: "dot", width: 4, entropy: 1, gradient: 1 }];
  const first = client.saturation(["dot"], [4]);
  staff[0]?.say({ type: "saturation", generation: 1, found });
  expect(await first).toEqual(found);
  const second = client.saturation(["dot"], [4]);
  client.start(run);
  expect(await second).toBeUndefined();
});
