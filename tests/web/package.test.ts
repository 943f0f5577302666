import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

// A compiler and a bundler run here.
vi.setConfig({ testTimeout: 120_000 });

const tree = fileURLToPath(new URL("../..", import.meta.url));
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

/** The package as npm packs it, installed into an empty project. */
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "softlook-package-"));
  const npm = (args: string[], cwd: string) =>
    execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  npm(["pack", "--ignore-scripts", "--pack-destination", project], tree);
  const [packed] = readdirSync(project).filter((name) => name.endsWith(".tgz"));
  writeFileSync(join(project, "package.json"), '{ "type": "module", "private": true }');
  npm(["install", "--offline", "--no-audit", "--no-fund", join(project, packed!)], project);
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
    "engine.d.ts",
    "engine.js",
    "sentence.d.ts",
    "sentence.js",
    "softlook.d.mts",
    "softlook.mjs",
    "softlook.wasm",
  ]);
  expect(
    readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith(".")),
  ).toEqual(["softlook"]);
});

test("the engine's reference comes with it", () => {
  expect(readdirSync(join(project, "node_modules/softlook"))).toContain("ENGINE.md");
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

test("its types are enough for a strict TypeScript project", () => {
  writeFileSync(
    join(project, "typed.ts"),
    `import { loadEngine, type Session } from "softlook/engine";
     const session: Session = (await loadEngine()).session({ settings: { length: 5 } });
     const loss: number = session.observe(0, { pins: [{ name: "attention.weights", to: "uniform" }] });
     // @ts-expect-error there is no such way to pin
     session.observe(0, { pins: [{ name: "attention.weights", to: "nothing" }] });
     console.log(loss, session.tensor("W").data.length);`,
  );
  const flags = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext"];
  const compiler = join(tree, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [compiler, ...flags, "typed.ts"], {
    cwd: project,
    encoding: "utf8",
  });
  expect(stdout).toBe("");
});
