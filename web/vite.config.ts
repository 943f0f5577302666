import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { licences } from "./plugins/licences.ts";
import { contentSecurityPolicy } from "./plugins/policy.ts";
import { prose } from "./plugins/prose.ts";
import { source } from "./plugins/source.ts";
import { styles } from "./plugins/styles.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  root: path("."),
  base: "./",
  plugins: [prose(), source(), styles(), contentSecurityPolicy(), licences()],
  resolve: {
    alias: [
      { find: /^softlook-wasm$/, replacement: path("../build/wasm/softlook.mjs") },
      {
        find: /^softlook-wasm\/binary$/,
        replacement: `${path("../build/wasm/softlook.wasm")}?url`,
      },
      {
        find: /^softlook-wasm\/core-binary$/,
        replacement: `${path("../build/wasm/softlook-core.wasm")}?url`,
      },
    ],
  },
  server: { host: "127.0.0.1", fs: { allow: [path("..")] } },
  preview: { host: "127.0.0.1" },
  worker: {
    format: "es",
    rolldownOptions: {
      // Asked for by the engine's glue, only where it runs under Node.
      external: ["module"],
      output: { entryFileNames: "assets/[name]-[hash].js" },
    },
  },
  test: {
    root: path(".."),
    include: ["tests/web/**/*.test.ts"],
    // Against what hangs; how fast something is, no test asks.
    testTimeout: 60_000,
    setupFiles: [path("../tests/web/languages.ts")],
  },
  build: {
    outDir: path("../build/site"),
    emptyOutDir: true,
    target: "es2022",
    // A data: URL for a small wasm file or worker would fall foul of strict policies.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: path("index.html"), softlook: path("src/elements/soft-look.ts") },
      // Many small files of the engine are read for the texts, and counted as slow.
      checks: { pluginTimings: false },
      // The embed entry keeps its exports: SoftLook can be imported as a class, too.
      preserveEntrySignatures: "exports-only",
      output: {
        entryFileNames: (chunk) =>
          chunk.name === "softlook" ? "softlook.js" : "assets/[name]-[hash].js",
        codeSplitting: {
          groups: [
            // By itself, so that another lesson leaves all else in the caches of browsers.
            { name: "lessons", test: /\/lessons\/[^/]+\/lesson\.ts$/ },
            // What the page and the element share must not lie in the page's own file: with that come the
            // page's styles, and an element in somebody's page would bring them along.
            { name: "lit", test: /\/node_modules\/(lit|lit-html|lit-element|@lit)\// },
            // What most views share, as one file instead of six small ones.
            {
              name: "drawing",
              test: /\/drawing\/(grid-|ramp|weight-table|head-select|colour-scale)/,
            },
          ],
        },
      },
    },
  },
});
