import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import type { SoftLook } from "../../web/src/elements/soft-look.ts";
import { expect, Playground, test } from "./fixtures.ts";
import { type Site, serve } from "./serve.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const folder = path("../../examples/embed");
const siteFolder = path("../../build/site");

test.describe("the tutorial that embeds the element from another origin", () => {
  let tutorial: Site;
  test.beforeAll(async ({ site }) => {
    // As its author would do it: the script's address is that of wherever the site is.
    tutorial = await serve(folder, (html) =>
      html.replace("../../build/site/softlook.js", `${site.url}softlook.js`),
    );
  });
  test.afterAll(() => tutorial.close());

  test("trains, and the page hears of it", async ({ page, site }) => {
    await page.goto(tutorial.url);
    expect(new URL(site.url).origin).not.toBe(new URL(tutorial.url).origin);
    const playground = new Playground(page);
    await playground.element.scrollIntoViewIfNeeded();
    await playground.opened();
    await expect(playground.element.getByLabel("种子", { exact: true })).toHaveValue("3");
    await playground.choosePace("全速");
    await playground.button("训练").click();
    await expect(page.locator("#result")).toContainText("5000 步");
  });

  test("is narrow enough for a phone", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(tutorial.url);
    await page.locator("soft-look").scrollIntoViewIfNeeded();
    await new Playground(page).opened();
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBe(390);
    await new Playground(page).button("训练").click();
    await expect.poll(() => new Playground(page).step()).toBeGreaterThan(1000);
    expect(await width()).toBe(390);
  });
});

test.describe("the element", () => {
  const steps = async (page: Page) => {
    const before = await new Playground(page).step();
    await page.waitForTimeout(400);
    return (await new Playground(page).step()) - before;
  };

  test("rests while it is out of sight, and goes on from there", async ({ playground }) => {
    const { page } = playground;
    await page.setViewportSize({ width: 390, height: 600 });
    await playground.element.scrollIntoViewIfNeeded();
    await playground.button("Train").click();
    await expect.poll(() => playground.step()).toBeGreaterThan(10);
    await page.locator("footer").scrollIntoViewIfNeeded();
    await page.waitForTimeout(200);
    expect(await steps(page)).toBe(0);
    await playground.element.scrollIntoViewIfNeeded();
    await expect.poll(() => steps(page)).toBeGreaterThan(0);
    await expect(playground.button("Pause")).toBeVisible();
  });

  test("rests while the tab is hidden, and goes on from there", async ({ playground }) => {
    const { page } = playground;
    const hide = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, "hidden", { configurable: true, value });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    await playground.button("Train").click();
    await expect.poll(() => playground.step()).toBeGreaterThan(10);
    await hide(true);
    await page.waitForTimeout(200);
    expect(await steps(page)).toBe(0);
    await hide(false);
    await expect.poll(() => steps(page)).toBeGreaterThan(0);
  });

  test("ignores an attribute that makes no sense: what was said before holds", async ({
    playground,
    page,
  }) => {
    const { element } = playground;
    const seed = element.getByLabel("Seed", { exact: true });
    const pace = (name: string) => element.getByRole("radio", { name });
    await element.evaluate((element) => element.setAttribute("seed", "many"));
    await expect(seed).toHaveValue("1");
    await element.evaluate((element) => {
      element.setAttribute("seed", "7");
      element.setAttribute("pace", "slow");
    });
    await expect(seed).toHaveValue("7");
    await expect(pace("Slow")).toBeChecked();
    await element.evaluate((element) => {
      element.setAttribute("seed", "-1");
      element.setAttribute("pace", "warp");
    });
    await page.waitForTimeout(100);
    await expect(seed).toHaveValue("7");
    await expect(pace("Slow")).toBeChecked();
    await element.evaluate((element) => {
      element.removeAttribute("seed");
      element.removeAttribute("pace");
    });
    await expect(seed).toHaveValue("1");
    await expect(pace("Lively")).toBeChecked();
    await expect(element.getByRole("alert")).toHaveCount(0);
  });

  test("takes a property that makes no sense as one that is not set", async ({ playground }) => {
    const { element } = playground;
    const kept = await element.evaluate((element: SoftLook) => {
      Object.assign(element, { seed: 7, pace: "slow" });
      Object.assign(element, { seed: -1, pace: "warp" });
      return [element.seed, element.pace];
    });
    expect(kept).toEqual([7, "slow"]);
    await expect(element.getByLabel("Seed", { exact: true })).toHaveValue("7");
    await expect(element.getByRole("alert")).toHaveCount(0);
    await playground.button("One step").click();
    await expect.poll(() => playground.step()).toBe(1);
  });

  test("does not start its engine before it is seen", async ({ page, site }) => {
    await page.setViewportSize({ width: 390, height: 100 });
    await page.goto(site.url);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForTimeout(300);
    expect(page.workers()).toHaveLength(0);
    await page.locator("soft-look").scrollIntoViewIfNeeded();
    await new Playground(page).opened();
    expect(page.workers()).toHaveLength(1);
  });

  test("ends its worker when it is removed", async ({ playground }) => {
    const { page } = playground;
    expect(page.workers()).toHaveLength(1);
    await playground.element.evaluate((element) => element.remove());
    await expect.poll(() => page.workers().length).toBe(0);
  });

  test("is defined once, where a page loads it from two addresses", async ({ page, site }) => {
    const scripts = ["softlook.js", `${site.url}softlook.js`];
    const tags = scripts.map((address) => `<script type="module" src="${address}"></script>`);
    const other = await serve(
      siteFolder,
      () => `<!doctype html><link rel="icon" href="data:,">${tags.join("")}<soft-look></soft-look>`,
    );
    try {
      await page.goto(other.url);
      await new Playground(page).opened();
      await page.waitForLoadState("networkidle");
      const loaded = await page.evaluate(() =>
        performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("softlook.js")),
      );
      expect(loaded).toHaveLength(2);
    } finally {
      await other.close();
    }
  });

  test("can be driven by the page around it, and two of them share one page", async ({
    playground,
  }) => {
    const { page } = playground;
    const heard = await page.evaluate(async () => {
      const element = document.createElement("soft-look");
      element.lesson = "next-vector";
      element.seed = 5;
      element.pace = "flat-out";
      const names: string[] = [];
      const once = (name: string) =>
        new Promise<void>((resolve) => {
          element.addEventListener(name, () => resolve(), { once: true });
        });
      for (const name of ["ready", "step", "frame", "done"]) {
        element.addEventListener(name, () => names.includes(name) || names.push(name));
      }
      const ready = once("ready");
      document.body.prepend(element);
      await ready;
      const done = once("done");
      element.play();
      await done;
      const running = element.running;
      const reset = once("frame");
      element.reset();
      await reset;
      element.step();
      await once("step");
      return { names, running };
    });
    expect(heard.names).toEqual(expect.arrayContaining(["ready", "step", "frame", "done"]));
    expect(heard.running).toBe(false);
    expect(page.workers()).toHaveLength(2);
  });
});
