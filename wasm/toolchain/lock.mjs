// One set-up at a time for a tree. A lock whose owner is gone is taken over.
import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onInterrupt, say, store } from "./run.mjs";

const folder = join(store, "lock");
const note = join(folder, "owner");
const beat = 5_000;

/** @template T @param {() => Promise<T>} body @returns {Promise<T>} */
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
