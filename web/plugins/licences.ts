import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

export const licenceFile = "third-party.txt";

const tree = fileURLToPath(new URL("../..", import.meta.url));

interface Work {
  name: string;
  licence: string;
  /** Its own words, where they are found; else where they can be read. */
  text: string;
}

/** Minifying leaves no remark: whose works are in the bundle, and under which terms, is said in a file beside it. */
export function licences(): Plugin {
  return {
    name: "softlook-licences",
    apply: "build",
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((file) =>
        file.type === "chunk" ? file.moduleIds : [],
      );
      const folders = modules.flatMap(
        (id) => /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? [],
      );
      const works = [...[...new Set(folders)].sort().map(packageIn), ...inTheEngine()];
      this.emitFile({ type: "asset", fileName: licenceFile, source: written(works) });
    },
  };
}

function packageIn(folder: string): Work {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (!file) throw new Error(`[licences] ${name} is bundled, and has no licence in its folder`);
  return { name: `${name} ${version}`, licence: license, text: read(join(folder, file)) };
}

/** What is compiled into the wasm file. */
function inTheEngine(): Work[] {
  const [xsimd, emscripten] = [obtained("xsimd"), emscriptenFolder()];
  return [
    work("xsimd", "BSD-3-Clause", "https://github.com/xtensor-stack/xsimd/blob/master/LICENSE", [
      `${xsimd}/LICENSE`,
      `${xsimd}/usr/share/doc/libxsimd-dev/copyright`,
    ]),
    work("Emscripten", "MIT", "https://github.com/emscripten-core/emscripten/blob/main/LICENSE", [
      `${emscripten}/LICENSE`,
    ]),
    work("musl", "MIT", "https://git.musl-libc.org/cgit/musl/tree/COPYRIGHT", [
      `${emscripten}/system/lib/libc/musl/COPYRIGHT`,
    ]),
    work(
      "LLVM libc++, libc++abi, libunwind, compiler-rt",
      "Apache-2.0 WITH LLVM-exception",
      "https://llvm.org/LICENSE.txt",
      [`${emscripten}/system/lib/libcxx/LICENSE.TXT`],
    ),
  ];
}

function work(name: string, licence: string, address: string, places: readonly string[]): Work {
  const found = places.find(existsSync);
  return { name, licence, text: found ? read(found) : `Its terms: ${address}` };
}

/** That of the compiler which built the engine. */
function emscriptenFolder(): string {
  const cache = join(tree, "build/wasm/CMakeCache.txt");
  const known = existsSync(cache) ? readFileSync(cache, "utf8") : "";
  const [, compiler] = /^CMAKE_CXX_COMPILER:\w+=(.+)$/m.exec(known) ?? [];
  return compiler ? dirname(compiler) : join(obtained("emscripten"), "upstream/emscripten");
}

/** Where the toolchain keeps the sources of one, if it does. */
function obtained(name: string): string {
  const store = join(tree, ".toolchain");
  const folders = existsSync(store) ? readdirSync(store, { withFileTypes: true }) : [];
  const folder = folders.find((each) => each.isDirectory() && each.name.startsWith(`${name}-`));
  return join(store, folder?.name ?? name);
}

const read = (file: string) => readFileSync(file, "utf8").replaceAll("\r", "").trim();

function written(works: readonly Work[]): string {
  const line = "=".repeat(72);
  const parts = works.map(
    ({ name, licence, text }) => `${line}\n${name} (${licence})\n\n${text}\n`,
  );
  const head = "softlook is under the MIT licence. It is delivered with parts of these works:";
  const softlook = read(join(tree, "LICENSE"));
  return [`${softlook}\n`, `${head} ${works.map(({ name }) => name).join("; ")}.\n`, ...parts].join(
    "\n",
  );
}
