import { expect, test } from "./fixtures.ts";

test("a locked weight is explained, with numbers that are asked for only then, and copied", async ({
  playground,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { element, cells, page } = playground;
  await element.evaluate((element) => {
    element.addEventListener("frame", (event) => {
      const { tensors } = (event as CustomEvent<{ tensors: object }>).detail;
      window.gathered = Object.keys(tensors);
    });
  });
  const sent = () => page.evaluate(() => window.gathered);
  await playground.button("One step").click();
  await expect.poll(sent).toContain("attention.weights");
  const view = element.locator("softlook-explain");
  await view.scrollIntoViewIfNeeded();
  // The strongest look of the last row, until something is locked.
  await expect(view.locator("summary").first()).toHaveText(/^How “x8” came to look at “x\d”/);
  expect(await sent()).not.toContain("W");

  await cells.nth(10).click();
  const summary = view.getByText("How “x2” came to look at “x3” with weight");
  await summary.click();
  await expect.poll(sent).toEqual(expect.arrayContaining(["W", "U", "queries", "keys"]));
  await expect(view.getByRole("heading", { level: 3 })).toHaveText([
    "What “x2” asks: its query",
    "What “x3” is found by: its key",
    /^How well the two match: the score S = q·k$/,
    /^Its share among all keys/,
    /^What comes of it/,
  ]);
  const weight = await cells.nth(10).innerText();
  const last = view.locator(".equation", { hasText: /^a = / });
  await expect(last.locator("b")).toHaveText(new RegExp(`^${weight.slice(0, 3)}`));
  await view.getByText("A learned matrix times what was read").first().click();
  await expect(view.locator(".equation", { hasText: /^q₁ = / })).toContainText("… 12 more");

  await view.getByRole("button", { name: "All numbers" }).click();
  await expect(view.locator(".equation", { hasText: /^q₁₆ = / })).not.toContainText("more");
  await view.getByRole("button", { name: "Copy as LaTeX" }).click();
  await expect(view.getByRole("status")).toHaveText("Copied");
  const latex = await page.evaluate(() => navigator.clipboard.readText());
  expect(latex).toMatch(/^% How “x2” came to look at “x3” with weight 0\.\d+\n/);
  expect(latex).toContain("\\[ S = ");
  await view.getByRole("button", { name: "Copy as text" }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/\nq = \(.*\)\n[\s\S]*\na = [\d.]+ \/ [\d.]+ = 0\.\d+\n/);

  // The explanation goes with the lock, and the lock with Esc.
  await page.keyboard.press("Escape");
  await expect(view.locator("summary").first()).toHaveText(/^How “x8”/);
});

test("the calculator explains its weights in the same way, with numbers that can be edited", async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}#/calculator`);
  const view = page.locator("softlook-calculator");
  const weight = view.locator("softlook-explained .equation", { hasText: /^a = / });
  await expect(weight).toHaveCount(1);
  for (const column of [1, 2, 3]) {
    const field = view.getByLabel(`Q, row 1, number ${column}`, { exact: true });
    await field.fill("0");
    await field.press("Enter");
  }
  await expect(weight).toHaveText("a = 1 / 4 = 0.25000");
  await page.getByText("Additive", { exact: true }).click();
  await expect(view.locator(".formula").first()).toHaveText("S = v·tanh(Wq + Uk)");
});
