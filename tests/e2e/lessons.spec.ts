import { lessonsOfTree } from "./all-lessons.ts";
import { expect, test } from "./fixtures.ts";

const lessons = await lessonsOfTree();

test("the gallery tells of every lesson, and marks the one that is open", async ({
  playground,
}) => {
  const { page } = playground;
  const links = page.locator("#lessons a");
  await expect(links.first()).toBeHidden();
  const button = page.getByRole("button", { name: "All lessons" });
  await button.click();
  await expect(button).toHaveAttribute("aria-expanded", "true");
  await expect(links).toHaveCount(lessons.length);
  for (const [i, { name, title, summary }] of lessons.entries()) {
    await expect(links.nth(i)).toContainText(title.en);
    await expect(links.nth(i)).toContainText(summary.en);
    await expect(links.nth(i)).toHaveAttribute("href", `#/${name}`);
  }
  await expect(page.locator("#lessons [aria-current=page]")).toContainText(lessons[0]!.title.en);
  await page.keyboard.press("Escape");
  await expect(links.first()).toBeHidden();
  await expect(button).toBeFocused();
});

test("the gallery is worked by keyboard, and closes when a lesson is chosen", async ({
  playground,
}) => {
  const { page } = playground;
  const last = lessons.at(-1)!;
  await page.getByRole("button", { name: "All lessons" }).focus();
  await page.keyboard.press("Enter");
  for (const _ of lessons) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(last.title.en);
  await expect(page.locator("#lessons")).toBeHidden();
  expect(new URL(page.url()).hash).toBe(`#/${last.name}`);
});

test("the start page trains by itself, and leads to every lesson, each with its poster", async ({
  page,
  site,
}) => {
  await page.goto(site.url);
  const step = page.locator("soft-look [data-step]");
  await expect.poll(async () => Number(await step.getAttribute("data-step"))).toBeGreaterThan(10);
  await page.getByRole("button", { name: `All ${lessons.length} lessons` }).click();
  const cards = page.locator(".cards li");
  await expect(cards).toHaveCount(lessons.length);
  for (const { name, title, summary } of lessons) {
    const link = page.locator(`.cards a[href="#/${name}"]`);
    await link.scrollIntoViewIfNeeded();
    await expect(link).toContainText(title.en);
    await expect(link).toContainText(summary.en);
    await expect(link.locator("softlook-poster svg")).toBeVisible();
  }
  await page.getByRole("link", { name: lessons.at(-1)!.title.en }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(lessons.at(-1)!.title.en);
  await page.getByRole("link", { name: "softlook" }).click();
  await expect(cards).toHaveCount(lessons.length);
});

test("nothing moves by itself for who wants things to keep still", async ({ page, site }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(site.url);
  await expect(page.locator("softlook-matrix [role=gridcell]").first()).toBeVisible();
  await page.waitForTimeout(300);
  await expect(page.locator("soft-look [data-step]")).toHaveAttribute("data-step", "0");
});

test("every lesson opens at its address, starts, and draws all its views", async ({
  page,
  site,
}) => {
  test.setTimeout(30_000 + 20_000 * lessons.length);
  for (const { name, title, views, ...lesson } of lessons) {
    await page.goto(`${site.url}#/${name}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title.en);
    const element = page.locator("soft-look");
    await expect(element.locator(".view")).toHaveCount(views.length);
    for (const view of await element.locator(".view").all()) {
      await view.scrollIntoViewIfNeeded();
      await expect(view.locator(".waiting")).toHaveCount(0);
    }
    await expect(element.getByRole("alert")).toHaveCount(0);
    if ("still" in lesson) continue;
    await element.getByRole("button", { name: "One step" }).click();
    await expect(element.locator("[data-step='1']")).toHaveCount(1);
  }
});

test("lessons follow one another, and the address goes along", async ({ playground }) => {
  const { page } = playground;
  test.setTimeout(30_000 + 4_000 * lessons.length);
  const heading = page.getByRole("heading", { level: 1 });
  /** What has come into sight is drawn, and moves what is below it: a reader clicks when it stands still. */
  const follow = async (rel: "next" | "prev") => {
    const link = page.locator(`.onward [rel=${rel}]`);
    await link.scrollIntoViewIfNeeded();
    const height = () => link.evaluate((it) => Math.round(it.getBoundingClientRect().top));
    await expect(async () => {
      const before = await height();
      await page.waitForTimeout(300);
      expect(await height()).toBe(before);
    }).toPass({ timeout: 10_000 });
    await link.click();
  };
  for (const { name, title } of lessons.slice(1)) {
    await follow("next");
    await expect(heading).toHaveText(title.en);
    expect(new URL(page.url()).hash).toBe(`#/${name}`);
  }
  await expect(page.locator(".onward [rel=next]")).toHaveCount(0);
  for (const { title } of lessons.slice(0, -1).reverse()) {
    await follow("prev");
    await expect(heading).toHaveText(title.en);
  }
  await expect(page.locator(".onward [rel=prev]")).toHaveCount(0);
});

test("a lesson is told in three layers, by keyboard too", async ({ playground }) => {
  const { page } = playground;
  const panel = page.getByRole("tabpanel");
  const tab = (name: string) => page.getByRole("tab", { name });
  await expect(tab("Idea")).toHaveAttribute("aria-selected", "true");
  await tab("Idea").focus();
  await page.keyboard.press("ArrowRight");
  await expect(tab("Maths")).toBeFocused();
  await expect(panel.locator("math").first()).toBeVisible();
  await expect(panel).toHaveAccessibleName("Maths");
  await page.keyboard.press("End");
  await expect(tab("Code")).toBeFocused();
  await expect(panel.locator("figcaption")).toHaveText([
    "wasm/src/attention/dot.cpp",
    "wasm/src/models/next_vector.cpp",
  ]);
  await expect(panel.locator("pre").first()).toContainText("class Dot final : public Attention");
  await expect(panel.locator("pre .word").first()).toBeVisible();
  await page.getByText("中文", { exact: true }).click();
  await expect(panel).toContainText("整个模型只有十来行");
  await page.keyboard.press("Home");
  await tab("代码").focus();
  await page.keyboard.press("ArrowRight");
  await expect(tab("想法")).toBeFocused();
});

test("nothing of the code is loaded before somebody wants to see it", async ({ page, site }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${site.url}#/next-vector`);
  await expect(page.locator("softlook-matrix [role=gridcell]").first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  const before = asked.length;
  expect(asked.filter((path) => /next_vector|sources|transformer|heads|sound/.test(path))).toEqual(
    [],
  );
  await page.getByRole("tab", { name: "Code" }).click();
  await expect(page.locator(".source pre").first()).toContainText("Attention");
  expect(asked.slice(before).some((path) => path.includes("next_vector"))).toBe(true);
});
