import { defineConfig } from "@playwright/test";
import common from "../e2e/playwright.config.ts";

export default defineConfig({
  ...common,
  testDir: ".",
  outputDir: "../../build/test-results/long",
  timeout: 600_000,
});
