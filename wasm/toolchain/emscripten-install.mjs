// The private Emscripten: from emsdk where the whole internet is reachable, else from Debian's
// packages. It is built beside its place, tried out, and only then moved there.
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { debian, debianUsable } from "./debian.mjs";
import { whole } from "./lock.mjs";
import { capture, Missing, pins, run, say, store } from "./run.mjs";

const { version, url, commit } = pins.emscripten;

/** @param {string} home where it is to be, whole or not at all */
export async function installEmscripten(home) {
  const ways = [];
  if (await reachable()) ways.push(fromEmsdk);
  if (await debianUsable()) ways.push(fromDebian);
  for (const way of ways) {
    const problem = await whole(home, async (fresh) => (await way(fresh)) ?? tryOut(fresh));
    if (!problem) {
      rmSync(downloads, { recursive: true, force: true });
      return;
    }
    say(`  That did not work: ${problem}`);
  }
  throw new Missing(
    `Emscripten ${version} or newer is missing, and neither emsdk nor Debian's packages could be had.`,
    `git clone ${url} && emsdk/emsdk install ${version} && emsdk/emsdk activate ${version}, then set EMSDK`,
  );
}

async function reachable() {
  const probe = await capture("git", ["ls-remote", "--exit-code", url, `refs/tags/${version}`], {
    timeout: 6_000,
    env: { ...process.env, GIT_TERMINAL_PROMPT: "0" },
  });
  return probe.code === 0;
}

/** @param {string} root @returns {Promise<string | undefined>} what went wrong */
async function fromEmsdk(root) {
  say(`Installing Emscripten ${version} with emsdk, once, into .toolchain.`);
  const clone = ["clone", "-q", "--depth", "1", "--branch", version, url, root];
  if (await run("git", ["-c", "advice.detachedHead=false", ...clone])) {
    return "emsdk could not be cloned.";
  }
  const head = await capture("git", ["-C", root, "rev-parse", "HEAD"]);
  if (head.out.trim() !== commit) return `emsdk's tag ${version} is not the commit it was.`;
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^(EMSDK|EM_)/.test(name)) delete env[name];
  }
  for (const step of ["install", "activate"]) {
    if (await run(join(root, "emsdk"), [step, version], { cwd: root, env })) {
      return `"emsdk ${step} ${version}" failed.`;
    }
  }
  setLaunchers(root, [
    'for python in "$root"/python/*/bin/python3; do',
    '  [ -x "$python" ] && export EMSDK_PYTHON="$python"',
    "done",
  ]);
}

const downloads = join(store, "emscripten-packages");

/** @param {string} root @returns {Promise<string | undefined>} what went wrong */
async function fromDebian(root) {
  say(
    `Installing Emscripten ${version} from Debian's packages, once, into .toolchain ` +
      "(downloads about 330 MB, takes about 1.3 GB).",
  );
  const { suite, llvm } = pins.debian;
  const work = (name) => join(downloads, name);
  const libraries = [`libclang-cpp${llvm}`, `libllvm${llvm}`, `lld-${llvm}`];
  const programs = [`clang-${llvm}`, `llvm-${llvm}`, `libclang-common-${llvm}-dev`];
  const loader = ["libc6", "libstdc++6", "libgcc-s1"];
  const unneeded = ["*/share/doc/*", "*/share/emscripten/test/*", "*/share/emscripten/docs/*"];
  const variants = ["*/wasm32-emscripten/lto-pic/*", "*/wasm32-emscripten/pic/*"];
  const problem = await debian(
    downloads,
    // LLVM from the system's own release: it runs with the system's libraries.
    ["closure", "host", work("llvm"), ...libraries],
    ["exact", "host", work("llvm"), ...programs],
    // Binaryen is there only from the later release on, so it comes with that release's libc.
    ["exact", suite, work("binaryen"), "binaryen", ...loader],
    ["exact", suite, work("emscripten"), "emscripten", "node-acorn"],
    ["unpack", work("llvm"), join(root, "llvm"), "*/share/doc/*"],
    ["unpack", work("binaryen"), join(root, "binaryen"), "*/share/doc/*", "*/share/locale/*"],
    ["unpack", work("emscripten"), join(root, "unpacked"), ...unneeded, ...variants],
  );
  if (problem) return problem;
  mkdirSync(join(root, "upstream"));
  const emscripten = join(root, "upstream/emscripten");
  renameSync(join(root, "unpacked/usr/share/emscripten"), emscripten);
  mkdirSync(join(emscripten, "node_modules"));
  renameSync(join(root, "unpacked/usr/share/nodejs/acorn"), join(emscripten, "node_modules/acorn"));
  rmSync(join(root, "unpacked"), { recursive: true });
  // Without one, Node would go by the package.json of our tree, and that says "module".
  writeFileSync(join(emscripten, "package.json"), '{ "type": "commonjs" }\n');
  rmSync(join(emscripten, ".emscripten"), { force: true });
  writeFileSync(
    join(root, ".emscripten"),
    [
      "import os, shutil",
      "root = os.path.dirname(os.environ['EM_CONFIG'])",
      `LLVM_ROOT = root + '/llvm/usr/lib/llvm-${llvm}/bin'`,
      "BINARYEN_ROOT = root + '/binaryen'",
      `NODE_JS = shutil.which('node') or ${JSON.stringify(process.execPath)}`,
      "FROZEN_CACHE = True",
      "",
    ].join("\n"),
  );
  setBinaryen(root);
  const triple = multiarch(join(root, "llvm/usr/lib"));
  const folders = `$root/llvm/usr/lib/${triple}:$root/llvm/lib/${triple}`;
  setLaunchers(root, [
    `export LD_LIBRARY_PATH="${folders}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"`,
    // The system's own Python starts several times faster than a version manager's stand-in.
    'for python in "$root/../tools/python3/bin/python3" /usr/bin/python3; do',
    '  [ -x "$python" ] && export EMSDK_PYTHON="$python"',
    "done",
  ]);
}

function multiarch(folder) {
  return readdirSync(folder).find((name) => /-linux-gnu/.test(name)) ?? "";
}

/** Binaryen's programs are started through the loader that was built with their libc. */
function setBinaryen(root) {
  const usr = join(root, "binaryen/usr");
  const folder = `usr/lib/${multiarch(join(usr, "lib"))}`;
  const loader = readdirSync(join(root, "binaryen", folder)).find((n) => n.startsWith("ld-linux"));
  const bin = join(root, "binaryen/bin");
  mkdirSync(bin);
  for (const name of readdirSync(join(usr, "bin"))) {
    if (!name.startsWith("wasm")) continue;
    program(join(bin, name), [
      "#!/bin/sh",
      'root=$(cd "$(dirname "$0")/.." && pwd)',
      `libraries=$root/${folder}`,
      `exec "$libraries/${loader}" --library-path "$libraries" "$root/usr/bin/${name}" "$@"`,
    ]);
  }
  // Emscripten looks beside the programs for their library folder.
  symlinkSync("usr/lib", join(root, "binaryen/lib"));
}

/**
 * Has each of Emscripten's launchers set its own environment first: what holds when CMake
 * configures is gone when Ninja builds, and another installation's settings may be around.
 * @param {string} root @param {string[]} lines
 */
function setLaunchers(root, lines) {
  const folder = join(root, "upstream/emscripten");
  for (const name of readdirSync(folder)) {
    if (!name.startsWith("em") || name.includes(".")) continue;
    const path = join(folder, name);
    const [first, ...rest] = readFileSync(path, "utf8").split("\n");
    if (first !== "#!/bin/sh") continue;
    program(path, [
      first,
      'root=$(cd "$(dirname "$0")/../.." && pwd)',
      'export EM_CONFIG="$root/.emscripten"',
      "unset EM_CACHE EM_LLVM_ROOT EM_BINARYEN_ROOT EM_NODE_JS",
      ...lines,
      ...rest,
    ]);
  }
}

function program(path, lines) {
  writeFileSync(path, `${lines.join("\n").trimEnd()}\n`);
  chmodSync(path, 0o755);
}

const sample = `
#include <emscripten/bind.h>
#include <wasm_simd128.h>
int twice(int x) { return wasm_i32x4_extract_lane(wasm_i32x4_add(wasm_i32x4_splat(x), wasm_i32x4_splat(x)), 3); }
EMSCRIPTEN_BINDINGS(sample) { emscripten::function("twice", &twice); }
`;

/** Compiles and runs a small program. @param {string} root @returns {Promise<string | undefined>} */
async function tryOut(root) {
  const folder = join(root, "sample");
  mkdirSync(folder);
  writeFileSync(join(folder, "sample.cpp"), sample);
  const flags = "-O3 -std=c++20 -msimd128 -fwasm-exceptions -lembind -sMODULARIZE -sEXPORT_ES6";
  const emcc = join(root, "upstream/emscripten/em++");
  const args = ["sample.cpp", ...flags.split(" "), "-o", "sample.mjs"];
  const built = await capture(emcc, args, { cwd: folder });
  if (built.code) return `a sample did not compile.\n${built.err.trim().slice(-2000)}`;
  const address = JSON.stringify(pathToFileURL(join(folder, "sample.mjs")).href);
  const script = `const make = (await import(${address})).default; console.log((await make()).twice(21));`;
  const ran = await capture(process.execPath, ["--input-type=module", "-e", script]);
  if (ran.out.trim() !== "42") return `a sample did not run.\n${ran.err.trim().slice(-2000)}`;
  rmSync(folder, { recursive: true });
}
