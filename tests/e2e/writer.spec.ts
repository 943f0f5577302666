import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

/** A lesson with a writer in it, which is ready to write. */
async function opened({ page, site }: { page: Page; site: { url: string } }, lesson: string) {
  await page.goto(`${site.url}#/${lesson}`);
  const element = page.locator("soft-look");
  await expect(element.getByRole("button", { name: "One step" })).toBeEnabled();
  const writer = element.locator("softlook-writer");
  await expect(writer.getByRole("button", { name: "Next token" })).toBeEnabled();
  return {
    element,
    writer,
    field: writer.getByLabel("The beginning, which you write"),
    tokens: writer.getByRole("gridcell"),
    button: (name: string) => writer.getByRole("button", { name }),
  };
}

test("a text goes on token by token, and the pictures go along", async ({ page, site }) => {
  const { element, field, writer, tokens, button } = await opened({ page, site }, "language-model");
  const rows = element.locator("softlook-matrix").first().getByRole("rowheader");
  await expect(field).toHaveValue("anna sees the");
  await expect(rows).toHaveCount(24);
  for (let i = 0; i < 3; i++) {
    await button("Next token").click();
    await expect(tokens).toHaveCount(i + 1);
    await expect(rows).toHaveCount(4 + i);
  }
  const written = await tokens.allInnerTexts();
  await expect(rows).toHaveText(["¶", "anna", "sees", "the", ...written.slice(0, 2)]);
  await expect(writer.locator(".page")).toHaveText(`anna sees the ${written.join(" ")}`);
  for (const [i, label] of written.entries()) {
    const name = await tokens.nth(i).getAttribute("aria-label");
    expect(name?.startsWith(`${label}, `)).toBe(true);
    await expect(tokens.nth(i)).toHaveAccessibleName(/, \d.*%$/);
  }
  await expect(writer.locator("[role=status]").first()).toHaveText(/^token 3: “.+”.* \d.*%$/);
  await tokens.nth(1).hover();
  await expect(writer.locator(".readout")).toHaveText(/^token 2: /);
  // One tab stop, and arrows from there.
  await tokens.nth(0).focus();
  await page.keyboard.press("End");
  await expect(tokens.nth(2)).toBeFocused();
  await expect(writer.locator("[role=gridcell][tabindex='0']")).toHaveCount(1);
  await button("Start over").click();
  await expect(tokens).toHaveCount(0);
  await expect(field).toBeFocused();
  await expect(rows).toHaveCount(24);
});

test("it writes on until it is stopped, also while the model is trained", async ({
  page,
  site,
}) => {
  const { element, tokens, button } = await opened({ page, site }, "language-model");
  await element.getByRole("button", { name: "Train" }).click();
  await button("Write on").click();
  await expect.poll(() => tokens.count()).toBeGreaterThan(4);
  await button("Stop").click();
  await expect(button("Write on")).toBeVisible();
  await page.waitForTimeout(600);
  const count = await tokens.count();
  await page.waitForTimeout(600);
  await expect(tokens).toHaveCount(count);
  await button("Write on").click();
  await expect.poll(() => tokens.count()).toBeGreaterThan(count + 1);
  // Another run has written nothing yet, and is not made to.
  await element.getByRole("button", { name: "Reset" }).click();
  await expect(tokens).toHaveCount(0);
  await expect(button("Write on")).toBeVisible();
  await page.waitForTimeout(600);
  await expect(tokens).toHaveCount(0);
});

test("what cannot be begun with is refused in the engine's words, and can be put right", async ({
  page,
  site,
}) => {
  const { element, writer, field, tokens } = await opened({ page, site }, "language-model");
  await field.fill("anna sees bob");
  await page.keyboard.press("Enter");
  await expect(writer.getByRole("alert")).toContainText("This could not be read: “bob”");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(tokens).toHaveCount(0);
  await field.fill("anna sees tom");
  await page.keyboard.press("Enter");
  await expect(tokens).toHaveCount(1);
  await expect(writer.getByRole("alert")).toHaveCount(0);
  // Letters typed there are no shortcuts.
  await expect(element.locator("[data-step='0']")).toHaveCount(1);
});

test("bolder choices are set by keyboard", async ({ page, site }) => {
  const { writer, tokens, button } = await opened({ page, site }, "language-model");
  const temperature = writer.getByLabel("Temperature");
  await temperature.focus();
  await page.keyboard.press("End");
  await expect(temperature).toHaveAttribute("aria-valuetext", "2.0");
  await writer.getByLabel("Top-k").focus();
  await page.keyboard.press("ArrowRight");
  await expect(writer.getByLabel("Top-k")).toHaveAttribute("aria-valuetext", "1");
  await button("Next token").click();
  await expect(tokens).toHaveCount(1);
  const bold = await tokens.innerText();
  await button("Start over").click();
  await expect(tokens).toHaveCount(0);
  await temperature.focus();
  await page.keyboard.press("Home");
  await button("Next token").click();
  await expect(tokens).toHaveText([bold]);
});

test("a translation is written apart from what it translates, to its end at most", async ({
  page,
  site,
}) => {
  const { element, writer, tokens, button } = await opened({ page, site }, "translation");
  await button("Write on").click();
  await expect.poll(() => tokens.count()).toBeGreaterThan(2);
  await expect(writer.locator(".page")).toHaveText(/^我爱你 → \S+ \S+ \S+/);
  const columns = element.locator("softlook-matrix").getByRole("columnheader");
  await expect(columns).toHaveText(["我", "爱", "你"]);
  await expect(writer.locator(".readout")).toHaveText("Nothing comes after this.");
  expect(await tokens.count()).toBeLessThanOrEqual(16);
  await expect(button("Next token")).toBeDisabled();
  await expect(button("Write on")).toBeDisabled();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 280, height: 700 }, hasTouch: true });

  test("nothing of it is wider than the screen", async ({ page, site }) => {
    const { tokens, button } = await opened({ page, site }, "language-model");
    await button("Write on").tap();
    await expect.poll(() => tokens.count()).toBeGreaterThan(6);
    for (const language of ["中文", "English"]) {
      await page.getByText(language, { exact: true }).click();
      await page.waitForTimeout(150);
      const content = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(content, language).toBeLessThanOrEqual(280);
    }
  });
});
