import type { SoftLook } from "../../web/src/elements/soft-look.ts";
import { lessonLosses } from "../web/native-losses.ts";
import { expect, type Playground, test } from "./fixtures.ts";

const running = ({ element }: Playground) =>
  element.evaluate((element: SoftLook) => element.running);

test("another seed and play() at once: that seed is trained", async ({ playground }) => {
  await playground.gatherLosses();
  const running = await playground.element.evaluate((element: SoftLook) => {
    element.pace = "flat-out";
    element.seed = 5;
    element.play();
    return element.running;
  });
  expect(running).toBe(true);
  const losses = await playground.takeLosses(5000);
  expect(losses).toHaveLength(5000);
  expect(losses.slice(0, 200)).toEqual(lessonLosses(5, 200));
});

test("reset() and play() at once, in the middle of a run: it trains from the beginning", async ({
  playground,
}) => {
  await playground.gatherLosses();
  await playground.button("Train").click();
  await playground.takeLosses(100);
  await playground.element.evaluate((element: SoftLook) => {
    element.reset();
    // From here on, nothing is told of the run from before.
    window.gathered.splice(0);
    element.play();
  });
  expect(await running(playground)).toBe(true);
  const losses = await playground.takeLosses(200);
  expect(losses.slice(0, 200)).toEqual(lessonLosses(1, 200));
});

test("reset() and step() at once: it is at its first step", async ({ playground }) => {
  await playground.element.evaluate((element: SoftLook) => {
    element.reset();
    element.step();
  });
  await expect.poll(() => playground.step()).toBe(1);
  await playground.page.waitForTimeout(200);
  expect(await playground.step()).toBe(1);
});

test("reset() on its own stops", async ({ playground }) => {
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(10);
  await playground.element.evaluate((element: SoftLook) => element.reset());
  expect(await running(playground)).toBe(false);
  await expect.poll(() => playground.step()).toBe(0);
  await playground.page.waitForTimeout(200);
  expect(await playground.step()).toBe(0);
});

test("play() on an element that nobody has seen yet is granted when it is seen", async ({
  playground,
}) => {
  const { page } = playground;
  await page.evaluate(() => {
    const element = document.createElement("soft-look");
    element.id = "late";
    element.play();
    const space = document.createElement("div");
    space.style.height = "3000px";
    document.body.append(space, element);
  });
  const late = page.locator("#late");
  await page.waitForTimeout(200);
  expect(page.workers()).toHaveLength(1);
  await late.scrollIntoViewIfNeeded();
  const step = async () => Number(await late.locator("[data-step]").getAttribute("data-step"));
  await expect.poll(step).toBeGreaterThan(10);
});
