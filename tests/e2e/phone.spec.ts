import { fileURLToPath } from "node:url";
import type { Locator } from "@playwright/test";
import { expect, Playground, test } from "./fixtures.ts";
import { serve } from "./serve.ts";

const panel = (element: Locator, name: string) =>
  element.getByRole("group", { name: "What is shown" }).getByRole("button", { name });

test.describe("in a window as large as a phone's", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("one panel is shown at a time, and the buttons stay in reach in each", async ({
    playground,
  }) => {
    const { page, element } = playground;
    const shown = {
      Text: page.getByRole("heading", { name: "A soft look-up" }),
      Pictures: element.locator("softlook-matrix"),
      Curves: element.locator("softlook-loss"),
      Controls: element.getByLabel("Seed", { exact: true }),
    };
    await expect(panel(element, "Pictures")).toHaveAttribute("aria-pressed", "true");
    for (const [name, its] of Object.entries(shown)) {
      await panel(element, name).tap();
      for (const [other, part] of Object.entries(shown)) {
        if (other === name) await expect(part).toBeVisible();
        else await expect(part, `${other} beside ${name}`).toBeHidden();
      }
      await its.scrollIntoViewIfNeeded();
      await expect(playground.button("Train")).toBeInViewport();
      await expect(panel(element, "Curves")).toBeInViewport();
    }
  });

  test("nothing lies beneath the buttons for good, and nothing scrolls within what scrolls", async ({
    playground,
  }) => {
    const { page, element } = playground;
    await panel(element, "Text").tap();
    const last = page.locator("article li, article p").last();
    await last.evaluate((node) => node.scrollIntoView({ block: "end" }));
    await page.evaluate(() => scrollBy(0, 150));
    const [text, bar] = [await last.boundingBox(), await playground.button("Train").boundingBox()];
    expect(text!.y + text!.height).toBeLessThanOrEqual(bar!.y);
    const inner = await element.evaluate((host) =>
      [...host.shadowRoot!.querySelectorAll("*"), ...host.querySelectorAll("*")]
        .filter((node) => /auto|scroll/.test(getComputedStyle(node).overflowY))
        .filter((node) => node.scrollHeight > node.clientHeight + 1)
        .map((node) => node.className),
    );
    expect(inner).toEqual([]);
  });

  test("a panel begins at its beginning, and the text outlives a turn of the phone", async ({
    playground,
  }) => {
    const { page, element } = playground;
    await panel(element, "Text").tap();
    await page.evaluate(() => scrollTo(0, 2000));
    await panel(element, "Curves").tap();
    await expect(element.locator("softlook-loss")).toBeInViewport();
    await page.setViewportSize({ width: 844, height: 390 });
    await expect(page.getByRole("heading", { name: "A soft look-up" })).toBeVisible();
    await expect(panel(element, "Curves")).toBeHidden();
    await expect(element.locator("softlook-matrix")).toBeVisible();
  });
});

test("on a phone there is no panel of what a page has hidden", async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${site.url}#/next-vector`);
  const { element } = new Playground(page);
  const offered = element.locator(".panels button");
  await expect(offered).toHaveCount(4);
  await offered.last().click();
  const hide = (names: string) =>
    element.evaluate((node, names) => node.setAttribute("hide", names), names);
  await hide("all");
  await expect(offered).toHaveText(["Text", "Pictures", "Curves"]);
  await expect(element.locator("softlook-matrix")).toBeVisible();
  await hide("pace seed settings example files");
  await expect(offered.last()).toHaveText("Controls");
  await hide("pace seed settings example files shortcuts");
  await expect(offered).toHaveCount(3);
});

test("in a narrow column of somebody's page it shows one panel at a time, too", async ({
  page,
}) => {
  const folder = fileURLToPath(new URL("../../build/site", import.meta.url));
  const host = await serve(
    folder,
    () => `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,">
      <script type="module" src="softlook.js"></script>
      <div style="width: 360px"><soft-look lesson="next-vector"></soft-look></div>`,
  );
  await page.goto(host.url);
  const { element } = new Playground(page);
  await expect(element.locator("softlook-matrix")).toBeVisible();
  await expect(element.locator("softlook-loss")).toBeHidden();
  await expect(panel(element, "Text")).toHaveCount(0);
  // A page may have a text of its own.
  await element.evaluate((node) => {
    node.innerHTML = '<p slot="text">What is seen here</p>';
  });
  await panel(element, "Text").click();
  await expect(page.getByText("What is seen here")).toBeVisible();
  await expect(element.locator("softlook-matrix")).toBeHidden();
  await host.close();
});
