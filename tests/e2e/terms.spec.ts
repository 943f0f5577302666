import type { Page } from "@playwright/test";
import { glossary } from "../../web/src/text/glossary.ts";
import { expect, test } from "./fixtures.ts";

const { query, key, gradient } = glossary as Required<typeof glossary>;

/** What explains comes after the pictures. */
const ready = (page: Page) =>
  page.waitForFunction(() => customElements.get("softlook-terms") !== undefined);

test("a term is explained when it is pointed at, and the explanation can be pointed at too", async ({
  playground,
}) => {
  const { page } = playground;
  await ready(page);
  const explanation = page.getByRole("tooltip");
  const term = page.locator("article .term[data-term=query]").first();
  await term.hover();
  await expect(explanation).toContainText(query!.en.meaning);
  await explanation.hover();
  await page.waitForTimeout(400);
  await expect(explanation).toBeVisible();
  await page.mouse.move(5, 5);
  await expect(explanation).toBeHidden();
});

test("by keyboard: focus explains, Escape closes, and the reader is told", async ({
  playground,
}) => {
  const { page } = playground;
  const explanation = page.getByRole("tooltip");
  const term = page.locator("article .term[data-term=query]").first();
  await term.focus();
  await expect(explanation).toBeVisible();
  await expect(term).toHaveAccessibleDescription(new RegExp(query!.en.meaning));
  await page.keyboard.press("Escape");
  await expect(explanation).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(explanation).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(explanation).toContainText(gradient!.en.meaning);
  await page.getByText("中文", { exact: true }).click();
  await expect(explanation).toBeHidden();
  await page.locator("article .term[data-term=query]").first().focus();
  await expect(explanation).toContainText(query!.zh.meaning);
});

test("all terms can be read in a list, in either language", async ({ playground }) => {
  const { page } = playground;
  const list = page.getByRole("dialog", { name: "Terms" });
  await page.locator("article").getByRole("button", { name: "All terms" }).click();
  await expect(list.locator("dt")).toHaveCount(Object.keys(glossary).length);
  await expect(list).toContainText(key!.en.meaning);
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await page.getByText("中文", { exact: true }).click();
  await page.locator("footer").getByRole("button", { name: "全部术语" }).click();
  await expect(page.getByRole("dialog")).toContainText(key!.zh.meaning);
  await page.getByRole("button", { name: "关闭" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 320, height: 700 }, hasTouch: true });
  test("a tap explains, another one is enough, and nothing leaves the window", async ({
    page,
    site,
  }) => {
    await page.goto(`${site.url}#/next-vector`);
    await ready(page);
    const element = page.locator("soft-look");
    await element.getByRole("button", { name: "Text" }).tap();
    const explanation = page.getByRole("tooltip");
    for (const term of await page.locator("article .term").all()) {
      await term.evaluate((node) => node.scrollIntoView({ block: "center" }));
      await page.waitForTimeout(50);
      await term.tap();
      await expect(explanation).toBeVisible();
      const box = (await explanation.boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(320);
    }
    await page.locator("article .term").last().tap();
    await expect(explanation).toBeHidden();
  });
});
