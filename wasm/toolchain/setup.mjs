// What the other scripts call: it makes sure that what they need is there.
import { dirname } from "node:path";
import { emscripten } from "./emscripten.mjs";
import { packages } from "./packages.mjs";
import { prefer } from "./run.mjs";
import { browser, compiler, fuzzerMissing, systemTools } from "./system.mjs";

/**
 * Finds or installs what is named, puts it on PATH, and says where it is.
 *
 * - `packages`    node_modules, as package-lock.json has it
 * - `cmake`       CMake and Ninja
 * - `compiler`    a native C++20 compiler
 * - `emscripten`  Emscripten, and Python, which it runs on
 * - `browser`     a Chromium
 * - `fuzzer`      a clang++ with libFuzzer; one can do without it, so its lack is told, not thrown
 * @param {...("packages" | "cmake" | "compiler" | "emscripten" | "browser" | "fuzzer")} needs
 * @returns {Promise<{ emscripten?: string, browser?: string, fuzzerMissing?: string }>}
 */
export async function setup(...needs) {
  // The tools that we start must find the same Node.
  prefer(dirname(process.execPath));
  const paths = {};
  if (needs.includes("packages")) await packages();
  await systemTools(needs);
  if (needs.includes("compiler")) await compiler();
  if (needs.includes("emscripten")) paths.emscripten = await emscripten();
  if (needs.includes("browser")) paths.browser = await browser();
  if (needs.includes("fuzzer")) paths.fuzzerMissing = await fuzzerMissing();
  return paths;
}
