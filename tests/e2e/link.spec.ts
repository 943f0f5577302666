import type { Page } from "@playwright/test";
import type { SoftLook } from "../../web/src/elements/soft-look.ts";
import { expect, type Playground, test } from "./fixtures.ts";

const notice = (page: Page) => page.locator(".tidings");

async function copyLink({ page }: Playground): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.locator(".share .outcome")).toContainText("Copied.");
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Four rows of the calculator: what asks, what is found, what is brought. */
const numbers = Array(4).fill("0.5 1 1.5 1 0 0 2 2 2").join("\n");

/** Like somebody who changes the address by hand. */
const goTo = (page: Page, hash: string) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, hash);

test("a link to a moment is replayed to the same bits by whoever opens it, and says so if it is not", async ({
  playground,
  site,
}) => {
  const { page, element } = playground;
  await goTo(page, "#/order");
  await expect(element.locator("softlook-matrix select:not(.shows)")).toBeVisible();
  await element.getByLabel("Seed", { exact: true }).fill("7");
  await element.getByLabel("Seed", { exact: true }).press("Enter");
  await expect.poll(() => page.url()).toBe(`${site.url}#/order?v=1&seed=7`);
  await element.locator("softlook-matrix select:not(.shows)").selectOption({ label: "head 2" });
  await playground.choosePace("Flat out");
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(20);
  await playground.button("Pause").click();
  const link = await copyLink(playground);
  const [, step] = /[?&]step=(\d+)&/.exec(link)!;
  expect(link).toMatch(/#\/order\?v=1&seed=7&step=\d+&pace=flat-out&head=\S+:2&bits=[0-9a-f]{16}$/);
  await expect(page.locator(".share .outcome")).toContainText(`It leads to step ${step},`);
  expect(page.url()).toBe(`${site.url}#/order?v=1&seed=7`);

  await page.goto("about:blank");
  await page.goto(link);
  await expect(notice(page)).toContainText(
    `Replayed to step ${step}: the same bits as in the link.`,
  );
  expect(await playground.step()).toBe(Number(step));
  expect(page.url()).toBe(link);
  await expect(element.locator("softlook-matrix select:not(.shows)")).toHaveValue("1");
  await expect(element.getByRole("radio", { name: "Flat out" })).toBeChecked();
  await page.getByRole("button", { name: "Close this notice" }).click();
  await expect(notice(page)).toBeEmpty();

  await goTo(page, link.split("#")[1]!.replace(/bits=.{4}/, "bits=0000"));
  await expect(notice(page)).toContainText("these are not the bits in the link");
  await goTo(page, "#/order?v=1&seed=7&step=10000000");
  await playground.button("Pause").click();
  await expect(notice(page)).toContainText(
    /The link leads to step 10.000.000; the replay was stopped at/,
  );
});

test("what is wrong with an address is said in a sentence, and nothing of it is run", async ({
  playground,
}) => {
  const { page, element } = playground;
  const dialogs: string[] = [];
  page.on("dialog", async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  const wrong: [string, string, string][] = [
    ["#/no-such", "a lesson that is not here, “no-such”", "next-vector"],
    ["#/<img src=x onerror=alert(1)>", "“<img src=x onerror=alert(1)>”", "next-vector"],
    ["#/%E0%A4%A", "a lesson that is not here, “%E0%A4%A”", "next-vector"],
    ["#/order/no-such", "a variant that this lesson has not, “no-such”", "order"],
    ["#/order?v=9&step=3", "of a version that is not known here, “9”", "order"],
    ["#/order?v=1&seed=1e99", "The link's seed, “1e99”, is not", "order"],
    ["#/order?v=1&step=99999999999999999999", "The link's step, “99999999999999999999”", "order"],
    ["#/order?v=1&x=javascript:alert(1)", "no setting, “x=javascript:alert(1)”", "order"],
    ["#/order?v=1&__proto__=1", "no setting, “__proto__=1”", "order"],
    [`#/order?v=1&${"a=1&".repeat(9999)}`, "The address is far too long", "order"],
    // These look like settings: the engine has to say.
    [
      "#/order?v=1&nonsense=1&step=9",
      "The link has settings that cannot be run: there is no setting called",
      "order",
    ],
    ["#/order?v=1&width=1e9&step=9", "“width” must be between", "order"],
  ];
  for (const [hash, said, lesson] of wrong) {
    await goTo(page, hash);
    await expect(notice(page)).toContainText(said);
    await expect(notice(page)).toContainText(
      /The lesson is shown as it begins|The first lesson is/,
    );
    await expect(element).toHaveJSProperty("lesson", lesson);
    await expect(element.getByRole("alert")).toHaveCount(0);
  }
  await expect(playground.button("Train")).toBeEnabled();
  await playground.button("One step").click();
  await expect.poll(() => playground.step()).toBe(1);
  await page.getByText("中文", { exact: true }).click();
  await expect(notice(page)).toContainText("链接里的设置无法运行");
  expect(dialogs).toEqual([]);
});

test("settings in a link are those of the run, and stay in the address", async ({ playground }) => {
  const { page, element } = playground;
  await goTo(page, "#/order?v=1&heads=2&learning-rate=0.02&step=3");
  await expect(notice(page)).toContainText("Replayed to step 3, as the link asks.");
  const moment = await element.evaluate((element: SoftLook) => element.moment());
  expect(moment.changes).toEqual({ heads: 2, "learning-rate": 0.02 });
  await expect(element.locator("softlook-matrix select:not(.shows)").locator("option")).toHaveCount(
    3,
  );
  await playground.button("New seed").click();
  await expect.poll(() => page.url()).toMatch(/v=1&seed=\d+&heads=2&learning-rate=0.02$/);
  await goTo(page, "#/order");
  await expect(
    element.locator("softlook-matrix select:not(.shows)").locator("option"),
  ).not.toHaveCount(3);
  expect(await element.evaluate((element: SoftLook) => element.seed)).toBeUndefined();
});

test("a link to a place that there is not says so, and the lesson is as it is", async ({
  playground,
}) => {
  const { page, element } = playground;
  const weights = "block0.attn.weights";
  for (const place of [`head=${weights}:9`, `head=${weights}:1&lock=99.1`]) {
    await goTo(page, `#/order?v=1&${place}`);
    await expect(notice(page)).toContainText("What was to be looked at lies outside");
    await expect(element.getByRole("alert")).toHaveCount(0);
    await expect(element.locator("[aria-selected=true]")).toHaveCount(0);
    await page.getByRole("button", { name: "Close this notice" }).click();
    await goTo(page, "#/next-vector");
  }
});

test("who goes elsewhere while a run begins gets there", async ({ playground, site }) => {
  const { page, element } = playground;
  await element.evaluate((it) => {
    location.hash = "#/order";
    // Before the page has heard of it: what the lesson that is left would have kept in the address.
    it.dispatchEvent(new CustomEvent("changes", { detail: { changes: { width: 64 } } }));
  });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Order, and its absence");
  expect(page.url()).toBe(`${site.url}#/order`);
});

test("what was turned on the way is turned again; what no link can hold is said where it is copied", async ({
  playground,
}) => {
  const { page, element } = playground;
  const outcome = page.locator(".share .outcome");
  await goTo(page, "#/soft-addressing");
  await expect(playground.button("Train")).toBeEnabled();
  await playground.button("One step").click();
  await expect.poll(() => playground.step()).toBe(1);
  await element.locator(".dial input").fill("0.5");
  await playground.button("One step").click();
  await expect.poll(() => playground.step()).toBe(2);
  const link = await copyLink(playground);
  expect(link).toMatch(/&turns=temperature@1:3\.16\d+&bits=/);
  // A page that changes what is live turns it, too: the run began without.
  await element.evaluate((element: SoftLook) => {
    element.changes = { temperature: 0.25 };
  });
  // Until it is copied, the one before is in the clipboard.
  await expect
    .poll(() => copyLink(playground))
    .toMatch(
      /\?v=1&seed=1&step=2&pace=lively&turns=temperature@1:3\.16\d+,temperature@2:0\.25&bits=/,
    );
  await goTo(page, link.split("#")[1]!);
  await expect(notice(page)).toContainText("Replayed to step 2: the same bits as in the link.");
  await expect(element.locator(".dial output")).toHaveText("3.2");
  await goTo(page, "#/soft-addressing?v=1&step=2&turns=nonsense@1:2");
  await expect(notice(page)).toContainText("“nonsense@1:2”");
  await expect(element.getByRole("alert")).toHaveCount(0);

  await goTo(page, "#/language-model");
  await element.locator("softlook-own-data summary").click();
  await element.getByLabel("Paste it here").fill("a rose is a rose is a rose. ".repeat(30));
  await playground.button("Train on it").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(0);
  await expect.poll(() => copyLink(playground)).not.toMatch(/step|bits/);
  await expect(outcome).toContainText("Your own data are not in it");
});

test("who is compared and what is on show are in the link, and there again when it is opened", async ({
  playground,
}) => {
  const { page, element } = playground;
  const panel = element.locator("softlook-compare");
  const moment = () => element.evaluate((element: SoftLook) => element.moment());
  await goTo(page, "#/order?v=1&compare=none,heads:2");
  await expect(panel.locator("li")).toHaveCount(3);
  await expect(playground.button("Train")).toBeEnabled();
  await element.locator(".steps-taken button").nth(1).click();
  await expect.poll(() => playground.step()).toBe(10);
  await element.locator(".example input").fill("42");
  await element.locator(".example input").press("Enter");
  await panel.getByRole("button", { name: /^Take out C/ }).click();
  await expect.poll(() => page.url()).toMatch(/#\/order\?v=1&compare=none$/);
  const link = await copyLink(playground);
  expect(link).toMatch(/\?v=1&seed=1&step=10&pace=lively&compare=none&example=42&bits=/);

  await goTo(page, "#/next-vector");
  await expect(panel.locator("li")).toHaveCount(0);
  await goTo(page, link.split("#")[1]!);
  await expect(notice(page)).toContainText("Replayed to step 10: the same bits as in the link.");
  await expect(panel.locator("tbody tr")).toHaveCount(2);
  await expect(panel.locator("tbody tr").nth(1).locator("td").first()).toHaveText("10");
  await expect(element.locator(".example input")).toHaveValue("42");
  expect(await moment()).toMatchObject({ compare: ["none"], sample: 41 });

  // What somebody typed goes before the example, and the field says it.
  const field = element.locator("softlook-typed").getByRole("textbox");
  const typed = encodeURIComponent("dog bit man ?");
  await goTo(page, `#/order?v=1&typed=${typed}&head=block0.attn.weights:2`);
  await expect(field).toHaveValue("dog bit man ?");
  await expect(element.locator("softlook-matrix [role=rowheader]")).toContainText(["dog", "bit"]);
  await expect(element.locator("softlook-matrix select").first()).toHaveValue("1");
  expect(await moment()).toMatchObject({ compare: [], sample: "dog bit man ?" });
  await field.fill("no such words");
  await field.press("Enter");
  await expect(element.locator("softlook-typed .refused")).toBeVisible();
  await goTo(page, `#/calculator?v=1&typed=${encodeURIComponent(numbers)}`);
  await expect(element.getByLabel("Q, row 1, number 1", { exact: true })).toHaveValue("0.5");

  for (const [query, said] of [
    ["compare=learned", "compares with “learned”"],
    ["compare=rotary,rotary", "compares with “rotary,rotary”"],
    ["example=0", "an example that this lesson has not, “0”"],
    ["typed=%00", "a line that cannot be typed"],
  ]) {
    await goTo(page, `#/order?v=1&${query}`);
    await expect(notice(page)).toContainText(said!);
  }
});
