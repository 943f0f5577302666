import { chromium } from "@playwright/test";
import type { SoftLook } from "../../web/src/elements/soft-look.ts";
import { errorsOf, expect, Playground, test } from "./fixtures.ts";
import { launchOptions } from "./playwright.config.ts";

const notice = (playground: Playground) => playground.element.getByRole("alert");

test.describe("when the engine's file", () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test("is missing, the element says so, and trying again helps", async ({ page, site }) => {
    await page.route("**/*.wasm", (route) => route.fulfill({ status: 404 }));
    await page.goto(site.url);
    const playground = new Playground(page);
    await expect(notice(playground)).toContainText("The engine could not be loaded.");
    await expect(notice(playground)).toContainText("404");
    await expect(playground.button("Train")).toBeDisabled();
    await page.getByText("中文", { exact: true }).click();
    await expect(notice(playground)).toContainText("训练引擎没能载入");
    await page.unroute("**/*.wasm");
    await playground.button("再试一次").click();
    await playground.opened();
    await expect(notice(playground)).toHaveCount(0);
  });

  test("is a page of something else, the element says so", async ({ page, site }) => {
    await page.route("**/*.wasm", (route) =>
      route.fulfill({ contentType: "text/html", body: "<!doctype html><p>Welcome" }),
    );
    await page.goto(site.url);
    await expect(notice(new Playground(page))).toContainText("The engine arrived broken.");
  });

  test("is cut short, the element says so", async ({ page, site }) => {
    await page.route("**/*.wasm", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.body()).subarray(0, 20_000) });
    });
    await page.goto(site.url);
    await expect(notice(new Playground(page))).toContainText("The engine arrived broken.");
  });

  test("comes under the wrong type, it runs all the same", async ({ page, site }) => {
    await page.route("**/*.wasm", async (route) => {
      await route.fulfill({ response: await route.fetch(), contentType: "text/plain" });
    });
    await page.goto(site.url);
    await new Playground(page).opened();
  });

  test("is there but the worker's script is not, the element says so", async ({ page, site }) => {
    await page.route("**/worker-*.js", (route) => route.fulfill({ status: 404 }));
    await page.goto(site.url);
    await expect(notice(new Playground(page))).toContainText("The engine could not be started.");
  });
});

test("a run that diverges says so in a sentence and keeps the last picture", async ({
  page,
  site,
}) => {
  // No control of the page can do this; a start command with too large a learning rate can.
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (command: { run?: { config: object } }) {
      if (command.run) Object.assign(command.run.config, { settings: { "learning-rate": 10 } });
      post.call(this, command);
    };
  });
  await page.goto(`${site.url}#/next-vector`);
  const playground = new Playground(page);
  await playground.opened();
  // Out of sight meanwhile, the pictures are to show the last state all the same.
  await playground.element.locator("softlook-settings summary").click();
  await page.evaluate(() => scrollTo(0, 0));
  await expect(playground.cells.first()).not.toBeInViewport();
  const before = await playground.cells.allTextContents();
  await playground.button("Train").click();
  await expect(notice(playground)).toContainText("The training ran away.");
  await expect(notice(playground)).toContainText("A smaller learning rate");
  await expect(notice(playground)).toBeInViewport();
  await expect.poll(() => playground.cells.allTextContents()).not.toEqual(before);
  await expect(notice(playground).locator("code")).toContainText("step");
  await expect(playground.cells).toHaveCount(64);
  await expect(playground.button("Train")).toBeDisabled();
  await playground.button("Reset").click();
  await expect(notice(playground)).toHaveCount(0);
  await expect(playground.button("Train")).toBeEnabled();
});

test("a lesson that does not exist is named, with those that do, and nothing trains behind it", async ({
  playground,
}) => {
  const { page, element } = playground;
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(10);
  await element.evaluate((element) => element.setAttribute("lesson", "no-such"));
  await expect(notice(playground)).toContainText("There is no such lesson.");
  await expect(notice(playground)).toContainText("“no-such” is not among: next-vector");
  expect(await element.evaluate((element: SoftLook) => element.running)).toBe(false);
  await expect.poll(() => page.workers().length).toBe(0);
  await expect(playground.button("Train")).toBeDisabled();
  expect(await playground.step()).toBe(0);
  await page.getByText("中文", { exact: true }).click();
  await expect(notice(playground)).toContainText("“no-such”不在其中：next-vector");
  await element.evaluate((element) => element.setAttribute("lesson", "next-vector"));
  await playground.opened();
  await playground.button("训练").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(10);
});

test("a picture that throws is told of once; the others and the training go on", async ({
  playground,
}) => {
  const { page, element } = playground;
  await element.evaluate((element) => {
    window.gathered = [];
    element.addEventListener("error", (event) => {
      const { kind, message } = (event as CustomEvent<{ kind: string; message: string }>).detail;
      window.gathered.push(`${kind}: ${message}`);
    });
    const view = element.shadowRoot!.querySelector("softlook-loss")!;
    Object.assign(view, {
      render: () => {
        throw new Error("no canvas today");
      },
    });
  });
  await playground.button("Train").click();
  await expect(notice(playground)).toContainText("A picture could not be drawn.");
  await expect(notice(playground).locator("code")).toHaveText("no canvas today.");
  const [step, weights] = [await playground.step(), await playground.cells.allInnerTexts()];
  await expect.poll(() => playground.step()).toBeGreaterThan(step + 200);
  expect(await playground.cells.allInnerTexts()).not.toEqual(weights);
  expect(await page.evaluate(() => window.gathered)).toEqual(["picture: no canvas today"]);
  await page.getByText("中文", { exact: true }).click();
  await expect(notice(playground)).toContainText("有一幅图没能画出来");
  await playground.button("重置").click();
  await expect(notice(playground)).toHaveCount(0);
  await expect(element.locator("softlook-loss canvas").first()).toBeVisible();
});

// On x64 a Chromium without SIMD can be had; on other processors the answer to the question is forged.
const trulyWithout = process.arch === "x64";
const without = trulyWithout ? "by its processor" : "as WebAssembly.validate has it";

test(`a browser without WebAssembly SIMD (${without}) is told so, in its language`, async ({
  site,
}) => {
  const args = [...launchOptions.args, ...(trulyWithout ? ["--js-flags=--no-enable-sse4-1"] : [])];
  const browser = await chromium.launch({ ...launchOptions, args });
  try {
    const page = await browser.newPage({ locale: "zh-CN" });
    const errors = errorsOf(page);
    if (!trulyWithout) {
      await page.addInitScript(() => {
        WebAssembly.validate = () => false;
      });
    }
    await page.goto(site.url);
    // i8x16.splat and a drop: what wasm-feature-detect asks about, asked here on its own.
    const simd = await page.evaluate(() =>
      WebAssembly.validate(
        new Uint8Array([
          0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253,
          15, 26, 11,
        ]),
      ),
    );
    expect(simd, "this Chromium is one without SIMD").toBe(false);
    await expect(page.getByRole("alert")).toContainText("这个浏览器运行不了训练引擎");
    await page.getByText("English", { exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("This browser cannot run the engine.");
    await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
    expect(page.workers()).toHaveLength(0);
    expect(errors, "the console says no error").toEqual([]);
  } finally {
    await browser.close();
  }
});
