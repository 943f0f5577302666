import { expect, test } from "./fixtures.ts";
import { show } from "./show.ts";
import { reading } from "./trials.ts";

test("what a mask hides is hatched and said, and scores have signs", async ({ playground }) => {
  const { element, cells } = playground;
  await show(playground, reading);
  const matrix = element.locator("softlook-matrix");
  await expect(matrix.getByText("hidden by the mask", { exact: true })).toBeVisible();
  const shades = await cells.evaluateAll((all) =>
    all.map((cell) => (cell as HTMLElement).dataset.shade),
  );
  const side = Math.sqrt(shades.length);
  shades.forEach((shade, i) => {
    expect(shade === "hidden", String(i)).toBe(i % side > Math.floor(i / side));
  });
  await cells.nth(1).hover();
  await expect(matrix.locator(".readout")).toContainText("the mask hides it");
  await expect(cells.nth(1)).toHaveAccessibleName("hidden by the mask");
  await matrix.locator("select.shows").selectOption("scores");
  await expect(matrix.locator(".ramp.signed")).toBeVisible();
  const numbers = (await cells.allInnerTexts()).filter((text) => text !== "");
  expect(numbers).toHaveLength((side * (side + 1)) / 2);
  expect(numbers.some((number) => number.startsWith("−"))).toBe(true);
  await expect(matrix.locator("[data-shade=negative]")).not.toHaveCount(0);
  await cells.nth(side).hover();
  await expect(matrix.locator(".readout")).toContainText("match with a score of");
});

test("a word that is locked is so in all pictures, until Esc", async ({ playground }) => {
  const { element, page } = playground;
  await show(playground, reading);
  const strip = element.locator("softlook-strip");
  const lines = element.locator("softlook-lines");
  const word = (view: typeof strip, row: number) =>
    view.locator(`[data-row="${row}"][data-column="0"]`);
  // Nothing pointed at: every line, and how much they carry.
  await lines.scrollIntoViewIfNeeded();
  await expect(lines.locator(".readout")).toHaveText(/^The lines drawn carry \d+.% of all/);
  const many = await lines.locator("line:not(.right)").count();
  await lines.getByLabel("Lines").selectOption("top-1");
  expect(await lines.locator("line:not(.right)").count()).toBeLessThan(many);
  await word(lines, 3).hover();
  await expect(lines.locator(".readout")).toHaveText(/^“.*” looks at “.*” 0\.\d\d/);
  await expect(lines.locator("line[stroke-opacity='0.06']")).not.toHaveCount(0);

  await word(strip, 3).click();
  await expect(strip.locator("#hint")).toHaveText(/^Locked/);
  await expect(word(strip, 3)).toHaveAttribute("aria-pressed", "true");
  await expect(word(lines, 3)).toHaveAttribute("aria-pressed", "true");
  const locked = element.locator("softlook-matrix td.locked");
  await expect(locked).toHaveAttribute("data-row", "3");
  // Those after the fourth letter are hidden from it.
  await expect(strip.locator(".hidden").first()).toHaveAttribute("data-row", "4");
  const letters = element.locator("softlook-matrix thead th");
  const [from, to] = [3, Number(await locked.getAttribute("data-column"))];
  const label = async (i: number) => (await letters.nth(i).innerText()).trim();
  await expect(element.locator("softlook-explain summary")).toContainText(
    `How “${await label(from)}`,
  );
  await expect(element.locator("softlook-explain summary")).toContainText(
    `look at “${await label(to)}`,
  );
  await page.keyboard.press("Escape");
  await expect(word(lines, 3)).toHaveAttribute("aria-pressed", "false");
  await expect(locked).toHaveCount(0);

  await word(strip, 3).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(word(strip, 2)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(locked).toHaveAttribute("data-row", "2");
  await page.keyboard.press("Enter");
  await expect(locked).toHaveCount(0);
  await expect(strip.getByRole("status")).toHaveText("Unlocked.");
});
