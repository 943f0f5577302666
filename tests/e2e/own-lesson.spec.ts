import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import type { SoftLook } from "../../web/src/elements/soft-look.ts";
import { expect, Playground, test } from "./fixtures.ts";
import { type Site, serve } from "./serve.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
/** The lesson that the document shows. */
const example = /```json\n([\s\S]*?)```/.exec(readFileSync(path("../../LESSONS.md"), "utf8"))![1]!;

let body = "";
let host: Site;
test.beforeAll(async () => {
  host = await serve(
    path("../../build/site"),
    () => `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,">
      <script type="module" src="softlook.js"></script>${body}`,
  );
});
test.afterAll(() => host.close());

async function open(page: Page, html: string): Promise<Playground> {
  body = html;
  await page.goto(host.url);
  return new Playground(page);
}

const notice = ({ element }: Playground) => element.getByRole("alert");

test("the document's lesson comes from a file, with its words in both languages", async ({
  page,
}) => {
  await page.route("**/my-lesson.json", (route) => route.fulfill({ body: example }));
  const playground = await open(
    page,
    '<soft-look src="my-lesson.json" pace="flat-out"><p slot="text">Mind the <em>first</em> row.</p></soft-look>',
  );
  await playground.opened();
  const { element } = playground;
  await expect(element.getByRole("heading", { name: "Backwards" })).toBeVisible();
  await expect(page.getByText("Mind the first row.")).toBeVisible();
  await expect(element.getByText("Then choose")).toBeVisible();
  await expect(element.locator(".view")).toHaveCount(3);
  await element.getByText("no positions", { exact: true }).click();
  await playground.button("Train").click();
  await expect(element.getByText("300 steps done.")).toBeVisible();
  await page.evaluate(() => {
    document.documentElement.lang = "zh";
  });
  await expect(element.getByRole("heading", { name: "倒着读" })).toBeVisible();
});

test("it comes from inside the element, in one language, and its words are no HTML", async ({
  page,
}) => {
  const lesson = { ...JSON.parse(example), variants: [] };
  lesson.title = "<img src=x onerror=alert(1)>倒着读";
  lesson.text = "只有 <b>中文</b>。";
  const json = JSON.stringify(lesson);
  const playground = await open(
    page,
    `<soft-look><script type="application/json">${json}</script></soft-look>`,
  );
  await playground.opened();
  const { element } = playground;
  await expect(element.getByRole("heading", { level: 2, name: lesson.title })).toBeVisible();
  await expect(element.getByText("只有 <b>中文</b>。")).toBeVisible();
  await expect(element.locator("img")).toHaveCount(0);
  // Written anew by the page, it is another lesson.
  await page.evaluate(() => {
    document.querySelector("soft-look > script")!.textContent = '{ "title": "x" }';
  });
  await expect(notice(playground)).toContainText("The lesson lacks “config”.");
  // What holds nothing is no lesson, and two are not one.
  await page.evaluate(() => {
    document.querySelector("soft-look > script")!.textContent = "";
  });
  await expect(notice(playground)).toContainText("is empty: write a lesson in it");
  await page.evaluate(() => {
    const first = document.querySelector("soft-look > script")!;
    first.after(first.cloneNode());
  });
  await expect(notice(playground)).toContainText("There are 2 scripts of JSON in the element");
});

test.describe("what cannot be shown says why, and can be mended", () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test("from a file", async ({ page }) => {
    const config = { task: "reverse", model: "transformer", attention: "multi-head" };
    const lesson = { title: "x", config, goal: 9, views: [{ view: "loss" }] };
    const files: Record<string, string> = {
      "page.json": "<!doctype html>",
      "large.json": " ".repeat(600_000),
      "view.json": JSON.stringify({ ...lesson, views: [{ view: "hologram" }] }),
      "task.json": JSON.stringify({ ...lesson, config: { ...config, task: "poker" } }),
      "setting.json": JSON.stringify({ ...lesson, config: { ...config, settings: { heads: 99 } } }),
      "good.json": JSON.stringify(lesson),
    };
    await page.route("**/*.json", (route) => {
      const body = files[new URL(route.request().url()).pathname.slice(1)];
      return body === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ body });
    });
    const playground = await open(page, '<soft-look src="page.json"></soft-look>');
    const { element } = playground;
    const says = async (src: string, sentence: string | RegExp) => {
      await element.evaluate((element, src) => element.setAttribute("src", src), src);
      await expect(notice(playground)).toContainText(sentence);
    };
    await says("page.json", "The lesson is not JSON: ");
    await says("none.json", "none.json could not be had: status 404");
    await says("large.json", "large.json is larger than 500 kB");
    await says("view.json", "“views[0].view” is “hologram”, which is not among: ");
    await says("task.json", /cannot run with these settings.*poker/s);
    await says("setting.json", /cannot run with these settings.*heads/s);
    await says("http://", "http:// could not be had: ");
    await expect(playground.button("Train")).toBeDisabled();
    await page.evaluate(() => {
      document.documentElement.lang = "zh";
    });
    await expect(notice(playground)).toContainText("没能取得");
    // What is asked for while the file is on its way is granted when it has come.
    await element.evaluate((element: SoftLook) => {
      element.src = "good.json";
      element.play();
    });
    await expect(element.getByText("9 / 9")).toBeVisible();
    await expect(notice(playground)).toHaveCount(0);
    // Without a file of its own it is what it was before.
    await element.evaluate((element) => element.removeAttribute("src"));
    await playground.opened();
    expect(await playground.step()).toBe(0);
  });
});
