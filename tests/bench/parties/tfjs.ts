// TensorFlow.js as its users write it: small ops, tf.tidy, optimizer.minimize.
import * as tf from "@tensorflow/tfjs-core";
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
import { adam, descent, epsilon } from "../rows.mjs";
import { start } from "./tfjs-start.ts";

type Variables = Record<string, tf.Variable>;

function variablesOf(weights: Weights): Variables {
  const entries = Object.entries(weights).map(([name, { shape, values }]) => {
    const tensor = tf.tensor(values, shape);
    return [name, tf.variable(isLinear(name) ? tf.transpose(tensor) : tensor)];
  });
  return Object.fromEntries(entries) as Variables;
}

/** Linear weights are [in, out] here, as in the layers of TensorFlow. */
export const isLinear = (name: string) => /(attn|ffn|head).*weight$/.test(name);

function linear(p: Variables, name: string, x: tf.Tensor): tf.Tensor {
  return tf.add(tf.matMul(x, p[`${name}.weight`]!), p[`${name}.bias`]!);
}

function norm(p: Variables, name: string, x: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, -1, true);
  const standard = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon)));
  return tf.add(tf.mul(standard, p[`${name}.weight`]!), p[`${name}.bias`]!);
}

// gelu(x) = x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³)))
function gelu(x: tf.Tensor): tf.Tensor {
  const inner = tf.mul(
    tf.add(x, tf.mul(tf.mul(tf.square(x), x), 0.044715)),
    Math.sqrt(2 / Math.PI),
  );
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(inner), 1));
}

function attend(
  p: Variables,
  name: string,
  x: tf.Tensor,
  config: TransformerConfig,
  mask: tf.Tensor | undefined,
): tf.Tensor {
  const { batch, time, width, heads } = config;
  const [q, k, v] = ["q", "k", "v"].map((part) =>
    tf.transpose(
      tf.reshape(linear(p, `${name}.${part}`, x), [batch, time, heads, width / heads]),
      [0, 2, 1, 3],
    ),
  ) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(width / heads));
  const weights = tf.softmax(mask ? tf.add(scores, mask) : scores);
  const mixed = tf.transpose(tf.matMul(weights, v), [0, 2, 1, 3]);
  return linear(p, `${name}.o`, tf.reshape(mixed, [batch * time, width]));
}

/** Cast, since this backend's kernel writes integers even when it is asked for floats. */
export function oneHot(indices: Int32Array, depth: number): tf.Tensor2D {
  return tf.cast(tf.oneHot(tf.tensor1d(indices, "int32"), depth), "float32") as tf.Tensor2D;
}

/** Zero where a position may look, and far below where it may not: the future. */
export function causalMask(time: number): tf.Tensor {
  const far = Float32Array.from({ length: time * time }, (_, i) =>
    i % time > Math.floor(i / time) ? -1e9 : 0,
  );
  return tf.tensor(far, [1, 1, time, time]);
}

export async function transformer(
  config: TransformerConfig,
  weights: Weights,
  { tokens, targets }: TokenBatch,
): Promise<Training> {
  await start();
  const { vocabulary, batch, time, width, layers, causal } = config;
  const p = variablesOf(weights);
  const mask = causal ? causalMask(time) : undefined;
  const optimizer = tf.train.adam(adam.rate, adam.beta1, adam.beta2, adam.epsilon);

  const loss = () => {
    // This backend has no gradient of gather.
    const embedded = tf.matMul(oneHot(tokens, vocabulary), p["embedding.weight"] as tf.Tensor2D);
    let x = tf.reshape(tf.add(tf.reshape(embedded, [batch, time, width]), p["position.weight"]!), [
      batch * time,
      width,
    ]) as tf.Tensor;
    for (let i = 0; i < layers; i++) {
      x = tf.add(x, attend(p, `block${i}.attn`, norm(p, `block${i}.norm1`, x), config, mask));
      const up = gelu(linear(p, `block${i}.ffn.up`, norm(p, `block${i}.norm2`, x)));
      x = tf.add(x, linear(p, `block${i}.ffn.down`, up));
    }
    const logits = linear(p, "head", norm(p, "norm", x));
    return tf.losses.softmaxCrossEntropy(oneHot(targets, vocabulary), logits) as tf.Scalar;
  };
  return {
    step() {
      const value = optimizer.minimize(loss, true)!;
      const number = value.dataSync()[0]!;
      value.dispose();
      return number;
    },
  };
}

export async function nextVector(
  { time, width }: VectorConfig,
  weights: Weights,
  { vectors, target }: VectorBatch,
): Promise<Training> {
  await start();
  const p = variablesOf(weights);
  const optimizer = tf.train.sgd(descent.rate);
  const loss = () => {
    const x = tf.tensor2d(vectors, [time, width]);
    const last = tf.slice(x, [time - 1, 0], [1, width]);
    const q = tf.matMul(last, p.W as tf.Tensor2D, false, true);
    const k = tf.matMul(x, p.U as tf.Tensor2D, false, true);
    const shares = tf.softmax(tf.matMul(q, k, false, true));
    const y = tf.matMul(tf.matMul(shares, x), p.V as tf.Tensor2D, false, true);
    return tf.mean(tf.squaredDifference(y, tf.tensor2d(target, [1, width]))) as tf.Scalar;
  };
  return {
    step() {
      const value = optimizer.minimize(loss, true)!;
      const number = value.dataSync()[0]!;
      value.dispose();
      return number;
    },
  };
}

export function forward(compute: () => tf.Tensor): Forward {
  let last = tf.tidy(compute);
  return {
    step() {
      last.dispose();
      last = tf.tidy(compute);
    },
    output: () => last.dataSync() as Float32Array,
  };
}

export async function matmul({ size }: MatmulConfig, inputs: Matrices): Promise<Forward> {
  await start();
  const a = tf.tensor2d(inputs.a, [size, size]);
  const b = tf.tensor2d(inputs.b, [size, size]);
  return forward(() => tf.matMul(a, b));
}

export async function attention(config: AttentionConfig, inputs: Heads): Promise<Forward> {
  await start();
  const shape: [number, number, number] = [config.heads, config.time, config.width];
  const q = tf.tensor3d(inputs.queries, shape);
  const k = tf.tensor3d(inputs.keys, shape);
  const v = tf.tensor3d(inputs.values, shape);
  return forward(() => {
    const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(config.width));
    return tf.matMul(tf.softmax(scores), v);
  });
}
