// Who takes part, and what each is called in a table.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "../../wasm/toolchain/cmake.mjs";
import { capture, Missing, say, tree } from "../../wasm/toolchain/run.mjs";
import { fastBlas } from "./blas.mjs";
import { NativeParty } from "./native.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** In the browser: a file in parties/ each; `first` has a page of its own in first-step/. */
export const browserParties = {
  softlook: { title: "softlook", first: true },
  jax: { title: "jax-js", package: "@jax-js/jax", first: true },
  "tfjs-tuned": { title: "tfjs-wasm, tuned" },
  tfjs: { title: "tfjs-wasm", package: "@tensorflow/tfjs-core", first: true },
  ort: { title: "onnxruntime-web", package: "onnxruntime-web" },
};

/** Outside of it: each finds itself, or says why it takes no part. */
export const nativeParties = {
  "softlook-native": { title: "softlook, native", find: findSoftlook },
  torch: { title: "PyTorch, native", find: findTorch },
};

export const titleOf = (name) => ({ ...browserParties, ...nativeParties })[name].title;

async function findSoftlook() {
  await build("native", "bench_native");
  const program = [join(tree, "build/native/bench_native")];
  const make = () => new NativeParty("softlook-native", ...program);
  return { make, version: await versionOf(make()) };
}

async function findTorch() {
  for (const python of [process.env.PYTHON, "python3", "/usr/bin/python3"].filter(Boolean)) {
    const { code } = await capture(python, ["-c", "import torch, numpy"]);
    if (code) continue;
    const program = [python, [join(here, "torch_bench.py")], await fastBlas(python)];
    const make = () => new NativeParty("torch", ...program);
    return { make, version: await versionOf(make()) };
  }
  return { absent: "not installed" };
}

async function versionOf(party) {
  try {
    return await party.version();
  } finally {
    await party.close();
  }
}

/** Installs the rivals as package-lock.json has them, unless they are there. */
export async function rivals() {
  if (installed()) return;
  say("Installing the rivals of tests/bench/package-lock.json, once: about 220 MB.");
  // Vite, which packed the engine before, leaves NODE_ENV at "production": npm would then leave the rivals out.
  const args = ["ci", "--ignore-scripts", "--include=dev", "--loglevel=error"];
  const { code, err } = await capture("npm", args, { cwd: here });
  if (!code) return;
  console.error(err.trim().split("\n").slice(0, 6).join("\n"));
  throw new Missing("The rivals could not be installed, for the reason that npm gives above.");
}

function installed() {
  const there = join(here, "node_modules/.package-lock.json");
  if (!existsSync(there)) return false;
  const [wanted, found] = [join(here, "package-lock.json"), there].map(packagesIn);
  return Object.keys(wanted).every(
    (path) => !path || found[path]?.version === wanted[path].version,
  );
}

const packagesIn = (file) => JSON.parse(readFileSync(file, "utf8")).packages;

/** The versions of the rivals' packages. */
export function versions() {
  const packages = packagesIn(join(here, "package-lock.json"));
  const entries = Object.entries(browserParties).filter(([, party]) => party.package);
  return Object.fromEntries(
    entries.map(([name, party]) => [name, packages[`node_modules/${party.package}`].version]),
  );
}
