import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Pacer } from "../../web/src/engine/pacer.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

/** Trains for a second of a clock that only steps and sleeps move; how many steps, and how many sleeps. */
async function aSecond(millisecondsPerStep: number) {
  const pacer = new Pacer();
  pacer.restart("lively");
  const end = performance.now() + 1000;
  let [taken, sleeps] = [0, 0];
  while (performance.now() < end) {
    const steps = pacer.due();
    if (steps > 0) pacer.timed(steps, () => vi.advanceTimersByTime(steps * millisecondsPerStep));
    taken += steps;
    const rested = pacer.rest();
    if (vi.getTimerCount() > 0) sleeps += 1;
    vi.runAllTimers();
    await rested;
  }
  return { taken, sleeps };
}

test("who cannot keep the pace does not sleep over it", async () => {
  const { taken, sleeps } = await aSecond(10);
  expect(sleeps).toBe(0);
  expect(taken).toBe(100);
});

test("who keeps the pace sleeps between its steps", async () => {
  const { taken, sleeps } = await aSecond(0.125);
  expect(sleeps).toBeGreaterThan(40);
  expect(taken).toBeGreaterThan(270);
  expect(taken).toBeLessThanOrEqual(301);
});
