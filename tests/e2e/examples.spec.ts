import { fileURLToPath } from "node:url";
import { build } from "vite";
import { expect, Playground, test } from "./fixtures.ts";
import { type Site, serve } from "./serve.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

test.describe("the tutorial of three elements", () => {
  let tutorial: Site;
  test.beforeAll(async ({ site }) => {
    tutorial = await serve(path("../../examples/three"), (html) =>
      html.replace("../../build/site/softlook.js", `${site.url}softlook.js`),
    );
  });
  test.afterAll(() => tutorial.close());

  test("trains all three at one press, and what it says of them holds", async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 2400 });
    await page.goto(tutorial.url);
    const elements = page.locator("soft-look");
    for (const place of [0, 1, 2]) {
      await expect(elements.nth(place).locator("[role=gridcell]")).not.toHaveCount(0);
    }
    const button = page.getByRole("button", { name: "Train all three" });
    await expect(button).toBeDisabled();
    await page.getByLabel("the warm one").check();
    await button.click();
    const result = page.locator("#result");
    await expect(result).toContainText("You saw it coming.", { timeout: 25_000 });
    await expect(result).toContainText("warm 100 %");
    const shares = (await result.innerText()).match(/(?:hot|cold) (\d+) %/g) ?? [];
    expect(shares.map((share) => Number(share.match(/\d+/)![0]) < 60)).toEqual([true, true]);
    await expect(page.getByRole("heading", { name: "Why" })).toBeVisible();
    await page.setViewportSize({ width: 320, height: 800 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});

test("the tutorial in React: its state goes into the element, and events come back", async ({
  page,
}) => {
  const folder = path("../../build/examples/react");
  await build({
    root: path("../../examples/react"),
    configFile: false,
    logLevel: "error",
    base: "./",
    build: { outDir: folder, emptyOutDir: true },
  });
  const tutorial = await serve(folder);
  await page.setViewportSize({ width: 1280, height: 1600 });
  await page.goto(tutorial.url);
  const playground = new Playground(page);
  await playground.opened();
  for (const name of ["No positions", "Learned positions", "Distances (ALiBi)"]) {
    await page.getByRole("button", { name }).click();
    await playground.button("Train").click();
    await expect(page.getByRole("row", { name }).getByRole("cell").first()).toContainText("%");
  }
  const cells = (name: string) => page.getByRole("row", { name }).getByRole("cell").first();
  expect(Number.parseInt(await cells("No positions").innerText(), 10)).toBeLessThan(65);
  expect(Number.parseInt(await cells("Distances").innerText(), 10)).toBeGreaterThan(90);
  await page.getByRole("button", { name: "Start this model over" }).click();
  await expect.poll(() => playground.step()).toBe(0);
  await tutorial.close();
});
