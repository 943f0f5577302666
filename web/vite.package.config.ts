// The element as the package has it: a script with a worker beside it and the engine's own wasm file,
// under names that stay. What it loads when a lesson shows it lies in parts/.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import site from "./vite.config.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  root: site.root!,
  base: site.base!,
  plugins: site.plugins!,
  resolve: site.resolve!,
  publicDir: false,
  worker: {
    format: "es",
    rolldownOptions: {
      external: ["module"],
      output: { entryFileNames: "softlook-worker.js", assetFileNames: "[name][extname]" },
    },
  },
  build: {
    outDir: path("../build/package"),
    // The engine lies there already.
    emptyOutDir: false,
    target: "es2022",
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // What is to be loaded in advance is for whoever bundles it to say.
    modulePreload: false,
    rolldownOptions: {
      input: { softlook: path("src/elements/soft-look.ts") },
      preserveEntrySignatures: "exports-only",
      checks: { pluginTimings: false },
      output: {
        entryFileNames: "softlook.js",
        chunkFileNames: "parts/[name]-[hash].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});
