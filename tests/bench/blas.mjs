// PyTorch as Debian packages it computes its products with whatever BLAS the system has, and that may
// be the reference one, which is ten times slower than it needs to be. That would be no rival.
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { capture, say, tree, which } from "../../wasm/toolchain/run.mjs";

const probe = `
import torch
torch.ones(64, 64) @ torch.ones(64, 64)
print(any("/blas/libblas" in line for line in open("/proc/self/maps")))`;

/**
 * The environment with which this Python's PyTorch has a fast BLAS.
 * @param {string} python
 * @returns {Promise<Record<string, string>>}
 */
export async function fastBlas(python) {
  const { out } = await capture(python, ["-c", probe]);
  if (out.trim() !== "True") return {};
  const folder = systemFolder() ?? (await privateFolder());
  if (!folder) {
    say("PyTorch computes with the reference BLAS here, far slower than with OpenBLAS.");
    return {};
  }
  const path = process.env.LD_LIBRARY_PATH;
  return { LD_LIBRARY_PATH: path ? `${folder}:${path}` : folder };
}

const libraries = "/usr/lib";

/** OpenBLAS where Debian puts it, whether or not the system prefers it. */
function systemFolder(root = "/") {
  const base = join(root, libraries);
  if (!existsSync(base)) return;
  for (const machine of readdirSync(base)) {
    for (const kind of ["openblas-serial", "openblas-pthread"]) {
      const folder = join(base, machine, kind);
      if (existsSync(join(folder, "libblas.so.3"))) return folder;
    }
  }
}

/** Debian's package, unpacked for this tree alone. */
async function privateFolder() {
  const folder = join(tree, "build/bench/openblas");
  if (systemFolder(folder)) return systemFolder(folder);
  if (!which("apt-get") || !which("dpkg")) return;
  mkdirSync(folder, { recursive: true });
  say("Unpacking OpenBLAS for PyTorch, once.");
  await capture("apt-get", ["download", "libopenblas0-serial"], { cwd: folder });
  const file = readdirSync(folder).find((name) => name.endsWith(".deb"));
  if (file) await capture("dpkg", ["-x", join(folder, file), folder]);
  return systemFolder(folder);
}
