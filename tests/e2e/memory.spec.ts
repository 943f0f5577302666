import type { SoftLook } from "../../web/src/elements/soft-look.ts";
import { expect, test } from "./fixtures.ts";
import { MemoryProbe } from "./memory.ts";

/** What a heap moves by, up and down, without growing. */
const sway = 2_000_000;
const long = 10 * 60;

test.describe("training flat out, with all pictures on the screen", () => {
  test.use({ viewport: { width: 1280, height: 2600 } });

  for (const seconds of [8, long]) {
    test(`takes no more memory after ${seconds} seconds than before`, async ({ page, site }) => {
      const isLong = seconds === long;
      test.skip(isLong && !process.env.SOFTLOOK_LONG, "ten minutes: npm run test:long runs it");
      test.setTimeout((seconds + 90) * 1000);
      const probe = await MemoryProbe.of(page);
      await page.goto(`${site.url}#/language-model`);
      const element = page.locator("soft-look");
      await element.locator("softlook-loss").waitFor();
      // It goes on beyond the goal, and its frames are counted.
      await element.evaluate((look: SoftLook) => {
        window.gathered = [];
        look.addEventListener("done", () => look.play());
        look.addEventListener("frame", () => window.gathered.push(""));
      });
      await element.getByText("Flat out", { exact: true }).click();
      await element.getByRole("button", { name: "Train" }).click();
      const frames = () => page.evaluate(() => window.gathered.length);
      const measure = async () => ({
        page: await probe.ofPage(),
        worker: await probe.ofWorker(),
      });
      await expect.poll(frames, { timeout: 30_000 }).toBeGreaterThan(10);
      const before = await measure();
      const drawn = await frames();
      await page.waitForTimeout(seconds * 1000);
      expect((await frames()) - drawn).toBeGreaterThan(seconds);
      const after = await measure();
      for (const where of ["page", "worker"] as const) {
        for (const kind of ["heap", "documents", "buffers"] as const) {
          const growth = after[where][kind] - before[where][kind];
          expect(growth, `${kind} of the ${where}`).toBeLessThan(sway);
        }
      }
    });
  }
});
