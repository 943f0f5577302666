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
  kind: string,
  minimum: number,
  maximum: number,
  default: number,
  live: boolean
};

export type Entry = {
  name: string,
  summary: string,
  settings: Setting[]
};

export type Catalog = {
  tasks: Entry[],
  models: Entry[],
  attentions: Entry[],
  optimizers: Entry[]
};

export type Config = {
  task: EmbindString,
  model: EmbindString,
  attention: EmbindString,
  optimizer: EmbindString,
  seed: number,
  settings: Record<string, number>
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
  aligned: number
};

export type NamedTensor = {
  name: string,
  shape: number[],
  data: Float32Array,
  rows: string[],
  columns: string[]
};

export interface Session {
  train(steps: number): Report;
  observe(example: number): Observation;
  evaluate(samples: number): Score;
  tensorNames(): string[];
  tensor(name: EmbindString): NamedTensor;
  set(name: EmbindString, value: number): void;
  step(): number;
  delete(): void;
}

interface EmbindModule {
  catalog(): Catalog;
  Session: {
    new(_0: Config): Session;
  };
}

export type MainModule = WasmModule & typeof RuntimeExports & EmbindModule;
export default function MainModuleFactory (options?: unknown): Promise<MainModule>;
