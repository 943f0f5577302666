import type { MainModule } from "softlook-wasm";
import { beforeAll, expect, test } from "vitest";
import { saturationOf } from "../../web/src/engine/saturation.ts";
import { Desk } from "./desk.ts";
import { realEngine } from "./engine.ts";

const widths = [4, 16, 64, 256, 1024];

let engine: MainModule;
beforeAll(async () => {
  engine = await realEngine();
});

const over = (attention: string) => widths.map((width) => saturationOf(engine, attention, width));

test("without the root, doubt and gradient vanish as vectors get longer; with it they stay", () => {
  const dot = over("dot");
  for (const [i, { entropy, gradient }] of dot.entries()) {
    if (i === 0) continue;
    expect(entropy).toBeLessThan(0.7 * dot[i - 1]!.entropy);
    expect(gradient).toBeLessThan(dot[i - 1]!.gradient);
  }
  const scaled = over("scaled-dot");
  for (const { entropy, gradient } of scaled) {
    expect(entropy).toBeGreaterThan(2);
    expect(gradient).toBeGreaterThan(scaled[0]!.gradient / 2);
  }
  expect(dot.at(-1)!.gradient).toBeLessThan(scaled.at(-1)!.gradient / 100_000);
});

test("the numbers that the lesson on score functions tells are these", () => {
  const [scaled, dot] = [over("scaled-dot"), over("dot")];
  for (const { entropy } of scaled) expect(Math.abs(entropy - 2.5)).toBeLessThan(0.1);
  const [first, last] = [dot[0]!, dot.at(-1)!];
  expect([first.entropy.toFixed(1), last.entropy.toFixed(1)]).toEqual(["1.7", "0.1"]);
  expect(last.gradient).toBeLessThan(first.gradient / 100_000);
});

test("a page is told all of it at once, and why there is none", async () => {
  const desk = new Desk();
  desk.start();
  const ask = (attentions: string[], widths: number[]) =>
    desk.send({ type: "saturation", generation: desk.generation, attentions, widths });
  ask(["scaled-dot", "dot"], [4, 16]);
  ask(["dot"], [0]);
  await desk.until(() => desk.of("saturation").length === 2);
  const [answer, refused] = desk.of("saturation");
  expect(answer!.found.map(({ attention, width }) => `${attention} ${width}`)).toEqual([
    "scaled-dot 4",
    "scaled-dot 16",
    "dot 4",
    "dot 16",
  ]);
  expect(answer!.found[3]).toEqual(saturationOf(engine, "dot", 16));
  expect(refused!.found[0]!.refusal).toContain("[settings] `input-width`");
});
