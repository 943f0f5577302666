import { fileURLToPath } from "node:url";
import { expect, Playground, test } from "./fixtures.ts";
import { type Site, serve } from "./serve.ts";

const folder = fileURLToPath(new URL("../../build/site", import.meta.url));

let body: string;
let host: Site;
test.beforeAll(async () => {
  host = await serve(
    folder,
    () => `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,">
      <script type="module" src="softlook.js"></script>${body}`,
  );
});
test.afterAll(() => host.close());

const boxes = {
  "a flexible box": "display: flex",
  "a grid that centres": "display: grid; justify-items: center",
  "a box as wide as its contents": "display: inline-block",
};

for (const [name, style] of Object.entries(boxes)) {
  test(`in ${name} the element is as wide as can be read`, async ({ page }) => {
    body = `<div style="${style}"><soft-look></soft-look></div>`;
    await page.goto(host.url);
    await new Playground(page).opened();
    const width = () => page.evaluate(() => document.querySelector("soft-look")?.offsetWidth ?? 0);
    expect(await width()).toBeGreaterThanOrEqual(600);
    await page.setViewportSize({ width: 320, height: 800 });
    await expect.poll(width).toBeLessThanOrEqual(320);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
}

test("what a page does to its own text does not reach into the element", async ({ page }) => {
  const look = async (css: string) => {
    body = `<style>${css}</style><soft-look></soft-look>`;
    await page.goto(host.url);
    const playground = new Playground(page);
    await playground.opened();
    const properties = ["fontSize", "lineHeight", "letterSpacing", "textTransform", "textAlign"];
    return playground.button("Train").evaluate((button, names) => {
      const style = getComputedStyle(button) as unknown as Record<string, string>;
      return names.map((name) => style[name]);
    }, properties);
  };
  const plain = await look("");
  const hostile =
    "letter-spacing: 3px; text-transform: uppercase; text-align: right; line-height: 3";
  expect(await look(`html { font-size: 62.5% } * { ${hostile} }`)).toEqual(plain);
});
