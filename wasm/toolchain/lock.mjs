// One set-up at a time for a tree, and folders that are there as a whole or not at all.
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onInterrupt, say, store } from "./run.mjs";

const folder = join(store, "lock");
const note = join(folder, "owner");
const beat = 5_000;

/** Holds the lock meanwhile; one whose owner is gone is taken over. @template T @param {() => Promise<T>} body @returns {Promise<T>} */
export async function locked(body) {
  await take();
  const heart = setInterval(() => touch(), beat);
  const release = () => rmSync(folder, { recursive: true, force: true });
  onInterrupt(release);
  try {
    return await body();
  } finally {
    clearInterval(heart);
    release();
  }
}

async function take() {
  mkdirSync(store, { recursive: true });
  for (let waited = false; ; waited = true) {
    try {
      mkdirSync(folder);
      writeFileSync(note, `${process.pid} ${hostname()}`);
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (abandoned()) {
      // Renaming is atomic: of two that find the lock abandoned only one takes it away.
      const old = `${folder}-${process.pid}`;
      try {
        renameSync(folder, old);
        rmSync(old, { recursive: true, force: true });
      } catch {}
      continue;
    }
    if (!waited) say("Waiting for another set-up of this tree to finish.");
    await sleep(500);
  }
}

function abandoned() {
  try {
    if (Date.now() - statSync(folder).mtimeMs > 6 * beat) return true;
    const [pid, host] = readFileSync(note, "utf8").split(" ");
    if (host !== hostname()) return false;
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

function touch() {
  try {
    const now = new Date();
    utimesSync(folder, now, now);
  } catch {}
}

/**
 * Lays out a folder beside its place and moves it there only when `fill` found nothing wrong.
 * @param {string} home @param {(fresh: string) => Promise<string | undefined>} fill
 * @returns {Promise<string | undefined>} what went wrong
 */
export async function whole(home, fill) {
  // A name of its own: what a killed set-up had started may still be writing into its folder.
  const fresh = `${home}.new-${process.pid}`;
  discard(home);
  mkdirSync(fresh, { recursive: true });
  const problem = await fill(fresh);
  if (!problem) {
    rmSync(home, { recursive: true, force: true });
    renameSync(fresh, home);
  }
  discard(home);
  return problem;
}

/** Removes what broken-off attempts at a folder left behind. @param {string} home */
function discard(home) {
  for (const name of readdirSync(dirname(home))) {
    if (!name.startsWith(`${basename(home)}.new-`)) continue;
    try {
      rmSync(join(dirname(home), name), { recursive: true, force: true });
    } catch {}
  }
}
