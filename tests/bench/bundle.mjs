// What the browser loads, made by Vite: the page of the rows, and for each party a page of its own
// that does one training step.
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tree } from "../../wasm/toolchain/run.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
export const site = join(tree, "build/bench/site");

/** @param {string} id such as "@jax-js/jax/backend" */
function installed(id) {
  const parts = id.split("/").slice(0, id.startsWith("@") ? 2 : 1);
  return existsSync(join(here, "node_modules", ...parts));
}

/** @param {string[]} parties those that have a first step */
export async function bundle(parties) {
  const { build } = await import("vite");
  rmSync(site, { recursive: true, force: true });
  const pages = [
    ["rows", "page.ts"],
    ...parties.map((party) => [`first-${party}`, `first-step/${party}.ts`]),
  ];
  for (const [name, entry] of pages) {
    await build({
      root: here,
      configFile: false,
      logLevel: "error",
      base: "./",
      resolve: {
        alias: {
          "softlook/engine": join(tree, "build/package/engine.js"),
          "softlook/softlook-core.wasm": join(tree, "build/package/softlook-core.wasm?url"),
          "softlook/matmul.wasm": join(tree, "build/wasm/bench_matmul.wasm?url"),
          "softlook/matmul": join(tree, "build/wasm/bench_matmul.mjs"),
        },
      },
      build: {
        outDir: join(site, name),
        target: "es2022",
        assetsInlineLimit: 0,
        modulePreload: false,
        reportCompressedSize: false,
        rolldownOptions: {
          input: join(here, entry),
          // A rival that is not there is not asked for.
          external: (id) => /^[@\w]/.test(id) && !id.startsWith("softlook/") && !installed(id),
          output: { entryFileNames: "entry.js" },
        },
      },
    });
    mkdirSync(join(site, name), { recursive: true });
    writeFileSync(
      join(site, name, "index.html"),
      '<!doctype html><meta charset="utf-8"><title>softlook bench</title>' +
        '<link rel="icon" href="data:,"><script type="module" src="entry.js"></script>',
    );
  }
}
