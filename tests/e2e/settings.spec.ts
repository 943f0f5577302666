import type { SoftLook } from "../../web/src/elements/soft-look.ts";
import { expect, type Playground, test } from "./fixtures.ts";
import { show } from "./show.ts";
import { reversal } from "./trials.ts";

const panel = ({ element }: Playground) => element.locator("softlook-settings");
const setting = (playground: Playground, name: string) =>
  panel(playground).locator(`[data-setting="${name}"]`);
const bar = (playground: Playground) => panel(playground).locator(".bar");

async function opened(playground: Playground): Promise<void> {
  await show(playground, reversal);
  await panel(playground).getByText("Settings", { exact: true }).click();
}

test("Reset and a new seed keep what was turned; a script's reset() does not", async ({
  playground,
}) => {
  await opened(playground);
  const { element } = playground;
  const rate = setting(playground, "learning-rate").getByLabel("Learning rate", { exact: true });
  const turns = () =>
    element.evaluate(async (it: SoftLook) => (await it.moment()).digest?.turns ?? null);
  const turned = [{ step: 0, setting: "learning-rate", value: 0.02 }];
  await playground.button("One step").click();
  await rate.fill("0.02");
  await rate.press("Enter");
  for (const again of ["Reset", "New seed"]) {
    await playground.button(again).click();
    await expect.poll(turns, again).toEqual(turned);
    await expect(rate).toHaveValue("0.02");
    await expect(panel(playground)).toContainText("Changed: learning rate 0.01 → 0.02");
  }
  await element.evaluate((it: SoftLook) => it.reset());
  await expect.poll(turns).toEqual([]);
  await expect(rate).toHaveValue("0.01");
});

test("a person changes settings: live ones act at once, the others from the next start on", async ({
  playground,
}) => {
  await opened(playground);
  const { element, page } = playground;
  await playground.choosePace("Slow");
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(2);
  const before = await playground.step();

  await test.step("a live one", async () => {
    const rate = setting(playground, "learning-rate").getByLabel("Learning rate", { exact: true });
    await expect(rate).toHaveValue("0.01");
    await rate.fill("0.02");
    await rate.press("Enter");
    await expect(panel(playground)).toContainText("Changed: learning rate 0.01 → 0.02");
    await expect(bar(playground)).toHaveCount(0);
    expect(await playground.step()).toBeGreaterThanOrEqual(before);
  });

  await test.step("one that is none is refused in a sentence", async () => {
    const heads = setting(playground, "heads").getByLabel("Heads", { exact: true });
    await heads.fill("65");
    await heads.press("Enter");
    await expect(panel(playground).getByRole("alert")).toHaveText(
      "Heads is a whole number from 1 to 64.",
    );
    await expect(heads).toHaveAccessibleDescription("Heads is a whole number from 1 to 64.");
    await heads.press("Escape");
    await expect(heads).toHaveValue("2");
  });

  await test.step("what only the engine can refuse it does, and the run is left alone", async () => {
    const heads = setting(playground, "heads").getByLabel("Heads", { exact: true });
    await heads.fill("3");
    await heads.press("Enter");
    await expect(bar(playground)).toContainText("Restart with changes: heads 2 → 3");
    await expect(bar(playground)).toBeInViewport();
    await panel(playground).getByRole("button", { name: "Restart", exact: true }).click();
    const sentence = bar(playground).locator("[lang=en]");
    await expect(sentence).toContainText("3 does not divide 32");
    await expect(playground.button("Pause")).toBeVisible();
    expect(await playground.step()).toBeGreaterThanOrEqual(before);
    await panel(playground).getByRole("button", { name: "Leave it" }).click();
    await expect(bar(playground)).toHaveCount(0);
    await expect(heads).toHaveValue("2");
  });

  await test.step("a restart names the difference, and starts with it", async () => {
    await setting(playground, "attention").getByRole("combobox").selectOption("dot");
    await setting(playground, "heads").getByRole("slider").fill("3");
    await expect(bar(playground)).toContainText(
      "Restart with changes: attention multi-head → dot product, heads 2 → 4",
    );
    const told = element.evaluate(
      (element: SoftLook) =>
        new Promise((resolve) => {
          element.addEventListener("changes", ({ detail }) => resolve(detail), { once: true });
        }),
    );
    await panel(playground).getByRole("button", { name: "Restart", exact: true }).click();
    expect(await told).toEqual({
      lesson: "reversal",
      variant: "two-heads",
      changes: { attention: "dot", heads: 4, "learning-rate": 0.02 },
    });
    await expect(panel(playground)).toContainText(
      "Changed: attention multi-head → dot product, heads 2 → 4, learning rate 0.01 → 0.02",
    );
    await expect(page.locator("softlook-embedding code").first()).toContainText(
      'attention="dot" heads="4" learning-rate="0.02"',
    );
    await expect(playground.button("Pause")).toBeVisible();
    // All of them averaged, and each of four; a picture out of sight is not drawn anew.
    await element.locator("softlook-matrix").scrollIntoViewIfNeeded();
    await expect(
      element.locator("softlook-matrix .head-select").first().locator("option"),
    ).toHaveCount(5);
  });

  await test.step("and there is a way back", async () => {
    await page.getByText("中文", { exact: true }).click();
    await expect(panel(playground)).toContainText("已更改：注意力 多头 → 点积，头数 2 → 4");
    await panel(playground).getByRole("button", { name: "恢复本课原样" }).click();
    await expect(panel(playground)).not.toContainText("已更改");
    await expect(setting(playground, "heads").getByLabel("头数", { exact: true })).toHaveValue("2");
  });
});

test("attributes set what the settings are, as they change", async ({ playground }) => {
  const { element } = playground;
  const set = (name: string, value: string | null) =>
    element.evaluate(
      (element, [name, value]) =>
        value === null ? element.removeAttribute(name!) : element.setAttribute(name!, value),
      [name, value] as const,
    );
  const heard = () => element.evaluate((element: SoftLook) => element.dataset.heard);
  await element.evaluate((element: SoftLook) => {
    element.addEventListener("error", ({ detail }) => {
      element.dataset.heard = detail.kind;
    });
    element.setAttribute("attention", "multi-head");
    element.setAttribute("heads", "4");
  });
  const heads = setting(playground, "heads").locator("#control");
  await expect(heads).toHaveValue("4");
  // What the page's author gives is the lesson as it is here.
  await expect(panel(playground)).not.toContainText("Changed");
  await expect(element.locator("softlook-matrix .head-select").first()).toBeVisible();

  await set("heads", "3");
  const notice = element.locator(".notice");
  await expect(notice).toContainText("The lesson cannot run with these settings.");
  await expect(notice).toContainText("3 does not divide 16");
  expect(await heard()).toBe("refused");
  await set("heads", "many");
  await expect(notice).toContainText("“heads” must be a number, got “many”.");
  await set("heads", null);
  await set("attention", null);
  await expect(notice).toHaveCount(0);
  await expect(playground.cells).toHaveCount(64);
  await playground.button("One step").click();
  await expect.poll(() => playground.step()).toBe(1);

  await test.step("live ones act at once, and the run goes on", async () => {
    await playground.button("Train").click();
    await expect.poll(() => playground.step()).toBeGreaterThan(20);
    await set("learning-rate", "0.05");
    await expect(setting(playground, "learning-rate").locator("#control")).toHaveValue("0.05");
    await expect(playground.button("Pause")).toBeVisible();
    expect(await playground.step()).toBeGreaterThan(20);
    await playground.button("Pause").click();
  });

  await test.step("changes are of a lesson: another one begins without", async () => {
    await element.evaluate((element: SoftLook) => {
      element.changes = { length: 6 };
    });
    await expect(playground.cells).toHaveCount(36);
    await element.evaluate((element: SoftLook) => {
      element.lesson = "order";
      element.play();
    });
    await expect.poll(() => playground.step()).toBeGreaterThan(0);
    expect(await element.evaluate((element: SoftLook) => element.changes)).toEqual({});
  });
});

test("what a page locks says so where it is opened, and takes nothing", async ({ playground }) => {
  const { page, element } = playground;
  await element.evaluate((element: SoftLook) => {
    element.lesson = "language-model";
    element.lock = ["data", "files"];
  });
  await expect(playground.button("Train")).toBeEnabled();
  for (const part of ["softlook-own-data", "softlook-keep"]) {
    const panel = element.locator(part);
    await panel.locator("summary").focus();
    await page.keyboard.press("Enter");
    await expect(panel).toContainText("The author of this page has fixed this");
    for (const control of await panel.locator("button, textarea").all()) {
      await expect(control).toBeDisabled();
    }
    await panel.locator(".room").dispatchEvent("drop", {
      dataTransfer: await page.evaluateHandle(() => {
        const carried = new DataTransfer();
        carried.items.add(new File(["a rose is a rose ".repeat(30)], "rose.txt"));
        return carried;
      }),
    });
    await expect(panel.getByRole("alert")).toBeEmpty();
    await expect(panel.locator("pre")).toHaveCount(0);
  }
});

test("a page hides controls and locks others, and the keys with them", async ({ playground }) => {
  await opened(playground);
  const { element, page } = playground;
  const warned = page.waitForEvent("console", (message) =>
    message.text().includes("knows no `sede`"),
  );
  await element.evaluate((element: SoftLook) => {
    element.setAttribute("hide", "pace sede dropout reset");
    element.lock = ["seed", "heads", "step"];
  });
  await warned;
  await expect(element.getByText("Lively")).toHaveCount(0);
  await expect(setting(playground, "dropout")).toHaveCount(0);
  await expect(element.getByLabel("Seed", { exact: true })).toBeDisabled();
  await expect(element.getByLabel("Seed", { exact: true })).toHaveValue("1");
  await expect(playground.button("100 steps")).toBeDisabled();
  await expect(setting(playground, "heads").getByLabel("Heads", { exact: true })).toBeDisabled();
  await expect(setting(playground, "heads")).toContainText("fixed on this page");
  await element.locator(".frame").focus();
  for (const key of ["n", "s", "d", "f"]) await page.keyboard.press(key);
  await page.keyboard.press("Space");
  await expect.poll(() => playground.step()).toBeGreaterThan(5);
  const reached = await playground.step();
  await page.keyboard.press("r");
  await expect.poll(() => playground.step()).toBeGreaterThanOrEqual(reached);
  await expect(element.getByLabel("Seed", { exact: true })).toHaveValue("1");
  await element.evaluate((element: SoftLook) => {
    element.hide = ["all"];
  });
  await expect(element.getByRole("button", { name: /Train|Pause|Reset/ })).toHaveCount(0);
  await expect(panel(playground)).toHaveCount(0);
  await expect(playground.cells.first()).toBeVisible();
});
