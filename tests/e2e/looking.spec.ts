import { expect, test } from "./fixtures.ts";

test("a cell tells its weight to three decimals, under the pointer and under the focus", async ({
  playground,
}) => {
  const { cells, element } = playground;
  const readout = element.locator("softlook-matrix .readout");
  await cells.nth(10).hover();
  await expect(readout).toHaveText(/^x2 looks at x3 with weight 0\.\d{3}/);
  await expect(element.getByRole("columnheader", { name: "x3" })).toHaveClass(/lit/);
  await expect(element.getByRole("rowheader", { name: "x2", exact: true })).toHaveClass(/lit/);
  await playground.page.mouse.move(0, 0);
  // Unasked, it tells of the row that the prediction comes from.
  await expect(readout).toHaveText(/^x8 looks at/);
});

test("the grid has one tab stop, and arrows, Home and End move in it", async ({ playground }) => {
  const { cells, page, element } = playground;
  await expect(element.locator("softlook-matrix [tabindex='0']")).toHaveCount(1);
  await cells.nth(56).focus();
  await page.keyboard.press("ArrowUp");
  await expect(cells.nth(48)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(cells.nth(49)).toBeFocused();
  await page.keyboard.press("End");
  await expect(cells.nth(55)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(cells.nth(48)).toBeFocused();
  await expect(element.locator("softlook-matrix [role=status]")).toHaveText(
    /^x7 looks at x1 with weight/,
  );
  await expect(element.locator("softlook-matrix [tabindex='0']")).toHaveCount(1);
});

test("a click locks a cell, and a second one or Esc unlocks it", async ({ playground }) => {
  const { cells, page, element } = playground;
  const readout = element.locator("softlook-matrix .readout");
  const hint = element.locator("softlook-matrix #hint");
  await cells.nth(10).click();
  await expect(hint).toHaveText(/^Locked\. Click it again/);
  await cells.nth(20).hover();
  await expect(readout).toHaveText(/^x2 looks at x3/);
  await cells.nth(10).click();
  await expect(hint).not.toHaveText(/^Locked/);
  await cells.nth(10).click();
  await page.keyboard.press("Escape");
  await expect(hint).not.toHaveText(/^Locked/);
  await page.keyboard.press("Enter");
  await expect(hint).toHaveText(/^Locked/);
  // Esc works from anywhere in the element.
  await playground.button("One step").focus();
  await page.keyboard.press("Escape");
  await expect(hint).not.toHaveText(/^Locked/);
});

test("a locked cell is followed while training goes on", async ({ playground }) => {
  const { element } = playground;
  await element.locator("softlook-matrix .truth").last().click();
  const readout = element.locator("softlook-matrix .readout");
  const before = await readout.innerText();
  await playground.trainToGoal();
  await expect(readout).not.toHaveText(before);
  await expect(readout).toHaveText(/right position/);
  // Training moves the number that is seen, not the one that is read out.
  await expect(element.locator("softlook-matrix [role=status]")).toContainText(before);
});

test("shortcuts work inside the element, and only there", async ({ playground }) => {
  const { page, cells } = playground;
  await page.keyboard.press("s");
  await page.waitForTimeout(200);
  expect(await playground.step()).toBe(0);
  await cells.nth(0).focus();
  await page.keyboard.press("s");
  await expect.poll(() => playground.step()).toBe(1);
  await page.keyboard.press("Space");
  await expect.poll(() => playground.step()).toBeGreaterThan(10);
  await page.keyboard.press("Space");
  await expect(playground.button("Train")).toBeVisible();
  await page.keyboard.press("r");
  await expect.poll(() => playground.step()).toBe(0);
});

test("the prediction comes to look like the truth", async ({ playground }) => {
  const strips = playground.element.locator("softlook-prediction [role=gridcell]");
  const number = (text: string | null) => Number(text?.replace("−", "-"));
  const distance = async () => {
    const values = await strips.evaluateAll((all) => all.map((cell) => cell.ariaLabel));
    const [predicted, actual] = [values.slice(0, 16), values.slice(16)].map((row) =>
      row.map(number),
    );
    return predicted!.reduce((sum, value, i) => sum + (value - actual![i]!) ** 2, 0);
  };
  await playground.element.locator("softlook-prediction").scrollIntoViewIfNeeded();
  await expect(strips).toHaveCount(32);
  const before = await distance();
  await playground.trainToGoal();
  await playground.element.locator("softlook-prediction").scrollIntoViewIfNeeded();
  await expect.poll(distance).toBeLessThan(before / 5);
  await strips.nth(2).hover();
  await expect(playground.element.locator("softlook-prediction .readout")).toHaveText(
    /^number 3: predicted −?\d\.\d{3}, true −?\d\.\d{3}$/,
  );
});

test("the loss curve tells step and value under the pointer", async ({ playground }) => {
  await playground.trainToGoal();
  await playground.element.locator("softlook-loss .u-over").first().hover();
  await expect(playground.element.locator("softlook-loss .readout").first()).toHaveText(
    /^step [\d\u202f–]+: 0?\.?\d+, smoothed/,
  );
});

test("a weight that is no number is loud", async ({ playground }) => {
  await playground.element.locator("softlook-matrix").evaluate((matrix) => {
    const view = matrix as unknown as {
      picture: { frame: { tensors: Record<string, { data: Float32Array }> } };
    };
    view.picture.frame.tensors["attention.weights"]!.data[10] = Number.NaN;
    view.picture = { ...view.picture };
  });
  const cell = playground.cells.nth(10);
  await expect(cell).toHaveText("NaN");
  await expect(cell).toHaveAttribute("data-shade", "broken");
  await cell.hover();
  await expect(playground.element.locator("softlook-matrix .readout")).toContainText(
    "weight not a number",
  );
});
