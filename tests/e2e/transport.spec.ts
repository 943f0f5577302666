import { expect, test } from "./fixtures.ts";

test("steps are taken by one, ten and a hundred, by buttons and by keys", async ({
  playground,
}) => {
  const { element, page } = playground;
  await playground.choosePace("Slow");
  await playground.button("One step").click();
  await expect.poll(() => playground.step()).toBe(1);
  await playground.button("10 steps").click();
  await expect.poll(() => playground.step()).toBe(11);
  await playground.button("100 steps").click();
  await expect.poll(() => playground.step()).toBe(111);
  await expect(playground.button("Train")).toBeVisible();
  await element.locator(".frame").focus();
  for (const key of ["s", "d", "f"]) await page.keyboard.press(key);
  await expect.poll(() => playground.step()).toBe(222);
  await expect(playground.button("Train")).toBeVisible();
});

test("the time left is said while it trains, and only then", async ({ playground }) => {
  const left = playground.element.locator(".left");
  await expect(left).toHaveText("");
  await playground.button("Train").click();
  await expect(left).toHaveText(/^about \d+ (s|min) left$/);
  await playground.button("Pause").click();
  await expect(left).toHaveText("");
});

test("a run that was hidden again and again has the bits of one that was not", async ({
  playground,
}) => {
  const { page } = playground;
  const hide = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, "hidden", { configurable: true, value });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await playground.gatherLosses();
  await playground.trainToGoal();
  const undisturbed = await playground.takeLosses(5000);
  await playground.button("Reset").click();
  await expect.poll(() => playground.step()).toBe(0);
  await playground.choosePace("Lively");
  await playground.button("Train").click();
  for (const reached of [100, 200, 300]) {
    await expect.poll(() => playground.step()).toBeGreaterThan(reached);
    await hide(true);
    await page.waitForTimeout(150);
    const hidden = await playground.step();
    await page.waitForTimeout(250);
    expect(await playground.step()).toBe(hidden);
    await hide(false);
  }
  // Hidden in the midst of several steps, the rest of them come afterwards.
  await playground.button("Pause").click();
  await playground.choosePace("Flat out");
  await playground.button("100 steps").click();
  await hide(true);
  await hide(false);
  await expect(playground.button("Train")).toBeVisible();
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBe(5000);
  expect(await playground.takeLosses(5000)).toEqual(undisturbed);
});
