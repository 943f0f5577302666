// Debian's packages, taken apart privately by debian.sh, with a word on how far it is.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { capture, which } from "./run.mjs";

const script = fileURLToPath(new URL("debian.sh", import.meta.url));

/** Is this a Debian whose packages can be taken? */
export async function debianUsable() {
  if (!which("apt-get")) return false;
  return (await capture("sh", [script, "usable"])).code === 0;
}

/**
 * Runs steps of debian.sh; what it fetches goes into `folder`.
 * @param {string} folder @param {...string[]} steps
 * @returns {Promise<string | undefined>} what went wrong
 */
export async function debian(folder, ...steps) {
  const tty = process.stdout.isTTY;
  let told = 0;
  const tell = () => {
    const megabytes = Math.round(bytes(folder) / 1e6);
    if (tty) process.stdout.write(`\r  ${megabytes} MB fetched `);
    else if (megabytes >= told + 50) console.log(`  ${megabytes} MB fetched`);
    else return;
    told = megabytes;
  };
  const ticker = setInterval(tell, 500);
  try {
    for (const step of steps) {
      if (step[0] === "unpack" && tty && told) process.stdout.write("\r  unpacking        ");
      if (step[0] === "unpack") clearInterval(ticker);
      const { code, err } = await capture("sh", [script, ...step]);
      if (code) return err.trim() || `debian.sh ${step[0]} failed.`;
    }
  } finally {
    clearInterval(ticker);
    if (tty && told) process.stdout.write("\n");
  }
}

/** The size of the packages under a folder. */
function bytes(folder) {
  let sum = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      if (entry.isFile() && path.includes("packages/") && /\.deb\b/.test(entry.name)) {
        sum += statSync(path).size;
      }
    }
  } catch {}
  return sum;
}
