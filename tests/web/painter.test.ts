import { beforeEach, expect, test, vi } from "vitest";
import { Painter } from "../../web/src/elements/painter.ts";
import type { Frame } from "../../web/src/engine/protocol.ts";
import { settled } from "./staff.ts";

const frame = (step: number): Frame => ({
  step,
  losses: new Float32Array(),
  score: null,
  gradientNorm: null,
  tensors: {},
  absent: [],
  typed: null,
  writing: null,
  example: 0,
  lanes: [],
});

let log: string[];
let refresh: () => Promise<void>;
let paint: (frame: Frame) => Promise<void>;
let painter: Painter;

beforeEach(() => {
  log = [];
  const due: (() => void)[] = [];
  vi.stubGlobal("requestAnimationFrame", (callback: () => void) => due.push(callback));
  refresh = () => {
    for (const callback of due.splice(0)) callback();
    return settled() as Promise<void>;
  };
  paint = async () => undefined;
  painter = new Painter({
    paint: (frame) => paint(frame),
    painted: ({ step }) => log.push(`painted ${step}`),
    failed: (error) => log.push(String(error)),
  });
  return () => vi.unstubAllGlobals();
});

test("a frame is painted when the screen is ready for it", async () => {
  painter.draw(frame(1));
  await settled();
  expect(log).toEqual([]);
  await refresh();
  expect(log).toEqual(["painted 1"]);
});

test("a picture that throws is told of, and counts as painted: else no other would come", async () => {
  paint = async () => {
    throw new Error("no canvas");
  };
  painter.draw(frame(1));
  await refresh();
  expect(log).toEqual(["Error: no canvas", "painted 1"]);
});

test("two frames before one refresh are both painted", async () => {
  painter.draw(frame(1));
  painter.draw(frame(2));
  await refresh();
  expect(log).toEqual(["painted 1", "painted 2"]);
});

test("a frame of a run that is over is not painted, or nobody hears of it", async () => {
  painter.draw(frame(1));
  painter.forget();
  await refresh();
  let finish: () => void = () => undefined;
  paint = () =>
    new Promise((resolve) => {
      finish = resolve;
    });
  painter.draw(frame(2));
  await refresh();
  painter.forget();
  finish();
  await settled();
  expect(log).toEqual([]);
});
