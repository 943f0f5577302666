import { expect, type Playground, test } from "./fixtures.ts";

test.beforeEach(async ({ playground }) => {
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(50);
});

/** Out of the page's own tree, and to where the test has it. */
const move = (playground: Playground, where: "top" | "below") =>
  playground.element.evaluate((element, where) => {
    const space = document.createElement("div");
    space.style.height = "3000px";
    if (where === "top") document.body.prepend(element, space);
    else document.body.append(space, element);
  }, where);

test("an element that is moved keeps its run, and trains on", async ({ playground }) => {
  const { page } = playground;
  const [worker] = page.workers();
  const before = await playground.step();
  await move(playground, "top");
  expect(await playground.step()).toBeGreaterThanOrEqual(before);
  await expect.poll(() => playground.step()).toBeGreaterThan(before + 100);
  await expect(playground.button("Pause")).toBeEnabled();
  await expect(playground.cells).toHaveCount(64);
  await expect(playground.element.locator("softlook-loss canvas").first()).toBeVisible();
  expect(page.workers()).toEqual([worker]);
});

test("one that is moved out of sight rests, and goes on when it is seen", async ({
  playground,
}) => {
  const { page } = playground;
  await move(playground, "below");
  await page.waitForTimeout(200);
  expect(page.workers()).toHaveLength(1);
  const resting = await playground.step();
  expect(resting).toBeGreaterThan(50);
  await page.waitForTimeout(300);
  expect(await playground.step()).toBe(resting);
  await playground.element.scrollIntoViewIfNeeded();
  await expect.poll(() => playground.step()).toBeGreaterThan(resting + 50);
});

test("one that was removed and comes back begins afresh, and shows it", async ({ playground }) => {
  const { page, element } = playground;
  const removed = await element.evaluateHandle((element) => {
    element.remove();
    return element;
  });
  await expect.poll(() => page.workers().length).toBe(0);
  await removed.evaluate((element) => {
    const space = document.createElement("div");
    space.style.height = "3000px";
    document.body.append(space, element);
  });
  await expect(element.getByText("Starting the engine …")).toBeAttached();
  expect(await playground.step()).toBe(0);
  await expect(playground.button("Train")).toBeDisabled();
  await element.scrollIntoViewIfNeeded();
  await playground.opened();
  expect(await playground.step()).toBe(0);
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(10);
});
