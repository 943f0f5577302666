import type { Score } from "softlook-wasm";
import { expect, test } from "vitest";
import { curveData } from "../../web/src/drawing/score-chart.ts";
import { ScoreLog } from "../../web/src/drawing/score-log.ts";

const score = (right: number): Score => ({
  error: 1,
  baseline: 2,
  floor: 0,
  right,
  whole: 0,
  aligned: Number.NaN,
  attended: 0,
});
const steps = (log: ScoreLog, variant: string) =>
  log.curves.find((curve) => curve.variant === variant)?.points.map(({ step }) => step);

test("each variant keeps its curve while others run", () => {
  const log = new ScoreLog();
  for (const step of [0, 10, 20]) log.add("a", step, score(0.1));
  for (const step of [0, 15]) log.add("b", step, score(0.2));
  expect(log.curves.map(({ variant }) => variant)).toEqual(["a", "b"]);
  expect(steps(log, "a")).toEqual([0, 10, 20]);
  expect(steps(log, "b")).toEqual([0, 15]);
});

test("a run that is put back to its start keeps its curve until it is under way again", () => {
  const log = new ScoreLog();
  for (const step of [0, 10, 20]) log.add("a", step, score(0.1));
  log.add("a", 0, score(0.3));
  expect(steps(log, "a")).toEqual([0, 10, 20]);
  log.add("a", 5, score(0.4));
  expect(steps(log, "a")).toEqual([0, 5]);
  expect(log.curves[0]?.points[0]?.score.right).toBe(0.3);
});

test("a step that is scored twice has its newest score", () => {
  const log = new ScoreLog();
  for (const right of [0.1, 0.2]) log.add("a", 7, score(right));
  expect(log.curves[0]?.points.map((point) => point.score.right)).toEqual([0.2]);
});

test("a long run is kept in bounded room, with its first and its newest point", () => {
  const log = new ScoreLog(50);
  for (let step = 0; step <= 10_000; step++) {
    log.add("a", step, score(0.5));
    expect(log.curves[0]!.points.length).toBeLessThanOrEqual(50);
    expect(log.curves[0]!.points.at(-1)?.step).toBe(step);
  }
  const kept = steps(log, "a")!;
  expect(kept[0]).toBe(0);
  expect(kept.length).toBeGreaterThan(20);
  const gaps = kept.slice(1).map((step, i) => step - kept[i]!);
  expect(Math.min(...gaps)).toBeGreaterThan(0);
  expect(Math.max(...gaps)).toBeLessThan(1000);
});

test("curves share one axis of steps, and have no value where they have no point", () => {
  const log = new ScoreLog();
  for (const step of [0, 20]) log.add("a", step, score(0.1));
  log.add("b", 10, score(0.2));
  expect(curveData(log.curves, "right")).toEqual([
    [0, 10, 20],
    [0.1, undefined, 0.1],
    [undefined, 0.2, undefined],
  ]);
  expect(curveData(log.curves, "error")[1]?.[0]).toBe(0.5);
});
