import { expect, test } from "./fixtures.ts";

test("numbers can be edited, and every table follows", async ({ page, site }) => {
  await page.goto(`${site.url}#/calculator`);
  const view = page.locator("softlook-calculator");
  const field = (sign: string, row: number, column: number) =>
    view.getByLabel(`${sign}, row ${row}, number ${column}`, { exact: true });
  const weights = view.getByRole("gridcell");
  await expect(weights).toHaveCount(16);
  for (const column of [1, 2, 3]) {
    await field("Q", 1, column).fill("0");
    await field("Q", 1, column).press("Enter");
  }
  for (const column of [0, 1, 2, 3]) await expect(weights.nth(column)).toHaveText("0.250");
  await field("Q", 1, 1).fill("−1,5");
  await field("Q", 1, 1).press("Tab");
  await expect(weights.nth(0)).not.toHaveText("0.250");
  await expect(view.locator(".refused")).toHaveCount(0);
});

test("what is no number is told, and the last numbers stay on show", async ({ page, site }) => {
  await page.goto(`${site.url}#/calculator`);
  const view = page.locator("softlook-calculator");
  const first = view.getByLabel("K, row 2, number 1", { exact: true });
  await expect(view.getByRole("gridcell")).toHaveCount(16);
  const before = await view.getByRole("gridcell").allInnerTexts();
  await first.fill("much");
  await first.press("Enter");
  await expect(view.locator(".refused")).toHaveText(
    "K, row 2, number 1: “much” is no number from −1000000 to 1000000; write one.",
  );
  await expect(first).toHaveAttribute("aria-invalid", "true");
  expect(await view.getByRole("gridcell").allInnerTexts()).toEqual(before);
  await first.fill("1e9");
  await first.press("Enter");
  await expect(view.locator(".refused")).toContainText("row 2, number 1: “1e9” is no number from");
  await first.fill("");
  await first.press("Enter");
  await expect(view.locator(".refused")).toContainText("K, row 2, number 1: nothing is no number");
  await expect(first).toHaveAttribute("aria-invalid", "false");
  expect(await view.getByRole("gridcell").allInnerTexts()).toEqual(before);
  await first.fill("1");
  await first.press("Enter");
  await expect(view.locator(".refused")).toHaveCount(0);
});

test("on a phone a field shows six digits", async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${site.url}#/calculator`);
  const field = page
    .locator("softlook-calculator")
    .getByLabel("Q, row 1, number 1", { exact: true });
  await field.fill("-0.123456");
  await field.press("Tab");
  const cut = await field.evaluate((input) => input.scrollWidth - input.clientWidth);
  expect(cut).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test("a weight says how it comes about, and the slider what another temperature does", async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}#/calculator`);
  const view = page.locator("softlook-calculator");
  await view.getByRole("gridcell").nth(5).hover();
  await expect(view.locator(".readout")).toContainText("Query 2, key 2: score");
  const slider = view.getByRole("slider");
  await slider.focus();
  await slider.press("End");
  await expect(view.locator("output")).toContainText("64: 2.00 of at most 2.00 bits");
  await slider.press("Home");
  await expect(view.locator("output")).toContainText("0.02: 0.0");
});

test("the cost of a step is measured at growing lengths", async ({ page, site }) => {
  test.setTimeout(120_000);
  await page.goto(`${site.url}#/long-sequences`);
  const view = page.locator("softlook-cost");
  await view.getByRole("button", { name: "Measure" }).click();
  await expect(view.locator("[role=status]")).toContainText("times as long", { timeout: 100_000 });
  await expect(view.locator("td")).toHaveCount(20);
  for (const cell of await view.locator("td").allInnerTexts()) expect(cell).toMatch(/ ms$/);
});

test("doubt and gradient of random looks are there for every width, with the root and without", async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}#/score-functions`);
  const view = page.locator("softlook-saturation");
  await expect(view.getByRole("img")).toHaveCount(2);
  await expect(view.getByRole("rowheader")).toHaveText(["Scaled dot", "Dot", "Scaled dot", "Dot"]);
  const numbers = await view.locator("td").allInnerTexts();
  const [scaled, dot, scaledSlope, dotSlope] = [0, 5, 10, 15].map((i) => numbers.slice(i, i + 5));
  for (const bits of scaled!) expect(Number(bits)).toBeGreaterThan(2);
  expect(Number(dot![4])).toBeLessThan(0.2);
  for (const slope of scaledSlope!) expect(slope).toMatch(/^(0\.\d\d|1\.\d)$/);
  expect(dotSlope![4]).toMatch(/^\d\.\d·10⁻⁶$/);
});

test("a dial turns a live setting of the run", async ({ page, site }) => {
  await page.goto(`${site.url}#/soft-addressing`);
  const element = page.locator("soft-look");
  const dial = element.getByRole("slider", { name: "Temperature" });
  const cells = element.locator("softlook-matrix [role=gridcell]");
  await expect(cells.first()).toBeVisible();
  await dial.focus();
  await dial.press("End");
  await expect(element.locator(".dial output")).toHaveText("100");
  await expect
    .poll(async () => Math.max(...(await cells.allInnerTexts()).map(Number)))
    .toBeLessThan(0.2);
  await dial.press("Home");
  await expect(element.locator(".dial output")).toHaveText("0.010");
});
