// Configuring, only when it is needed, and building of a CMake preset.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { capture, Failed, run, tree } from "./run.mjs";

/**
 * Builds a preset's targets, after configuring it if need be. What the compiler says is shown.
 * @param {string} preset @param {...string} targets all of them if none is named
 */
export async function build(preset, ...targets) {
  await configure(preset);
  if (await run("cmake", buildArguments(preset, targets))) throw failure(preset);
}

/** The same, with nothing shown unless it fails. @param {string} preset @param {...string} targets */
export async function buildQuietly(preset, ...targets) {
  await configure(preset);
  const { code, out } = await capture("cmake", buildArguments(preset, targets));
  if (!code) return;
  console.error(out.trim());
  throw failure(preset);
}

const failure = (preset) => new Failed(`The build of the preset "${preset}" failed.`);

/** @param {string} preset @param {string[]} targets */
export function buildArguments(preset, targets) {
  const named = targets.length ? ["--target", ...targets] : [];
  return ["--build", "--preset", preset, ...named];
}

/** @param {string} preset */
export async function configure(preset) {
  const state = stateOf(preset);
  if (state === "configured") return;
  console.log(`Configuring the preset "${preset}".`);
  const fresh = state === "foreign" ? ["--fresh"] : [];
  const { code, out, err } = await capture("cmake", ["--preset", preset, ...fresh]);
  if (!code) return;
  const missing = sentences(err).find((sentence) => sentence.includes("Get it with:"));
  if (!missing) console.error(`${out}\n${err}`.trim());
  throw new Failed(missing ?? `CMake could not configure the preset "${preset}".`);
}

/** The messages of CMake's errors, each on one line. @param {string} text */
function sentences(text) {
  return text
    .split(/^CMake Error[^\n]*\n|^Call Stack/m)
    .map((part) => part.replace(/\s+/g, " ").trim());
}

/** Ninja configures again by itself when a CMake file changes, but knows nothing of the presets. */
function stateOf(preset) {
  const folder = join(tree, "build", preset);
  try {
    const cache = readFileSync(join(folder, "CMakeCache.txt"), "utf8");
    // A tree that was moved, or a tool that is gone.
    if (join(entry(cache, "CMAKE_HOME_DIRECTORY"), "/") !== join(tree, "/")) return "foreign";
    const tools = [
      "CMAKE_COMMAND",
      "CMAKE_MAKE_PROGRAM",
      "CMAKE_CXX_COMPILER",
      "SOFTLOOK_EMSCRIPTEN",
    ];
    const paths = tools.map((name) => entry(cache, name)).filter((path) => path.startsWith("/"));
    if (!paths.every((path) => existsSync(path))) return "foreign";
    const made = statSync(join(folder, "build.ninja")).mtimeMs;
    return statSync(join(tree, "CMakePresets.json")).mtimeMs < made ? "configured" : "outdated";
  } catch {
    return "absent";
  }
}

/** A value in CMake's cache. @param {string} cache @param {string} name */
function entry(cache, name) {
  return cache.match(new RegExp(`^${name}:[A-Z]+=(.*)$`, "m"))?.[1] ?? "";
}
