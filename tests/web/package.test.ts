import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { installPackage, tree } from "./installed.ts";

// A compiler and a bundler run here.
vi.setConfig({ testTimeout: 120_000 });

const program = `
import { loadEngine } from "softlook/engine";
const engine = await loadEngine();
const session = engine.session({ seed: 3 });
const { losses } = session.train(50);
session.delete();
export const last = losses[49];
globalThis.console.log(JSON.stringify({ last, attentions: engine.catalog().attentions.length }));
`;

let project = "";

beforeAll(() => {
  project = installPackage();
  writeFileSync(join(project, "main.js"), program);
}, 120_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

function runInNode(file: string): { last: number; attentions: number } {
  const printed = execFileSync(process.execPath, [file], { cwd: project, encoding: "utf8" });
  return JSON.parse(printed);
}

test("the packed package trains in Node, in a project that has nothing else", () => {
  const { last, attentions } = runInNode("main.js");
  expect(last).toBeGreaterThan(0);
  expect(attentions).toBeGreaterThan(0);
});

test("it holds what it needs and nothing else", () => {
  const files = readdirSync(join(project, "node_modules/softlook/build/package")).sort();
  expect(files).toEqual([
    "asked.d.ts",
    "asked.js",
    "element.d.ts",
    "engine.d.ts",
    "engine.js",
    "file-bytes.d.ts",
    "file-bytes.js",
    "instantiate.d.ts",
    "instantiate.js",
    "kind-of.d.ts",
    "kind-of.js",
    "parts",
    "sentence.d.ts",
    "sentence.js",
    "softlook-core.wasm",
    "softlook-worker.js",
    "softlook.d.mts",
    "softlook.d.ts",
    "softlook.js",
    "softlook.mjs",
    "softlook.wasm",
    "third-party.txt",
  ]);
  expect(
    readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith(".")),
  ).toEqual(["softlook"]);
});

test("no address is made the way that bundlers take for a file to be bundled", () => {
  const folder = join(project, "node_modules/softlook/build/package");
  for (const file of ["softlook.js", "engine.js"]) {
    const code = readFileSync(join(folder, file), "utf8");
    expect(code, file).toMatch(/new URL\(\s*["`][^"`]+["`], ?import\.meta\.url\)/);
    expect(code, file).not.toMatch(/new URL\(\s*[\w$.]+, ?import\.meta\.url\)/);
  }
});

test("it says whose works are in it, each with its licence", () => {
  const file = join(project, "node_modules/softlook/build/package/third-party.txt");
  const said = readFileSync(file, "utf8");
  for (const work of ["lit-html", "@lit/reactive-element", "uplot", "wasm-feature-detect"]) {
    expect(said).toMatch(new RegExp(`^${work} \\d.*\\(`, "m"));
  }
  expect(said).toContain("Copyright (c) 2017 Google LLC");
  expect(said).toMatch(/Copyright \(c\) \d+ Leon Sorokin/);
  for (const work of ["xsimd", "musl", "Emscripten", "LLVM"]) expect(said).toContain(work);
});

test("the element's parts are its views and what they share, none of the site's prose or sources", () => {
  const parts = readdirSync(join(project, "node_modules/softlook/build/package/parts"));
  const names = parts.map((name) => name.replace(/-[\w-]{8}\.js$/, ""));
  for (const view of ["matrix", "heads", "writer"]) expect(names).toContain(view);
  for (const text of ["en", "matmul"]) expect(names).not.toContain(text);
  // The element's own words in Chinese, which come when they are spoken.
  expect(names.filter((name) => name === "zh")).toHaveLength(1);
});

test("the engine's reference comes with it, and how lessons are written", () => {
  const files = readdirSync(join(project, "node_modules/softlook"));
  expect(files).toEqual(expect.arrayContaining(["ENGINE.md", "LESSONS.md"]));
});

test("a bundler finds the wasm file, and what it makes of it trains to the same loss", async () => {
  await build({
    root: project,
    configFile: false,
    logLevel: "error",
    base: "./",
    build: {
      outDir: "bundled",
      assetsInlineLimit: 0,
      modulePreload: false,
      rolldownOptions: { input: join(project, "main.js"), external: ["module"] },
    },
  });
  const assets = readdirSync(join(project, "bundled/assets"));
  expect(assets.filter((name) => name.endsWith(".wasm"))).toHaveLength(1);
  const bundle = assets.find((name) => name.startsWith("main"));
  expect(runInNode(join("bundled/assets", bundle!)).last).toBe(runInNode("main.js").last);
});

/** What TypeScript says of it, as strictly as it can. */
function compile(program: string): string {
  writeFileSync(join(project, "typed.ts"), program);
  const flags = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext"];
  const compiler = join(tree, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [compiler, ...flags, "typed.ts"], {
    cwd: project,
    encoding: "utf8",
  });
  return stdout;
}

test("the engine's types are enough for a strict TypeScript project", () => {
  const complaints = compile(
    `import { loadEngine, type Session } from "softlook/engine";
     const session: Session = (await loadEngine()).session({ settings: { length: 5 } });
     const loss: number = session.observe(0, { pins: [{ name: "attention.weights", to: "uniform" }] });
     // @ts-expect-error there is no such way to pin
     session.observe(0, { pins: [{ name: "attention.weights", to: "nothing" }] });
     console.log(loss, session.tensor("W").data.length);`,
  );
  expect(complaints).toBe("");
});

test("the element's types are enough for a strict TypeScript project", () => {
  const complaints = compile(
    `import { type Lesson, SoftLook } from "softlook";
     const lesson: Lesson = {
       title: "Mine",
       config: { task: "reverse", model: "transformer", attention: "multi-head" },
       goal: 100,
       views: [{ view: "loss" }],
     };
     const element = document.createElement("soft-look");
     element.lesson = lesson;
     element.seed = "3";
     element.pace = "flat-out";
     element.addEventListener("done", ({ detail }) => console.log(detail.step + 1, detail.score?.right));
     element.addEventListener("click", ({ clientX }) => console.log(clientX));
     if (element instanceof SoftLook) element.play();
     const { sample, look, digest } = await element.moment();
     element.show(typeof sample === "number" ? sample + 1 : "I love you");
     if (look) element.lookAt({ ...look, head: "mean" });
     const at: number = await element.goto(digest?.step ?? 0, digest?.turns);
     // @ts-expect-error a head is of some weights
     element.lookAt({ head: at });
     const seed: number | undefined = element.seed;
     // @ts-expect-error a lesson needs a title
     element.lesson = { config: lesson.config, views: [] };
     // @ts-expect-error there is no such method
     element.fly();
     // @ts-expect-error the event has no such detail
     element.addEventListener("ready", ({ detail }) => console.log(detail.mood, seed));`,
  );
  expect(complaints).toBe("");
});
