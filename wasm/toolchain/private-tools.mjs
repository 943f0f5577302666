// CMake, Ninja and Python on a Debian without root: its packages, unpacked into .toolchain/tools.
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { debian, debianUsable } from "./debian.mjs";
import { locked, whole } from "./lock.mjs";
import { prefer, say, store } from "./run.mjs";

/** Each tool's package and programs. */
const tools = {
  cmake: { name: "cmake", programs: ["cmake", "ctest", "cpack"] },
  ninja: { name: "ninja-build", programs: ["ninja"] },
  python3: { name: "python3", programs: ["python3"] },
};

/** A folder for each: what is in use is never replaced. @param {string} tool */
const home = (tool) => join(store, "tools", tool);

/** Puts what was unpacked before on PATH. */
export function usePrivateTools() {
  for (const tool of Object.keys(tools)) {
    if (existsSync(home(tool))) prefer(join(home(tool), "bin"));
  }
}

/** Which of these can be had this way? @param {string[]} wanted */
export const portable = (wanted) => wanted.filter((tool) => tool in tools);

/** @param {string[]} wanted */
export async function unpackTools(wanted) {
  if (!wanted.length || !(await debianUsable())) return;
  await locked(async () => {
    mkdirSync(join(store, "tools"), { recursive: true });
    for (const tool of wanted) if (!existsSync(home(tool))) await unpackTool(tool);
  });
  usePrivateTools();
}

async function unpackTool(tool) {
  const { name, programs } = tools[tool];
  say(`Unpacking ${name} from Debian's packages into .toolchain (no root needed).`);
  const downloads = join(store, `${tool}-packages`);
  const problem = await whole(home(tool), async (fresh) => {
    const problem = await debian(
      downloads,
      ["closure", "host", downloads, name],
      ["unpack", downloads, join(fresh, "root"), "*/share/doc/*", "*/share/man/*"],
    );
    if (!problem) addStarters(fresh, programs);
    return problem;
  });
  if (problem) say(`  That did not work: ${problem}`);
  else rmSync(downloads, { recursive: true, force: true });
}

function addStarters(folder, programs) {
  const libraries = join(folder, "root/usr/lib");
  // A package that needs no more than this system has brings no libraries.
  const names = existsSync(libraries) ? readdirSync(libraries) : [];
  const triple = names.find((name) => /-linux-gnu/.test(name));
  mkdirSync(join(folder, "bin"));
  for (const name of programs) {
    const path = join(folder, "bin", name);
    writeFileSync(path, starter(name, triple));
    chmodSync(path, 0o755);
  }
}

const starter = (name, triple = "none") => `#!/bin/sh
root=$(cd "$(dirname "$0")/../root" && pwd)
libraries=$root/usr/lib/${triple}:$root/lib/${triple}
export LD_LIBRARY_PATH="$libraries\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
exec "$root/usr/bin/${name}" "$@"
`;
