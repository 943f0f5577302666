// What the package holds: the element, and the engine by itself, for pages, bundlers, workers and Node.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "../wasm/toolchain/cmake.mjs";
import { Failed, isMain, main, run, tree } from "../wasm/toolchain/run.mjs";
import { setup } from "../wasm/toolchain/setup.mjs";

/** Compiles the core to wasm, the engine and the element to JavaScript, side by side in build/package. */
export async function buildPackage() {
  await setup("packages", "cmake", "emscripten");
  await build("wasm", "editions");
  const folder = join(tree, "build/package");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const code = await run("tsc", ["--project", join(tree, "web/tsconfig.package.json")]);
  if (code) throw new Failed("The engine's TypeScript could not be compiled.");
  for (const file of ["softlook.wasm", "softlook-core.wasm"]) {
    copyFileSync(join(tree, "build/wasm", file), join(folder, file));
  }
  // Emscripten leaves the names in its glue as long as they are.
  const { minify } = await import("vite");
  const glue = readFileSync(join(tree, "build/wasm/softlook.mjs"), "utf8");
  writeFileSync(join(folder, "softlook.mjs"), (await minify("softlook.mjs", glue)).code);
  copyFileSync(join(tree, "web/src/engine/softlook.d.ts"), join(folder, "softlook.d.mts"));
  for (const file of ["element.d.ts", "softlook.d.ts"]) {
    copyFileSync(join(tree, "web/package", file), join(folder, file));
  }
  // In the tree the module has a name that the build knows; here it lies beside.
  const made = ["engine.js", "engine.d.ts", "instantiate.js", "instantiate.d.ts", "element.d.ts"];
  for (const file of made) {
    const text = readFileSync(join(folder, file), "utf8");
    writeFileSync(join(folder, file), text.replaceAll('"softlook-wasm"', '"./softlook.mjs"'));
  }
  const { build: bundle } = await import("vite");
  const configFile = join(tree, "web/vite.package.config.ts");
  await bundle({ configFile, logLevel: "warn" });
}

if (isMain(import.meta.url)) {
  main(async () => {
    await buildPackage();
    console.log("The package is in build/package; npm pack makes a file of it.");
  });
}
