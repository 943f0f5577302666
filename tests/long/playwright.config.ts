import { defineConfig } from "@playwright/test";
import common from "../e2e/playwright.config.ts";

export default defineConfig({
  ...common,
  testDir: ".",
  projects: [{ name: "lessons" }],
  workers: 1,
  retries: 0,
  outputDir: "../../build/test-results/long",
  timeout: 600_000,
});
