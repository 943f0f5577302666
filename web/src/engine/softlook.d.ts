// TypeScript bindings for emscripten-generated code.  Automatically generated at compile time.
declare namespace RuntimeExports {
    let HEAPF32: any;
    let HEAPF64: any;
    let HEAP_DATA_VIEW: any;
    let HEAP8: any;
    let HEAPU8: any;
    let HEAP16: any;
    let HEAPU16: any;
    let HEAP32: any;
    let HEAPU32: any;
    let HEAP64: any;
    let HEAPU64: any;
}
interface WasmModule {
}

type EmbindString = ArrayBuffer|Uint8Array|Uint8ClampedArray|Int8Array|string;
export type Setting = {
  name: string,
  summary: string,
  kind: 'integer' | 'number' | 'choice',
  minimum: number,
  maximum: number,
  default: number | string,
  live: boolean,
  options: string[]
};

export type Entry = {
  name: string,
  summary: string,
  settings: Setting[]
};

export type TaskEntry = {
  name: string,
  summary: string,
  settings: Setting[],
  data: string
};

export type AttentionEntry = {
  name: string,
  summary: string,
  settings: Setting[],
  rowsSumToOne: boolean,
  causal: boolean,
  linearMemory: boolean
};

export type Catalog = {
  tasks: TaskEntry[],
  models: Entry[],
  attentions: AttentionEntry[],
  optimizers: Entry[],
  schedule: Setting[]
};

export type Config = {
  task: EmbindString,
  model: EmbindString,
  attention: EmbindString,
  optimizer: EmbindString,
  seed: number,
  settings: Record<string, number | string>
};

export type Report = {
  step: number,
  losses: Float32Array
};

export type Observation = {
  loss: number
};

export type Score = {
  error: number,
  baseline: number,
  right: number,
  whole: number,
  aligned: number,
  attended: number,
  floor: number
};

export type NamedTensor = {
  name: string,
  shape: number[],
  data: Float32Array,
  rows: string[],
  columns: string[]
};

export type Parameter = {
  name: string,
  shape: number[]
};

export type Numbers = {
  shape: number[],
  data: ArrayLike<number>
};

export type Batch = {
  input: Numbers,
  target: Numbers
};

export type Choice = {
  temperature: number,
  top: number,
  draw: number
};

export type Next = {
  position: number,
  token: number,
  probability: number,
  label: string,
  last: boolean
};

export interface Session {
  train(steps: number): Report;
  trainOn(batch: Batch): number;
  lossOn(batch: Batch): number;
  observe(example: number, look: { gradients?: boolean, pins?: { name: string, head?: number, to: 'zero' | 'uniform' | 'mean' | ArrayLike<number> }[] } | undefined): Observation;
  observeOn(batch: Batch, look: { gradients?: boolean, pins?: { name: string, head?: number, to: 'zero' | 'uniform' | 'mean' | ArrayLike<number> }[] } | undefined): Observation;
  read(written: EmbindString): Batch;
  next(soFar: Batch, choice: Choice): Next;
  evaluate(samples: number): Score;
  tensorNames(): string[];
  tensor(name: EmbindString): NamedTensor;
  parameters(): Parameter[];
  setParameter(name: EmbindString, values: ArrayLike<number>): void;
  set(name: EmbindString, value: number | string): void;
  gradientNorm(): number;
  saveParameters(): Uint8Array;
  loadParameters(file: Uint8Array): void;
  save(): Uint8Array;
  restore(file: Uint8Array): void;
  clone(): Session | null;
  step(): number;
  memory(): number;
  delete(): void;
}

interface EmbindModule {
  catalog(): Catalog;
  Session: {
    new(_0: Config): Session;
    new(_0: Config, _1: EmbindString): Session;
    load(file: Uint8Array): Session | null;
  };
}

export type MainModule = WasmModule & typeof RuntimeExports & EmbindModule;
export default function MainModuleFactory (options?: unknown): Promise<MainModule>;
