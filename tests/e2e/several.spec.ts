import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { type Site, serve } from "./serve.ts";

const folder = fileURLToPath(new URL("../../build/site", import.meta.url));
const places = [0, 1, 2];

let host: Site;
test.beforeAll(async () => {
  const elements = ["next-vector", "order", "soft-addressing"].map(
    (name) => `<soft-look lesson="${name}" pace="flat-out"></soft-look>`,
  );
  host = await serve(
    folder,
    () => `<!doctype html><html lang="en"><title>Three</title><link rel="icon" href="data:,">
      <script type="module" src="softlook.js"></script>${elements.join("<div></div>")}`,
  );
});
test.afterAll(() => host.close());

const element = (page: Page, place: number) => page.locator("soft-look").nth(place);
const step = async (page: Page, place: number) =>
  Number(await element(page, place).locator("[data-step]").getAttribute("data-step"));
const putApart = (page: Page, pixels: number) =>
  page.evaluate((pixels) => {
    for (const each of document.querySelectorAll("div")) each.style.height = `${pixels}px`;
  }, pixels);

/** The longest that nothing else could be done in the page, in milliseconds, within a second and a half. */
const longestTask = (page: Page) =>
  page.evaluate(async () => {
    let longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    }).observe({ type: "longtask" });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return longest;
  });

test("three elements share one module, train at once, and the page answers", async ({ page }) => {
  const files: string[] = [];
  page.on("request", (request) => files.push(request.url()));
  await page.setViewportSize({ width: 1280, height: 8000 });
  await page.goto(host.url);
  await expect.poll(() => page.workers().length).toBe(3);
  await page.evaluate(() => {
    for (const each of document.querySelectorAll("soft-look")) {
      // Training pauses at the lesson's goal, once.
      each.addEventListener("done", () => each.play());
      each.play();
    }
  });
  for (const place of places) await expect.poll(() => step(page, place)).toBeGreaterThan(50);
  expect(files.filter((file) => file.endsWith(".wasm"))).toHaveLength(1);

  const before = await Promise.all(places.map((place) => step(page, place)));
  const longest = await longestTask(page);
  const after = await Promise.all(places.map((place) => step(page, place)));
  for (const place of places) expect(after[place]).toBeGreaterThan(before[place]!);
  const description = `${longest} ms; steps ${before} to ${after}`;
  test.info().annotations.push({ type: "longest task", description });
  await element(page, 1).getByRole("button", { name: "Pause" }).click();
  await expect(element(page, 1).getByRole("button", { name: "Train" })).toBeVisible();
});

test("each begins when it comes into sight, and stops when it leaves", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 8000 });
  await page.route("**/softlook.js", async (route) => {
    await putApart(page, 9000);
    await route.continue();
  });
  await page.goto(host.url);
  await expect(element(page, 0).locator("[role=gridcell]")).not.toHaveCount(0);
  expect(page.workers()).toHaveLength(1);
  await putApart(page, 0);
  await expect.poll(() => page.workers().length).toBe(3);
  await page.evaluate(() => {
    for (const each of document.querySelectorAll("soft-look")) {
      each.pace = "lively";
      each.play();
    }
  });
  for (const place of places) await expect.poll(() => step(page, place)).toBeGreaterThan(5);
  await putApart(page, 9000);
  // The page has to notice first.
  const moved = async () => {
    const before = await step(page, 2);
    await page.waitForTimeout(300);
    return (await step(page, 2)) - before;
  };
  await expect.poll(moved).toBe(0);
  const [seen, unseen] = [await step(page, 0), await step(page, 2)];
  await expect.poll(() => step(page, 0)).toBeGreaterThan(seen);
  expect(await step(page, 2)).toBe(unseen);
});
