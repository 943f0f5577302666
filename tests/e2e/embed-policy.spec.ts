import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { expect, Playground, test } from "./fixtures.ts";
import { type Site, serve } from "./serve.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Two servers for one host page: one is the site's own, the other is any other. */
let html: string;
let own: Site;
let other: Site;
test.beforeAll(async () => {
  own = await serve(path("../../build/site"), () => html);
  other = await serve(path("../../examples/embed"), () => html);
});
// Parts that come late may be on their way still.
test.afterEach(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));
test.afterAll(() => Promise.all([own.close(), other.close()]));

async function embed(page: Page, host: Site, ...policy: string[]): Promise<Playground> {
  html = `<!doctype html><html lang="en"><title>A strict page</title>
    <meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">
    <script type="module" src="${own.url}softlook.js"></script>
    <soft-look></soft-look>`;
  await page.goto(host.url);
  return new Playground(page);
}

/** As where a server sends the policy with every file: the worker heeds that of its own script. */
async function sendEverywhere(page: Page, ...policy: string[]): Promise<void> {
  await page.route(`${own.url}**`, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), "content-security-policy": policy.join("; ") };
    await route.fulfill({ response, headers });
  });
}

const siteOrigin = () => new URL(own.url).origin;

test.describe("under the strictest policy that leaves it alive, the element trains", () => {
  test.afterEach(async ({ page }) => {
    const playground = new Playground(page);
    await playground.opened();
    await playground.button("Train").click();
    await expect.poll(() => playground.step()).toBeGreaterThan(100);
    await expect(playground.element.locator("softlook-loss canvas").first()).toBeVisible();
  });

  test("on the site's own origin, where the page alone carries it", async ({ page }) => {
    await embed(page, own, "default-src 'none'", "script-src 'self'");
  });

  test("on the site's own origin, where every file carries it", async ({ page }) => {
    const policy = [
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "connect-src 'self'",
    ];
    await sendEverywhere(page, ...policy);
    await embed(page, own, ...policy);
  });

  test("on another origin", async ({ page }) => {
    await embed(
      page,
      other,
      "default-src 'none'",
      `script-src ${siteOrigin()} 'wasm-unsafe-eval'`,
      `worker-src blob: ${siteOrigin()}`,
      `connect-src ${siteOrigin()}`,
    );
  });
});

test.describe("under a policy that is too strict", () => {
  // The last is the browser's own wish for an icon.
  test.use({ expectedErrors: [/Content Security Policy|TrustedScriptURL|404 \(Not Found\)/] });
  const notice = (page: Page) => new Playground(page).element.getByRole("alert");

  test("WebAssembly that is forbidden is called so, on another origin", async ({ page }) => {
    const playground = await embed(
      page,
      other,
      `worker-src blob: ${siteOrigin()}`,
      `script-src ${siteOrigin()}`,
    );
    await expect(notice(page)).toContainText("This page forbids WebAssembly.");
    await expect(notice(page)).toContainText("script-src needs 'wasm-unsafe-eval'");
    await expect(playground.button("Try again")).toHaveCount(0);
    await page.evaluate(() => {
      document.documentElement.lang = "zh";
    });
    await expect(notice(page)).toContainText("这个页面禁止运行 WebAssembly。");
  });

  test("and on the site's own", async ({ page }) => {
    await sendEverywhere(page, "script-src 'self'");
    await embed(page, own);
    await expect(notice(page)).toContainText("This page forbids WebAssembly.");
  });

  test("a worker that is forbidden is called so", async ({ page }) => {
    await embed(page, own, "worker-src 'none'");
    await expect(notice(page)).toContainText("The engine could not be started.");
  });

  test("a worker that is forbidden is called so, on another origin", async ({ page }) => {
    await embed(page, other, "worker-src 'self'");
    await expect(notice(page)).toContainText("The engine could not be started.");
  });

  test("a worker whose address is not trusted is called so", async ({ page }) => {
    await embed(page, own, "require-trusted-types-for 'script'");
    await expect(notice(page)).toContainText("The engine could not be started.");
    await expect(notice(page).locator("code")).toContainText("TrustedScriptURL");
  });
});
