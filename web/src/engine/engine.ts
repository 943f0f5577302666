import type {
  AttentionEntry,
  Batch,
  Catalog,
  Entry,
  MainModule,
  NamedTensor,
  Next,
  Parameter,
  Session as RawSession,
  Score,
  Setting,
  TaskEntry,
} from "softlook-wasm";
import * as asked from "./asked.ts";
import type { FileBytes } from "./file-bytes.ts";
import { comesCompiled, instantiate } from "./instantiate.ts";
import { sentence } from "./sentence.ts";

export type {
  AttentionEntry,
  Batch,
  Catalog,
  Entry,
  NamedTensor,
  Next,
  Parameter,
  Score,
  Setting,
  TaskEntry,
};

/** All that decides a run: the same config gives the same bits on every machine. */
export interface Config {
  /** A task of the catalog; `ring` if left out. `given` trains on batches from outside alone. */
  task?: string;
  /** A model of the catalog; `next-vector` if left out. */
  model?: string;
  /** An attention of the catalog; `dot` if left out. */
  attention?: string;
  /** An optimizer of the catalog; `sgd` if left out. */
  optimizer?: string;
  /** A whole number from 0 to 2³²−1; 1 if left out. */
  seed?: number;
  /** Settings that differ from their defaults; the catalog has all of them with their ranges. */
  settings?: Record<string, number | string>;
  /** Somebody's own, for a task whose `data` in the catalog says what it takes: text, or a file's bytes. */
  data?: string | Uint8Array;
}

/** How the next token is chosen. */
export interface Choice {
  /** 0, which is the default, takes the likeliest; 1 draws from the model's probabilities; more is bolder. */
  temperature?: number;
  /** Only so many of the likeliest are drawn from; 0, which is the default, is all of them. */
  top?: number;
  /** Numbers the draws: the same number draws the same. */
  draw?: number;
}

/** Something that is not to be what it would be: a named tensor, or one head of attention weights. */
export interface Pin {
  name: string;
  /** One head of a tensor [B,H,T,T]; left out, all of it. */
  head?: number;
  /** `mean` is what it is on average over held-out samples. Numbers are used as they are. */
  to: "zero" | "uniform" | "mean" | ArrayLike<number>;
}

export interface Look {
  /** Also go back, so that `<name>.gradient` can be read. */
  gradients?: boolean;
  pins?: Pin[];
}

export interface Report {
  step: number;
  /** The loss of each step before its update. Fewer than asked for: the run diverged. */
  losses: Float32Array;
}

/**
 * One running experiment. It holds memory of the engine until `delete()`. Every array that it gives
 * is a copy; whatever is wrong is an Error with a sentence.
 */
export class Session {
  constructor(private readonly raw: RawSession) {}

  /** Trains on samples of the task. */
  train(steps = 1): Report {
    return this.raw.train(asked.number("steps", steps));
  }

  /** One step on a batch from outside; the loss before it. Tokens of −1 are padding, or no answer. */
  trainOn(batch: Batch): number {
    return this.raw.trainOn(asked.batch(batch));
  }

  /**
   * The loss on a batch, as fast and with as little memory as can be: the weights, which take most
   * of it, cannot be read afterwards. Nothing is changed.
   */
  lossOn(batch: Batch): number {
    return this.raw.lossOn(asked.batch(batch));
  }

  /** The loss on a held-out sample; its tensors can be read until the next pass. */
  observe(example = 0, look: Look = {}): number {
    return this.raw.observe(asked.number("example", example), asked.look(look)).loss;
  }

  /** The same on a batch from outside. */
  observeOn(batch: Batch, look: Look = {}): number {
    return this.raw.observeOn(asked.batch(batch), asked.look(look)).loss;
  }

  /** A sample that somebody wrote, as the task reads it; −1 where it knows no answer. */
  read(written: string | Uint8Array): Batch {
    return this.raw.read(asked.textOrBytes("what is written", written));
  }

  /**
   * The token that goes on what is written so far, one sample: the input of a language model without
   * padding, or a target of its own with −1 from where it is to go on. Its tensors can be read.
   */
  next(soFar: Batch, choice: Choice = {}): Next {
    const { temperature, top, draw } = asked.fields("a choice", choice, [
      "temperature",
      "top",
      "draw",
    ]);
    return this.raw.next(asked.batch(soFar), {
      temperature: asked.number("`temperature`", temperature ?? 0),
      top: asked.number("`top`", top ?? 0),
      draw: asked.number("`draw`", draw ?? 0),
    });
  }

  /** How well it does on so many held-out samples. */
  evaluate(samples = 256): Score {
    return this.raw.evaluate(asked.number("samples", samples));
  }

  /** What `tensor()` knows now: the last pass, the parameters, and the gradients of both. */
  tensorNames(): string[] {
    return this.raw.tensorNames();
  }

  tensor(name: string): NamedTensor {
    return this.raw.tensor(asked.text("a tensor's name", name));
  }

  parameters(): Parameter[] {
    return this.raw.parameters();
  }

  setParameter(name: string, values: ArrayLike<number>): void {
    this.raw.setParameter(
      asked.text("a parameter's name", name),
      asked.numbers(`\`${name}\``, values),
    );
  }

  /** Changes a setting that is declared live. */
  set(name: string, value: number | string): void {
    this.raw.set(asked.text("a setting's name", name), value);
  }

  /** Of all gradients together in the last pass that went back, before they were clipped. */
  gradientNorm(): number {
    return this.raw.gradientNorm();
  }

  /** All parameters as a safetensors file. */
  saveParameters(): FileBytes {
    return this.raw.saveParameters() as FileBytes;
  }

  /** From a safetensors file with all of this model's parameters, and nothing else. */
  loadParameters(file: Uint8Array | ArrayBuffer): void {
    this.raw.loadParameters(asked.bytes("parameters", file));
  }

  /** A checkpoint: parameters, optimizer, step and config. A run that goes on from it has the same bits. */
  save(): FileBytes {
    return this.raw.save() as FileBytes;
  }

  /** Goes to where a checkpoint of the same config was. */
  restore(checkpoint: Uint8Array | ArrayBuffer): void {
    this.raw.restore(asked.bytes("a checkpoint", checkpoint));
  }

  /** Another session that is where this one is. */
  clone(): Session {
    // Never null: what cannot be made throws.
    return new Session(this.raw.clone()!);
  }

  get step(): number {
    return this.raw.step();
  }

  /** Bytes of the engine's memory that it holds. */
  get memory(): number {
    return this.raw.memory();
  }

  delete(): void {
    this.raw.delete();
  }
}

export class Engine {
  constructor(private readonly module: MainModule) {}

  /** What there is, with every setting, its range and its default. */
  catalog(): Catalog {
    return this.module.catalog();
  }

  session(config: Config = {}): Session {
    const { task, model, attention, optimizer, seed, settings, data } = asked.fields(
      "a config",
      config,
      ["task", "model", "attention", "optimizer", "seed", "settings", "data"],
    );
    return new Session(
      new this.module.Session(
        {
          task: asked.text("`task`", task ?? "ring"),
          model: asked.text("`model`", model ?? "next-vector"),
          attention: asked.text("`attention`", attention ?? "dot"),
          optimizer: asked.text("`optimizer`", optimizer ?? "sgd"),
          seed: asked.number("`seed`", seed ?? 1),
          settings: asked.settings(settings ?? {}),
        },
        data === undefined ? "" : asked.data("`data`", data),
      ),
    );
  }

  /** A session from a checkpoint. */
  load(checkpoint: Uint8Array | ArrayBuffer): Session {
    return new Session(this.module.Session.load(asked.bytes("a checkpoint", checkpoint))!);
  }
}

/** Apart from `new URL`: bundlers take the two together for a file to be bundled, and of an address know none. */
const here: string = import.meta.url;

/**
 * Loads the engine: in a page, in a worker, or in Node. `wasm` says where `softlook.wasm` is, or is
 * what it holds; left out, it lies beside this file.
 */
export async function loadEngine(wasm?: string | URL | BufferSource): Promise<Engine> {
  const found = wasm ?? new URL("./softlook.wasm", import.meta.url);
  const isPlace = typeof found === "string" || found instanceof URL;
  if (!isPlace && !(found instanceof ArrayBuffer || ArrayBuffer.isView(found))) {
    throw new Error(
      `[engine] loadEngine takes the address of softlook.wasm, or the bytes of it, not ${typeof found}`,
    );
  }
  const what = isPlace ? `${found}` : "what loadEngine() was given";
  const had = isPlace ? await read(new URL(found, here)) : found;
  try {
    const isComing = had instanceof Response && comesCompiled(had);
    const module = isComing
      ? await WebAssembly.compileStreaming(had)
      : await WebAssembly.compile(had instanceof Response ? await had.arrayBuffer() : had);
    return new Engine(await instantiate(module));
  } catch (error) {
    throw new Error(`[engine] ${what} could not be started as softlook.wasm: ${sentence(error)}`);
  }
}

async function read(url: URL): Promise<BufferSource | Response> {
  // Node's fetch knows no files. Asked for like this, no bundler goes looking for the module.
  const files = url.protocol === "file:" && globalThis.process?.getBuiltinModule?.("node:fs");
  try {
    if (files) return files.readFileSync(url);
    const response = await fetch(url);
    if (response.ok) return response;
    throw new Error(`status ${response.status}`);
  } catch (error) {
    throw new Error(`[engine] ${url} could not be had: ${sentence(error)}`);
  }
}
