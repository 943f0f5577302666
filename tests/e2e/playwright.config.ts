import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env.CHROMIUM ?? known.find((path) => existsSync(path));
if (!executablePath) {
  throw new Error("No Chromium found: install it, or name its program in the variable CHROMIUM.");
}

export const launchOptions = {
  executablePath,
  args: [
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--disable-gpu",
    // It is to look nothing up and to report nothing: these tests need no network.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

/** What is measured is measured without company; the rest goes side by side where there is room. */
const measured = /(bench|first-frame|memory|smooth|several|embed-robust|training)\.spec\.ts$/;

export default defineConfig({
  testDir: ".",
  outputDir: "../../build/test-results/e2e",
  projects: [
    { name: "together", testIgnore: measured },
    { name: "alone", testMatch: measured },
  ],
  timeout: 30_000,
  expect: { timeout: 10_000 },
  // A busy machine can stall a browser for seconds. What needs its second try is named beside the counts.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: process.env.CI !== undefined,
  use: { browserName: "chromium", locale: "en-US", colorScheme: "light", launchOptions },
});
