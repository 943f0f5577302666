// softlook itself, through its public engine.
import { type Batch, type Config, loadEngine } from "softlook/engine";
import wasm from "softlook/softlook-core.wasm";
import type {
  AttentionConfig,
  Forward,
  Heads,
  MatmulConfig,
  Matrices,
  TokenBatch,
  Training,
  TransformerConfig,
  VectorBatch,
  VectorConfig,
  Weights,
} from "../party.ts";
import { adam, descent } from "../rows.mjs";

/** A session of its own engine, of which the core will do, with the weights that all parties get. */
async function begin(config: Config, weights: Weights) {
  const session = (await loadEngine(wasm)).session({ task: "given", ...config });
  for (const [name, { values }] of Object.entries(weights)) session.setParameter(name, values);
  return session;
}

export async function transformer(
  config: TransformerConfig,
  weights: Weights,
  { tokens, targets }: TokenBatch,
): Promise<Training> {
  const { vocabulary, time, batch, width, heads, layers, causal } = config;
  const settings = {
    "input-tokens": vocabulary,
    "target-tokens": vocabulary,
    length: time,
    causal: causal ? 1 : 0,
    batch,
    width,
    heads,
    layers,
    "learning-rate": adam.rate,
    beta1: adam.beta1,
    beta2: adam.beta2,
    epsilon: adam.epsilon,
  };
  const model = { model: "transformer", attention: "multi-head", optimizer: "adam" };
  const session = await begin({ ...model, settings }, weights);
  const shape = [batch, time];
  const samples: Batch = { input: { shape, data: tokens }, target: { shape, data: targets } };
  return { step: () => session.trainOn(samples) };
}

export async function nextVector(
  { time, width }: VectorConfig,
  weights: Weights,
  { vectors, target }: VectorBatch,
): Promise<Training> {
  const settings = {
    "input-tokens": 0,
    "target-tokens": 0,
    "input-width": width,
    "target-width": width,
    length: time,
    "learning-rate": descent.rate,
  };
  const model = { model: "next-vector", attention: "dot", optimizer: "sgd" };
  const session = await begin({ ...model, settings }, weights);
  const shape = [1, time, width];
  // The answer to the last position is the only one that counts.
  const answers = new Float32Array(time * width);
  answers.set(target, (time - 1) * width);
  const samples: Batch = { input: { shape, data: vectors }, target: { shape, data: answers } };
  return { step: () => session.trainOn(samples) };
}

/** The engine's own product, in a module of its own (tests/bench/matmul.cpp). */
export async function matmul({ size }: MatmulConfig, { a, b }: Matrices): Promise<Forward> {
  const { default: load } = await import("softlook/matmul");
  const { default: wasm } = await import("softlook/matmul.wasm");
  const product = new (await load({ locateFile: () => wasm })).Product(size);
  product.a().set(a);
  product.b().set(b);
  return { step: () => product.compute(), output: () => product.c() };
}

export async function attention(
  { heads, time, width }: AttentionConfig,
  inputs: Heads,
): Promise<Forward> {
  const settings = {
    "input-tokens": 0,
    "target-tokens": 0,
    "input-width": heads * width,
    "target-width": heads * width,
    length: time,
    slots: time,
    heads,
  };
  const sideBySide = (values: Float32Array) => reordered(values, [heads, time, width]);
  const shape = [time, heads * width];
  const session = await begin(
    { model: "look-up", attention: "multi-head", settings },
    {
      keys: { shape, values: sideBySide(inputs.keys) },
      values: { shape, values: sideBySide(inputs.values) },
    },
  );
  const batch: Batch = {
    input: { shape: [1, ...shape], data: sideBySide(inputs.queries) },
    target: { shape: [1, ...shape], data: new Float32Array(time * heads * width) },
  };
  return {
    step: () => void session.lossOn(batch),
    output: () => reordered(session.tensor("output").data, [time, heads, width]),
    peakBytes: () => session.memory,
  };
}

/** [a, b, width] as [b, a, width]. */
function reordered(values: Float32Array, [a, b, width]: [number, number, number]): Float32Array {
  const result = new Float32Array(values.length);
  for (let i = 0; i < a; i++) {
    for (let j = 0; j < b; j++) {
      const from = (i * b + j) * width;
      result.set(values.subarray(from, from + width), (j * a + i) * width);
    }
  }
  return result;
}
