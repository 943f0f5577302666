import { expect, test } from "vitest";
import type { Form } from "../../web/src/engine/kept-file.ts";
import type { Loading } from "../../web/src/engine/protocol.ts";
import { lessons } from "../../web/src/lessons/registry.ts";
import { Desk } from "./desk.ts";
import { bits, realEngine } from "./engine.ts";

const order = lessons.find(({ name }) => name === "order")!.config;
const config = { ...order, settings: { ...order.settings, batch: 2, width: 16 } };

async function begun(changes: { seed?: number; goal?: number } = {}): Promise<Desk> {
  const { seed = 1, goal = 60 } = changes;
  const desk = new Desk();
  desk.start({ config: { ...config, seed }, goal });
  await desk.until(() => desk.frames.length > 0);
  return desk;
}

async function trained(desk: Desk, step: number): Promise<void> {
  desk.send({ type: "goto", generation: desk.generation, step, turns: [] });
  await desk.until(() => desk.frames.at(-1)!.step === step);
  await desk.until(() => desk.of("paused").length > 0);
}

async function saved(desk: Desk, form: Form): Promise<Uint8Array> {
  const before = desk.of("saved").length;
  desk.send({ type: "save", generation: desk.generation, form });
  await desk.until(() => desk.of("saved").length > before);
  return desk.of("saved").at(-1)!.saved.file;
}

async function loaded(desk: Desk, file: Uint8Array): Promise<Loading> {
  const before = desk.of("loaded").length;
  desk.send({ type: "load", generation: desk.generation, file });
  await desk.until(() => desk.of("loaded").length > before);
  return desk.of("loaded").at(-1)!.loading;
}

const text = (words: string) => new TextEncoder().encode(words);
const refusalOf = (loading: Loading) => ("refusal" in loading ? loading.refusal : undefined);

test("a checkpoint goes on bit for bit in another run of the same lesson", async () => {
  const first = await begun();
  await trained(first, 20);
  const file = await saved(first, "checkpoint");
  expect(first.of("saved").at(-1)!.saved.step).toBe(20);
  await trained(first, 40);
  const second = await begun();
  await trained(second, 3);
  const loading = await loaded(second, file);
  expect(loading).toMatchObject({ form: "checkpoint", settings: { position: expect.any(String) } });
  await second.until(() => second.frames.at(-1)!.step === 20);
  await trained(second, 40);
  expect(bits(second.losses.subarray(3))).toEqual(bits(first.losses.subarray(20)));
  expect(await saved(second, "checkpoint")).toEqual(await saved(first, "checkpoint"));
});

test("parameters are loaded where the run is, and it counts on", async () => {
  const first = await begun();
  await trained(first, 20);
  const file = await saved(first, "parameters");
  const second = await begun({ seed: 2 });
  await trained(second, 5);
  expect(await loaded(second, file)).toEqual({ form: "parameters", settings: {} });
  expect(second.frames.at(-1)!.step).toBe(5);
  expect(await saved(second, "parameters")).toEqual(file);
});

test("what does not fit is refused in the engine's words, and the run does not notice", async () => {
  const plain = await begun();
  await trained(plain, 30);
  const desk = await begun();
  await trained(desk, 20);
  const good = await saved(desk, "checkpoint");
  const parameters = await saved(desk, "parameters");
  const other = await saved(await begun({ seed: 2 }), "checkpoint");
  const ring = new Desk();
  ring.start();
  await ring.until(() => ring.frames.length > 0);
  const files: [Uint8Array, RegExp][] = [
    [new Uint8Array(), /^\[safetensors\] the file has 0 bytes/],
    [text("{}"), /^\[safetensors\]/],
    [text("<!doctype html><p>Not found"), /hardly a safetensors file/],
    [new Uint8Array(5000).fill(165), /^\[safetensors\]/],
    [good.slice(0, -1), /cut short/],
    [good.slice(0, 40), /^\[safetensors\]/],
    [parameters.slice(0, -4), /cut short/],
    [other, /^\[checkpoint\] it is of another config: its seed is `2`, here it is `1`/],
    [await saved(ring, "checkpoint"), /^\[checkpoint\] it is of another config/],
    [await saved(ring, "parameters"), /^\[/],
  ];
  for (const [file, refusal] of files) expect(refusalOf(await loaded(desk, file))).toMatch(refusal);
  expect(desk.of("failed")).toEqual([]);
  expect(await saved(desk, "checkpoint")).toEqual(good);
  await trained(desk, 30);
  expect(bits(desk.losses)).toEqual(bits(plain.losses));
});

test("a file that is loaded stops what trains", async () => {
  const desk = await begun({ goal: 100_000 });
  const file = await saved(desk, "checkpoint");
  desk.say("play");
  await desk.until(() => desk.frames.at(-1)!.step > 5);
  await loaded(desk, file);
  await desk.until(() => desk.of("paused").length > 0);
  expect(desk.frames.at(-1)!.step).toBe(0);
});

test("however often files are loaded and refused, no memory is lost", async () => {
  const module = await realEngine();
  const desk = new Desk(async () => module);
  desk.start({ config });
  await desk.until(() => desk.frames.length > 0);
  const file = await saved(desk, "checkpoint");
  const tried = async (times: number) => {
    for (let i = 0; i < times; ++i) {
      await loaded(desk, file);
      await loaded(desk, file.slice(0, -1));
    }
    return module.HEAPU8.length;
  };
  const before = await tried(3);
  expect(await tried(60)).toBe(before);
});
