// node_modules: as package-lock.json has it, installed again when the two differ.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { locked } from "./lock.mjs";
import { capture, Missing, prefer, say, tree } from "./run.mjs";

export async function packages() {
  if (!installed()) {
    await locked(async () => {
      if (installed()) return;
      say("Installing the npm packages of package-lock.json, once.");
      // Without a network npm would wait for more than a minute before it says so.
      const patience = ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"];
      const { code, err } = await capture("npm", ["ci", "--loglevel=error", ...patience]);
      if (!code) return;
      console.error(err.trim().split("\n").slice(0, 6).join("\n"));
      throw new Missing(
        "The packages of package-lock.json could not be installed, for the reason that npm gives above. Most often npm's registry cannot be reached: check the connection, then run this command again.",
      );
    });
  }
  prefer(join(tree, "node_modules/.bin"));
}

/** npm leaves a note of what it installed as the last thing it does. */
function installed() {
  try {
    const wanted = read("package-lock.json");
    const there = read("node_modules/.package-lock.json");
    return Object.entries(wanted).every(([path, { version, optional, dev, peer, devOptional }]) => {
      // Of the optional ones npm installs those for this machine.
      if (path === "" || !there[path])
        return path === "" || optional || devOptional || (peer && !dev);
      return there[path].version === version;
    });
  } catch {
    return false;
  }
}

function read(name) {
  return JSON.parse(readFileSync(join(tree, name), "utf8")).packages;
}
