// Parties outside the browser: programs that are spoken to in lines.
//
//     prepare FOLDER STEPS     →  losses 4.30 4.17 …   or   sample 0.1 0.2 …   or   absent WHY
//     batch STEPS              →  time MILLISECONDS-FOR-EACH
//     version                  →  version WORDS
//
// FOLDER holds `config`, with lines "kind transformer", "width 64", and so on; `tensors`, with lines
// "NAME f32|i32 LENGTH LENGTH …"; and each tensor's bytes in the file NAME.
import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { tree } from "../../wasm/toolchain/run.mjs";
import { heads, matrices, tokenBatch, vectorBatch } from "./batch.mjs";
import { adam, descent, epsilon, rows } from "./rows.mjs";
import { nextVectorShapes, transformerShapes, weights } from "./weights.mjs";

/** Everything that a row starts from, by name. */
function inputsOf({ kind, config }) {
  switch (kind) {
    case "transformer": {
      const { batch, time } = config;
      const { tokens, targets } = tokenBatch(config);
      const shape = [batch, time];
      return {
        ...weights(transformerShapes(config)),
        tokens: { shape, values: tokens },
        targets: { shape, values: targets },
      };
    }
    case "nextVector": {
      const { vectors, target } = vectorBatch(config);
      return {
        ...weights(nextVectorShapes(config)),
        vectors: { shape: [config.time, config.width], values: vectors },
        target: { shape: [config.width], values: target },
      };
    }
    case "matmul":
      return shaped(matrices(config), [config.size, config.size]);
    default:
      return shaped(heads(config), [config.heads, config.time, config.width]);
  }
}

const shaped = (arrays, shape) =>
  Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, { shape, values }]));

/** Writes what a row starts from, and gives the folder. */
function writeInputs(name, places) {
  // Relative to the tree, since a line is words: the tree's own name may be of several.
  const place = join("build/bench/inputs", name);
  const folder = join(tree, place);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const row = rows[name];
  const rates = { ...(row.kind === "nextVector" ? descent : adam), "norm-epsilon": epsilon };
  const config = { kind: row.kind, ...row.config, ...rates };
  writeFileSync(join(folder, "config"), lines(Object.entries(config)));
  const tensors = { ...inputsOf(row) };
  if (places.length) tensors.places = { shape: [places.length], values: Int32Array.from(places) };
  const listed = Object.entries(tensors).map(([tensor, { shape, values }]) => {
    writeFileSync(join(folder, tensor), values);
    return [tensor, values instanceof Int32Array ? "i32" : "f32", ...shape];
  });
  writeFileSync(join(folder, "tensors"), lines(listed));
  return place;
}

const lines = (table) => table.map((row) => `${row.join(" ")}\n`).join("");

/** A party that is a program of its own, started anew for each row. */
export class NativeParty {
  /** @param {string} name @param {string} command @param {string[]} args */
  constructor(name, command, args = [], environment = {}) {
    this.name = name;
    this.command = command;
    this.args = args;
    this.environment = environment;
  }

  begin() {
    const env = { ...process.env, ...this.environment, OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
    const stdio = ["pipe", "pipe", "inherit"];
    this.child = spawn(this.command, this.args, { cwd: tree, env, stdio });
    this.answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  async version() {
    this.begin();
    return (await this.ask("version")).slice(1).join(" ");
  }

  async prepare(row, steps, places) {
    this.begin();
    const [word, ...rest] = await this.ask(`prepare ${writeInputs(row, places)} ${steps}`);
    return word === "absent" ? { absent: rest.join(" ") } : { [word]: rest.map(Number) };
  }

  async batch(steps) {
    return Number((await this.ask(`batch ${steps}`))[1]);
  }

  async ask(line) {
    this.child.stdin.write(`${line}\n`);
    const { value, done } = await this.answers.next();
    if (done) throw new Error(`[bench] ${this.name} ended instead of answering "${line}".`);
    return value.split(" ");
  }

  async close() {
    this.child?.stdin.end();
    this.child?.kill();
  }
}
