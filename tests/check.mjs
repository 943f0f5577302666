// npm run check: style, lint, types, and the typings that are made from the C++ bindings.
// With --fix (npm run format) it repairs what can be repaired.
import { copyFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildQuietly } from "../wasm/toolchain/cmake.mjs";
import { capture, Failed, Missing, main, pins, tree } from "../wasm/toolchain/run.mjs";
import { setup } from "../wasm/toolchain/setup.mjs";

const fix = process.argv.includes("--fix");
const folders = ["wasm/src", "tests", "examples/native"];
const typings = { made: "build/wasm/softlook.d.ts", kept: "web/src/engine/softlook.d.ts" };

/** Each step gives what it has to complain about, or nothing. */
const steps = {
  "C++ format": async () => {
    const files = folders.flatMap(sources);
    if (!files.length) return;
    const mode = fix ? ["-i"] : ["--dry-run", "--Werror"];
    return complaint(await capture("clang-format", [...mode, "--style=file", ...files]));
  },
  Biome: async () =>
    complaint(await capture("biome", ["check", ...(fix ? ["--write"] : []), "--colors=off"])),
  TypeScript: async () => complaint(await capture("tsc", ["--noEmit", "-p", "web/tsconfig.json"])),
  typings: async () => {
    const { emscripten } = await setup("cmake", "emscripten");
    await buildQuietly("wasm", "typings");
    const version = read(join(emscripten, "emscripten-version.txt")).replace(/[^\d.]/g, "");
    if (version !== pins.emscripten.version) {
      // Each version words them in its own way.
      console.log(`typings: made, but not compared, since this is Emscripten ${version}`);
      return;
    }
    const [made, kept] = [typings.made, typings.kept].map(read);
    if (made === kept) return;
    if (fix) {
      copyFileSync(join(tree, typings.made), join(tree, typings.kept));
      return;
    }
    return `${difference(kept, made)}\nTake it over with: npm run check -- --fix`;
  },
};

main(async () => {
  await setup("packages");
  let failed = false;
  for (const [name, step] of Object.entries(steps)) {
    const problem = await outcome(step);
    console.log(`${name.padEnd(12)}${problem === undefined ? "ok" : "failed"}`);
    if (problem) console.log(problem.replace(/^/gm, "  "));
    failed ||= problem !== undefined;
  }
  return failed ? 1 : 0;
});

async function outcome(step) {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof Failed || error instanceof Missing)) throw error;
    return error.message;
  }
}

/** @param {{ code: number, out: string, err: string }} result */
function complaint({ code, out, err }) {
  return code ? `${out}\n${err}`.trim() : undefined;
}

/** Our C++ files under a folder. @param {string} folder @returns {string[]} */
function sources(folder) {
  if (!existsSync(join(tree, folder))) return [];
  return readdirSync(join(tree, folder), { recursive: true })
    .filter((name) => /\.[ch]pp$/.test(name))
    .map((name) => join(folder, name))
    .sort();
}

function read(path) {
  const file = resolve(tree, path);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** The lines of one text that the other lacks, and the other way round. */
function difference(old, now) {
  const [a, b] = [old, now].map((text) => text.split("\n"));
  const lines = [
    ...a.filter((line) => !b.includes(line)).map((line) => `- ${line}`),
    ...b.filter((line) => !a.includes(line)).map((line) => `+ ${line}`),
  ];
  const shown = lines.slice(0, 20);
  if (lines.length > shown.length) shown.push(`… and ${lines.length - shown.length} more lines`);
  return shown.join("\n") || "The lines are in another order.";
}
