import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { lessonsOfTree } from "./all-lessons.ts";
import { expect, test } from "./fixtures.ts";

const lessons = await lessonsOfTree();

/** What axe-core finds, a line for each place. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`),
  );
}

const choose = (page: Page, name: string) => page.getByText(name, { exact: true }).first().click();

/** In both languages and both themes; which language goes with which theme takes turns from page to page. */
async function examine(page: Page, turn: number): Promise<void> {
  const [first, second] = turn % 2 ? ["Light", "深色"] : ["Dark", "浅色"];
  await choose(page, first!);
  expect(await findings(page), `in English, ${first}`).toEqual([]);
  await choose(page, "中文");
  await choose(page, second!);
  expect(await findings(page), `in Chinese, ${second}`).toEqual([]);
}

for (const [turn, { name, still }] of lessons.entries()) {
  test(`axe-core finds nothing in ${name}`, async ({ page, site }) => {
    test.setTimeout(60_000);
    await page.goto(`${site.url}#/${name}`);
    const element = page.locator("soft-look");
    await expect(element.locator(".view").first()).toBeVisible();
    if (!still) {
      await element.getByRole("button", { name: "One step" }).click();
      await expect(element.locator("[data-step='1']")).toHaveCount(1);
    }
    await examine(page, turn);
  });
}

test("axe-core finds nothing on the start page, in an explanation, in the list of terms", async ({
  page,
  site,
}) => {
  test.setTimeout(60_000);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(site.url);
  await page.locator(".cards a").last().scrollIntoViewIfNeeded();
  await expect(page.locator(".cards softlook-poster svg").last()).toBeVisible();
  await examine(page, 0);
  await page.goto(`${site.url}#/calculator`);
  await page.locator("article .term").first().focus();
  expect(await findings(page), "with an explanation").toEqual([]);
  await page.locator("footer .open-terms").click();
  expect(await findings(page), "with the list").toEqual([]);
});

test("the page is gone through by keyboard, from the skip link on", async ({ playground }) => {
  const { page, element } = playground;
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
  expect(new URL(page.url()).hash).toBe("#/next-vector");
  // From there into the element: every stop is seen, and shows that it has the focus.
  const passed: string[] = [];
  for (let stops = 0; stops < 80; stops++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      let node: Element | null = document.activeElement;
      while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
      if (!node || node === document.body) return undefined;
      const { width, height } = node.getBoundingClientRect();
      // Of what is drawn by a label around it, the label shows it.
      const shows = [node, node.closest("label") ?? node].some(
        (each) => getComputedStyle(each).outlineStyle !== "none",
      );
      const what = `${node.localName} ${node.getAttribute("aria-label") ?? node.textContent!.trim().slice(0, 30)}`;
      return { what, shows, seen: width > 0 && height > 0 };
    });
    if (!stop) break;
    passed.push(stop.what);
    expect(stop, stop.what).toMatchObject({ shows: true, seen: true });
  }
  const order = ["Train", "One step", "Reset", "Idea", "All terms"].map((name) =>
    passed.findIndex((what) => what.includes(name)),
  );
  expect(order).not.toContain(-1);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  await expect(element).toBeVisible();
});
