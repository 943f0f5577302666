import { expect, test } from "./fixtures.ts";

test("the page stays responsive while training runs flat out", async ({ playground }) => {
  const { page } = playground;
  await playground.trainToGoal();
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: "longtask" });
  });
  await playground.button("Train").click();
  await page.waitForTimeout(3000);
  const long = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
  expect(await playground.step()).toBeGreaterThan(50_000);
  expect(long, "tasks of more than 50 ms, in milliseconds").toEqual([]);
  // A click is answered at once.
  const begun = performance.now();
  await playground.button("Pause").click();
  await expect(playground.button("Train")).toBeVisible();
  expect(performance.now() - begun).toBeLessThan(1000);
});

test("a million steps do not slow the pictures down", async ({ playground }) => {
  test.setTimeout(120_000);
  const { page } = playground;
  await playground.trainToGoal();
  await playground.button("Train").click();
  await expect.poll(() => playground.step(), { timeout: 90_000 }).toBeGreaterThan(1_000_000);
  const frames = await page.evaluate(async () => {
    let count = 0;
    const until = performance.now() + 1000;
    while (performance.now() < until) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      count += 1;
    }
    return count;
  });
  expect(frames).toBeGreaterThan(20);
  await expect(playground.element.locator("softlook-loss .readout")).not.toBeEmpty();
});
