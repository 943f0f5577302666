// npm run build: the site in build/site, ready for any web server.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "../wasm/toolchain/cmake.mjs";
import { Failed, isMain, main, run, tree } from "../wasm/toolchain/run.mjs";
import { setup } from "../wasm/toolchain/setup.mjs";

/** Sets up, compiles the core to wasm, and bundles the site. */
export async function buildSite() {
  await setup("packages", "cmake", "emscripten");
  await build("wasm", "editions");
  const config = join(tree, "web/vite.config.ts");
  const code = await run("vite", ["build", "--config", config, "--logLevel", "warn"]);
  if (code || !existsSync(join(tree, "build/site/index.html"))) {
    throw new Failed("The site could not be built.");
  }
}

if (isMain(import.meta.url)) {
  main(async () => {
    await buildSite();
    console.log("The site is in build/site.");
  });
}
