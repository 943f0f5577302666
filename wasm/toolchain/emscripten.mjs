// Emscripten: one that is there and new enough, else a private one in .toolchain/.
// Run by itself it installs what is missing: node wasm/toolchain/emscripten.mjs
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { installEmscripten } from "./emscripten-install.mjs";
import { locked } from "./lock.mjs";
import { atLeast, capture, isMain, main, pins, prefer, say, store, which } from "./run.mjs";

const home = join(store, `emscripten-${pins.emscripten.version}`);

/** Makes `emcc` usable and gives the folder it is in. @returns {Promise<string>} */
export async function emscripten() {
  const root = (await find()) ?? (await locked(async () => (await find()) ?? install()));
  if (root.startsWith(home)) {
    // Another installation's settings must not reach the private one.
    for (const name of ["EM_CONFIG", "EM_CACHE", "EMSDK", "EMSDK_NODE", "EMSDK_PYTHON"]) {
      delete process.env[name];
    }
  }
  prefer(root);
  return root;
}

async function install() {
  await installEmscripten(home);
  return join(home, "upstream/emscripten");
}

async function find() {
  const { EMSDK } = process.env;
  for (const root of [
    ...(await onPath()),
    ...(EMSDK ? [join(EMSDK, "upstream/emscripten")] : []),
    join(home, "upstream/emscripten"),
  ]) {
    if (existsSync(join(root, "emcc")) && atLeast(versionOf(root), pins.emscripten.version)) {
      return root;
    }
  }
}

/** Where the `emcc` on PATH keeps its files: packagers put a small starter on PATH. */
async function onPath() {
  const emcc = which("emcc");
  if (!emcc) return [];
  const folder = dirname(realpathSync(emcc));
  const roots = [folder, join(folder, "../libexec")].filter((root) => versionOf(root) !== "0");
  if (roots.length || !which("em-config")) return roots;
  const { code, out } = await capture("em-config", ["EMSCRIPTEN_ROOT"]);
  return code === 0 ? [out.trim()] : [];
}

function versionOf(root) {
  try {
    const text = readFileSync(join(root, "emscripten-version.txt"), "utf8");
    return text.match(/\d+\.\d+\.\d+/)?.[0] ?? "0";
  } catch {
    return "0";
  }
}

if (isMain(import.meta.url)) {
  main(async () => {
    // Loaded only here, as set-up loads this file.
    const { setup } = await import("./setup.mjs");
    const { emscripten: root } = await setup("emscripten");
    say(`Emscripten ${versionOf(root)} is in ${root}`);
  });
}
