// Chromium with a page for each party that takes part in a row.
import { join } from "node:path";
import { site } from "./bundle.mjs";
import { serve } from "./serve.mjs";

const flags = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  // It is to look nothing up and to report nothing.
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** @param {string} executablePath */
export async function openBrowser(executablePath) {
  const { chromium } = await import("@playwright/test");
  const [server, browser] = await Promise.all([
    serve(site),
    chromium.launch({ executablePath, args: flags }),
  ]);
  return {
    version: browser.version(),
    async userAgent() {
      const page = await browser.newPage();
      const text = await page.evaluate(() => navigator.userAgent);
      await page.close();
      return text;
    },
    /** @param {string} name */
    party: (name) => new PageParty(browser, server, name),
    /** @param {string} name */
    firstStep: (name) => firstStep(browser, server, name),
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** A party in a page of its own. */
class PageParty {
  constructor(browser, server, name) {
    this.browser = browser;
    this.server = server;
    this.name = name;
  }

  async prepare(row, steps, places) {
    this.page = await this.browser.newPage();
    this.page.setDefaultTimeout(0);
    await this.page.goto(`${this.server.url}/rows/index.html`);
    await this.page.waitForFunction(() => window.bench !== undefined, null, { timeout: 30_000 });
    const isolated = await this.page.evaluate(() => window.crossOriginIsolated);
    if (isolated) throw new Error("The page is cross-origin isolated: parties would have threads.");
    return this.page.evaluate(
      (args) => window.bench.prepare(...args),
      [this.name, row, steps, places],
    );
  }

  batch(steps) {
    return this.page.evaluate((count) => window.bench.batch(count), steps);
  }

  peakBytes() {
    return this.page.evaluate(() => window.bench.peakBytes());
  }

  async close() {
    await this.page?.close();
  }
}

/** A fresh page with nothing cached: the time to its first step, and the files that it asked for. */
async function firstStep(browser, server, name) {
  server.asked.clear();
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${server.url}/first-${name}/index.html`);
    await page.waitForFunction(() => window.first ?? window.trouble, null, { timeout: 60_000 });
    const { first, trouble } = await page.evaluate(() => ({
      first: window.first,
      trouble: window.trouble,
    }));
    if (trouble) throw new Error(trouble);
    const files = [...server.asked].filter((path) => !path.endsWith(".html"));
    return { ...first, files: files.map((path) => join(site, path)) };
  } finally {
    await context.close();
  }
}
