// CMake, Ninja and Python on a Debian without root: its packages, unpacked into .toolchain/tools.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { debian, debianUsable } from "./debian.mjs";
import { locked } from "./lock.mjs";
import { say, store } from "./run.mjs";

const home = join(store, "tools");
const packages = { cmake: "cmake", ninja: "ninja-build", python3: "python3" };
const programs = { cmake: ["cmake", "ctest", "cpack"], ninja: ["ninja"], python3: ["python3"] };

/** @param {(keyof typeof packages)[]} tools @returns {Promise<boolean>} */
export async function privateTools(tools) {
  if (!(await debianUsable())) return false;
  return locked(async () => {
    const fresh = `${home}.new`;
    const work = join(store, "tools-packages");
    // What an earlier set-up unpacked stays.
    const had = Object.keys(packages).filter((tool) => existsSync(join(home, "bin", tool)));
    const all = [...new Set([...had, ...tools])];
    const names = all.map((tool) => packages[tool]);
    say(`Unpacking ${names.join(", ")} from Debian's packages into .toolchain (no root needed).`);
    rmSync(fresh, { recursive: true, force: true });
    const problem = await debian(
      work,
      ["closure", "host", work, ...names],
      ["unpack", work, join(fresh, "root"), "*/share/doc/*", "*/share/man/*"],
    );
    if (problem) {
      say(`  That did not work: ${problem}`);
      return false;
    }
    const triple = readdirSync(join(fresh, "root/usr/lib")).find((name) => /-linux-gnu/.test(name));
    mkdirSync(join(fresh, "bin"));
    for (const name of all.flatMap((tool) => programs[tool])) {
      const path = join(fresh, "bin", name);
      writeFileSync(path, starter(name, triple));
      chmodSync(path, 0o755);
    }
    rmSync(home, { recursive: true, force: true });
    renameSync(fresh, home);
    rmSync(work, { recursive: true, force: true });
    return true;
  });
}

const starter = (name, triple) => `#!/bin/sh
root=$(cd "$(dirname "$0")/../root" && pwd)
libraries=$root/usr/lib/${triple}:$root/lib/${triple}
export LD_LIBRARY_PATH="$libraries\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
exec "$root/usr/bin/${name}" "$@"
`;
