// onnxruntime-web: forward passes only, on its wasm backend with one thread.

import binary from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import * as ort from "onnxruntime-web/wasm";
import { model } from "../onnx.ts";
import type { AttentionConfig, Forward, Heads, MatmulConfig, Matrices } from "../party.ts";

async function session(bytes: Uint8Array, inputs: Record<string, ort.Tensor>): Promise<Forward> {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = { wasm: new URL(binary, import.meta.url).href };
  const made = await ort.InferenceSession.create(bytes, {
    executionProviders: ["wasm"],
    graphOptimizationLevel: "all",
  });
  let last: ort.Tensor | undefined;
  return {
    async step() {
      last = (await made.run(inputs)).y;
    },
    output: () => last!.data as Float32Array,
  };
}

export async function matmul({ size }: MatmulConfig, { a, b }: Matrices): Promise<Forward> {
  const shape = [size, size];
  const bytes = model(
    [{ op: "MatMul", inputs: ["a", "b"], output: "y" }],
    { a: shape, b: shape },
    { y: shape },
  );
  return session(bytes, { a: new ort.Tensor(a, shape), b: new ort.Tensor(b, shape) });
}

export async function attention(
  { heads, time, width }: AttentionConfig,
  { queries, keys, values }: Heads,
): Promise<Forward> {
  const shape = [1, heads, time, width];
  // The operator divides by √width by itself.
  const bytes = model(
    [{ op: "Attention", inputs: ["q", "k", "v"], output: "y" }],
    { q: shape, k: shape, v: shape },
    { y: shape },
  );
  return session(bytes, {
    q: new ort.Tensor(queries, shape),
    k: new ort.Tensor(keys, shape),
    v: new ort.Tensor(values, shape),
  });
}
