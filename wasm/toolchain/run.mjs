// Running other programs: with their output shown or captured, and ended when we are.
import { spawn } from "node:child_process";
import { accessSync, constants, readFileSync, realpathSync, statSync } from "node:fs";
import { constants as os } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the source tree. */
export const tree = fileURLToPath(new URL("../..", import.meta.url));
/** Everything that was obtained for this tree alone. */
export const store = join(tree, ".toolchain");

/** Whether a module is the program that was started, not one that it imports. @param {string} url */
export function isMain(url) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(url);
}

/** For what is wrong before anything can begin. @param {string} sentence */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  stop(
    `softlook needs Node 20.19 or newer, and this is ${process.version}: get one from nodejs.org.`,
  );
}

/** The versions that are pinned, and where they come from. */
export const pins = readPins();

function readPins() {
  try {
    return JSON.parse(readFileSync(new URL("pins.json", import.meta.url), "utf8"));
  } catch (error) {
    stop(
      `wasm/toolchain/pins.json cannot be read (${error.message}): get it back with git checkout.`,
    );
  }
}

/** Something that is not there and could not be had: a sentence, and the command that gets it. */
export class Missing extends Error {
  /** @param {string} sentence @param {string} [command] */
  constructor(sentence, command) {
    super(command ? `${sentence} Get it with: ${command}` : sentence);
  }
}

/** A step of ours that failed after saying why on the terminal. */
export class Failed extends Error {}

/** Programs that run right now: they are ended when we are. */
const running = new Set();
/** @type {(() => void)[]} */
const cleanups = [];

/** Runs `action` when the program is interrupted. @param {() => void} action */
export function onInterrupt(action) {
  cleanups.push(action);
}

function interrupted(signal) {
  for (const child of running) end(child);
  for (const action of cleanups) action();
  process.exit(128 + os.signals[signal]);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, interrupted);

/** Ends a program and all that it started. */
export function end(child) {
  try {
    process.kill(-child.pid, "SIGTERM");
  } catch {
    child.kill();
  }
}

/**
 * Starts a program in a process group of its own, so that what it starts ends with it.
 * @param {string} command @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: tree,
    detached: true,
    stdio: ["ignore", "inherit", "inherit"],
    ...options,
  });
  if (!options.unendable) running.add(child);
  child.on("close", () => running.delete(child));
  return child;
}

/** Runs a program to its end and gives its exit code; 127 if it cannot be started. */
export function run(command, args, options) {
  return new Promise((resolve) => {
    const child = start(command, args, options);
    child.on("error", () => {
      running.delete(child);
      resolve(127);
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a program silently.
 * @returns {Promise<{ code: number, out: string, err: string }>}
 */
export function capture(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = start(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.on("data", (data) => {
      out += data;
    });
    child.stderr.on("data", (data) => {
      err += data;
    });
    child.on("error", () => {
      running.delete(child);
      resolve({ code: 127, out, err });
    });
    child.on("close", (code) => resolve({ code: code ?? 1, out, err }));
    if (options.timeout) setTimeout(() => end(child), options.timeout).unref();
  });
}

/** The path of a program on PATH. @param {string} name @returns {string | undefined} */
export function which(name) {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isProgram);
}

/** @param {string} path */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Puts a folder in front of PATH, once. @param {string} folder */
export function prefer(folder) {
  const path = (process.env.PATH ?? "").split(delimiter);
  process.env.PATH = [folder, ...path.filter((other) => other !== folder)].join(delimiter);
}

/** Is version `a` at least `b`? @param {string} a @param {string} b */
export function atLeast(a, b) {
  const [x, y] = [a, b].map((version) =>
    version.split(".").map((part) => Number.parseInt(part, 10)),
  );
  for (let i = 0; i < y.length; i++) {
    if ((x[i] || 0) !== y[i]) return (x[i] || 0) > y[i];
  }
  return true;
}

/** Says one line about what is going on. @param {string} line */
export function say(line) {
  console.log(line);
}

/** npm ends the shell that it started us with, not us: then we see that our parent is gone. */
function endWithParent() {
  const parent = process.ppid;
  const look = () => process.ppid === parent || interrupted("SIGTERM");
  if (process.env.npm_lifecycle_event) setInterval(look, 200).unref();
}

/** Runs a script's body; what is missing or failed ends it with one sentence. */
export async function main(body) {
  endWithParent();
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    if (!(error instanceof Missing || error instanceof Failed)) throw error;
    if (error.message) console.error(error.message);
    process.exitCode = 1;
  }
}
