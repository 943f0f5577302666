import { expect, test } from "vitest";
import { StepLog } from "../../web/src/drawing/step-log.ts";

const stepsOf = (log: StepLog<number>) => log.points.map(({ step }) => step);

test("every point is kept while there is room", () => {
  const log = new StepLog<number>(8);
  for (const step of [0, 3, 4, 9]) log.add(step, -step);
  expect(log.points).toEqual([0, 3, 4, 9].map((step) => ({ step, value: -step })));
});

test("a step that is told of again has its newest value", () => {
  const log = new StepLog<number>(8);
  log.add(5, 1);
  log.add(5, 2);
  expect(log.points).toEqual([{ step: 5, value: 2 }]);
});

test.each([1, 7, 1000])(
  "a long run stays in bounded room, evenly, and ends at its newest: %i",
  (by) => {
    const log = new StepLog<number>(100);
    for (let step = 0; step <= 10_000 * by; step += by) {
      log.add(step, step);
      expect(log.points.length).toBeLessThanOrEqual(100);
    }
    const steps = stepsOf(log);
    expect(steps[0]).toBe(0);
    expect(steps.at(-1)).toBe(10_000 * by);
    expect(steps.length).toBeGreaterThan(40);
    // But for the newest, which may be near to the one before it.
    const gaps = steps.slice(1, -1).map((step, i) => step - steps[i]!);
    expect(Math.max(...gaps) / Math.min(...gaps)).toBeLessThan(2.1);
  },
);

test("a run that goes back has not come to what was after, and one begun anew has nothing", () => {
  const log = new StepLog<number>(100);
  for (const step of [0, 10, 20, 30]) log.add(step, step);
  log.add(15, 1);
  expect(stepsOf(log)).toEqual([0, 10, 15]);
  log.add(0, 2);
  expect(log.points).toEqual([{ step: 0, value: 2 }]);
});
