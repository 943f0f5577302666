import type { Locator } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { show } from "./show.ts";
import { reversal, watched } from "./trials.ts";

/** How far along a plot its line stands, as a share. */
async function lineOf(plot: Locator): Promise<number> {
  const [over, line] = [plot.locator(".u-over"), plot.locator(".read-at")];
  const [room, at] = [(await over.boundingBox())!, (await line.boundingBox())!];
  return (at.x - room.x) / room.width;
}

test("curves of heads and of gradients grow out of sight, too, and tell the step under the pointer", async ({
  playground,
}) => {
  const { element, page } = playground;
  await show(playground, watched);
  const curves = element.locator("softlook-curves");
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBe(watched.goal);
  await curves.scrollIntoViewIfNeeded();
  const heads = curves.locator("li span");
  await expect(curves.locator(".readout")).toHaveText(`step ${watched.goal}`);
  await expect(heads).toHaveText([/^head 1 \d\.\d\d bits$/, /^head 2 \d\.\d\d bits$/]);
  await expect(curves.locator("[role=img]")).toHaveAccessibleName(/^entropy of each head/);
  // It was not in sight while it trained, and knows the beginning nevertheless.
  const plot = (await curves.locator(".u-over").boundingBox())!;
  await page.mouse.move(plot.x + 2, plot.y + 20);
  await expect(curves.locator(".readout")).toHaveText(/^step \d{1,2}$/);
  await curves.getByLabel("Curve of").selectOption("truth");
  await expect(heads.first()).toHaveText(/^head 1 [\d.]+.%$/);

  const loss = element.locator("softlook-loss");
  await loss.scrollIntoViewIfNeeded();
  const norm = loss.locator(".readout").last();
  await expect(norm).toHaveText(new RegExp(`^step ${watched.goal}: [\\d.]+$`));
  await loss.locator("softlook-step-plot .u-over").hover();
  await expect(norm).not.toHaveText(new RegExp(`^step ${watched.goal}:`));
  await playground.button("Reset").click();
  await expect(norm).toHaveText("No step yet.");
});

test("every curve is read at one of its points: under the pointer, by keys, and the line stands there", async ({
  playground,
}) => {
  const { element, page } = playground;
  await show(playground, watched);
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBe(watched.goal);
  const score = element.locator("softlook-score").last();
  const value = score.locator("li span");
  await score.scrollIntoViewIfNeeded();
  const stepOf = async (told: Locator) => Number(/step (\d+)/.exec(await told.innerText())![1]);
  await expect.poll(() => stepOf(value)).toBe(watched.goal);
  // How many points there are between depends on the machine: the first of all is never the last.
  for (const share of [0.62, 0.02]) {
    const room = (await score.locator(".u-over").boundingBox())!;
    await page.mouse.move(room.x + share * room.width, room.y + 30);
    await expect(async () => {
      const told = (await stepOf(value)) / watched.goal;
      expect(Math.abs((await lineOf(score.locator(".plot"))) - told)).toBeLessThan(0.01);
      if (share < 0.1) expect(told).toBeLessThan(1);
    }).toPass({ timeout: 10_000 });
  }
  await page.mouse.move(0, 0);
  await expect.poll(() => stepOf(value)).toBe(watched.goal);

  const plots = {
    score: score.locator(".plot"),
    loss: element.locator("softlook-loss .plot").first(),
    norm: element.locator("softlook-loss softlook-step-plot .plot"),
    heads: element.locator("softlook-curves .plot"),
  };
  for (const plot of Object.values(plots)) {
    await plot.focus();
    await expect(plot).toHaveAccessibleDescription(/← and →/);
    const line = plot.locator(".read-at");
    await expect(line).toBeHidden();
    await page.keyboard.press("Home");
    await expect(line).toBeVisible();
    const first = await lineOf(plot);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => lineOf(plot)).toBeGreaterThan(first);
    await page.keyboard.press("Escape");
    await expect(line).toBeHidden();
  }
  await plots.loss.focus();
  await page.keyboard.press("Home");
  await expect(element.locator("softlook-loss").getByRole("status")).toHaveText(
    /^step 1: [\d.]+, smoothed/,
  );
  await page.keyboard.press("Tab");
  await expect(plots.norm).toBeFocused();
  await expect(plots.loss.locator(".read-at")).toBeHidden();
});

test.describe("under a finger", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });

  test("hints speak of tapping, and what was tapped stays to be read", async ({ playground }) => {
    const { element } = playground;
    await show(playground, { ...reversal, goal: 20 });
    await playground.button("Train").click();
    await expect.poll(() => playground.step()).toBe(20);
    const matrix = element.locator("softlook-matrix");
    await expect(matrix.locator("#hint")).toHaveText("Tap for three decimals, and to lock.");
    await matrix.getByRole("gridcell").first().tap();
    await expect(matrix.locator("#hint")).toHaveText("Locked. Tap it again to unlock.");
    await element.locator(".panels").getByRole("button", { name: "Curves" }).tap();
    const loss = element.locator("softlook-loss");
    await loss.locator(".plot").first().tap();
    await expect(loss.locator(".readout").first()).toHaveText(/^step \d+: /);
    await expect(loss.locator("#hint").last()).toHaveText("Tap a curve to read it at one step.");
  });
});
