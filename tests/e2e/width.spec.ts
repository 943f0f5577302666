import { expect, test } from "./fixtures.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

for (const width of [390, 320, 280]) {
  test(`in the middle of a very long run, nothing is wider than ${width} pixels`, async ({
    page,
    playground,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await playground.element.evaluate((element) => element.setAttribute("seed", "4294967295"));
    await playground.element.locator("[data-panel=controls]").click();
    await playground.choosePace("Flat out");
    await playground.button("Train").click();
    await expect.poll(() => playground.step()).toBeGreaterThan(1_000_000_000);
    const content = () => page.evaluate(() => document.documentElement.scrollWidth);
    for (const language of ["中文", "English"]) {
      await page.getByText(language, { exact: true }).click();
      await page.waitForTimeout(100);
      expect(await content(), language).toBeLessThanOrEqual(width);
    }
    const seed = playground.element.getByLabel("Seed", { exact: true });
    await seed.fill("none");
    await seed.press("Enter");
    await expect(playground.element.getByRole("alert")).toBeVisible();
    expect(await content(), "with a complaint").toBeLessThanOrEqual(width);
  });
}

// Nobody waits for a billion steps: the worker's own numbers, with many steps more and a score gone astray.
test.beforeEach(async ({ page, site }) => {
  await page.addInitScript(() => {
    const listen = Worker.prototype.addEventListener;
    Worker.prototype.addEventListener = function (type: string, listener: (event: Event) => void) {
      listen.call(this, type, (event: Event) => {
        const { frame } = (event as MessageEvent).data ?? {};
        if (frame?.step > 0) frame.step += 4_000_000_000;
        if (frame?.score) frame.score.error = 1e6;
        listener(event);
      });
    };
  });
  await page.goto(site.url);
});
