import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { build as esbuild } from "esbuild";
import { build, createServer } from "vite";
import { installPackage } from "../web/installed.ts";
import { expect, Playground, test } from "./fixtures.ts";
import { serve } from "./serve.ts";

// The package as npm packs it, in an empty project, put into a page in each of the ways there are.

let project = "";
const lie = (file: string, text: string) => writeFileSync(join(project, file), text);
const host = (script: string) =>
  `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,">
   <script type="module" src="${script}"></script><soft-look></soft-look>`;

test.beforeAll(() => {
  project = installPackage();
  lie("main.js", 'import { SoftLook } from "softlook";\nglobalThis.imported = SoftLook;');
  lie("index.html", host("./main.js"));
});
test.afterAll(() => rmSync(project, { recursive: true, force: true }));

async function trains(page: Page): Promise<void> {
  const playground = new Playground(page);
  await playground.opened();
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(20);
}

const isImported = (page: Page) =>
  page.evaluate(() => document.querySelector("soft-look") instanceof Object(window).imported);

async function trainsIn(page: Page, folder: string): Promise<void> {
  const site = await serve(join(project, folder));
  try {
    await page.goto(site.url);
    await trains(page);
  } finally {
    await site.close();
  }
}

test("by a script tag, from where npm has put it", async ({ page }) => {
  mkdirSync(join(project, "node_modules/plain"));
  lie("node_modules/plain/index.html", host("../softlook/build/package/softlook.js"));
  const site = await serve(project);
  await page.goto(`${site.url}node_modules/plain/`);
  await trains(page);
  await site.close();
});

test("in what Vite builds", async ({ page }) => {
  await build({
    root: project,
    configFile: false,
    logLevel: "error",
    base: "./",
    build: { outDir: "by-vite" },
  });
  await trainsIn(page, "by-vite");
  expect(await isImported(page)).toBe(true);
});

test("in Vite's server for developers", async ({ page }) => {
  const server = await createServer({
    root: project,
    configFile: false,
    logLevel: "error",
    // The next one, if somebody has it.
    server: { host: "127.0.0.1", port: 24_571 },
  });
  await server.listen();
  await page.goto(server.resolvedUrls!.local[0]!);
  await trains(page);
  expect(await isImported(page)).toBe(true);
  await server.close();
});

test("in what esbuild builds, with three files put beside it", async ({ page }) => {
  await esbuild({
    absWorkingDir: project,
    entryPoints: ["main.js"],
    bundle: true,
    splitting: true,
    format: "esm",
    outdir: "by-esbuild",
    logLevel: "error",
  });
  for (const file of ["softlook-worker.js", "softlook.wasm", "softlook-core.wasm"]) {
    const packed = join(project, "node_modules/softlook/build/package", file);
    copyFileSync(packed, join(project, "by-esbuild", file));
  }
  lie("by-esbuild/index.html", host("./main.js"));
  await trainsIn(page, "by-esbuild");
  expect(await isImported(page)).toBe(true);
});
