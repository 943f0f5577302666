import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { launchOptions } from "./playwright.config.ts";

// The rivals are many megabytes, so that here softlook runs with nobody but itself.
test("the bench runs, and what it times is what its reference computes", async () => {
  test.setTimeout(120_000);
  const file = test.info().outputPath("bench.json");
  const options = ["--parties", "softlook,softlook-native", "--rounds", "2", "--json", file];
  const rows = ["--rows", "encoder,matmul256,attention512,nextVector,page"];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["tests/bench/run.mjs", ...rows, ...options],
    { env: { ...process.env, CHROMIUM: launchOptions.executablePath } },
  );
  expect(stdout).toContain("encoder, 1 layer of 32");
  const { results, page } = JSON.parse(readFileSync(file, "utf8"));
  expect(results).toHaveLength(4);
  for (const { row, parties, wrong } of results) {
    expect(wrong, row).toEqual([]);
    expect(Object.keys(parties), row).toEqual(["softlook", "softlook-native"]);
  }
  expect(page.wrong).toEqual([]);
  expect(page.parties.softlook.times).toHaveLength(2);
});
