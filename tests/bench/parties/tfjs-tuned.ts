// TensorFlow.js by someone who knows where its wasm backend is slow:
//
// - only products of two matrices without transposition are done by XNNPACK, so transposes are ops of
//   their own, in the gradients too (tfjs-gradients.ts);
// - an op costs some µs whatever its size, so what is composed of many has a gradient of its own, and
//   Adam is one pass over all parameters;
// - tanh and sums over rows are slow; sigmoid and a product with ones are not.
import * as tf from "@tensorflow/tfjs-core";
import type {
  AttentionConfig,
  Forward,
  Heads,
  TokenBatch,
  Training,
  TransformerConfig,
  Weights,
} from "../party.ts";
import { adam } from "../rows.mjs";
import { forward, isLinear, oneHot } from "./tfjs.ts";
import { attend, attendHeads, crossEntropy, gelu, linear, norm } from "./tfjs-gradients.ts";
import { start } from "./tfjs-start.ts";

type Parameters = Record<string, tf.Tensor>;

/** All parameters behind each other in one variable, with linear weights as [in, out]. */
class Flat {
  readonly names: string[];
  readonly shapes: number[][];
  readonly sizes: number[];
  private readonly values: tf.Variable;
  private readonly mean: tf.Variable;
  private readonly power: tf.Variable;
  private power1 = 1;
  private power2 = 1;

  constructor(weights: Weights) {
    const tensors = Object.entries(weights).map(([name, { shape, values }]) => {
      const tensor = tf.tensor(values, shape);
      return isLinear(name) ? tf.transpose(tensor) : tensor;
    });
    this.names = Object.keys(weights);
    this.shapes = tensors.map((tensor) => tensor.shape);
    this.sizes = tensors.map((tensor) => tensor.size);
    this.values = tf.variable(tf.concat(tensors.map((tensor) => tf.reshape(tensor, [-1]))));
    this.mean = tf.variable(tf.zerosLike(this.values));
    this.power = tf.variable(tf.zerosLike(this.values));
  }

  tensors(): tf.Tensor[] {
    const parts = tf.split(this.values, this.sizes);
    return parts.map((part, i) => tf.reshape(part, this.shapes[i]!));
  }

  named(tensors: tf.Tensor[]): Parameters {
    return Object.fromEntries(tensors.map((tensor, i) => [this.names[i]!, tensor]));
  }

  descend(gradients: tf.Tensor[]): void {
    this.power1 *= adam.beta1;
    this.power2 *= adam.beta2;
    const g = tf.concat(gradients.map((tensor) => tf.reshape(tensor, [-1])));
    this.mean.assign(tf.add(tf.mul(this.mean, adam.beta1), tf.mul(g, 1 - adam.beta1)));
    this.power.assign(tf.add(tf.mul(this.power, adam.beta2), tf.mul(tf.square(g), 1 - adam.beta2)));
    const deviation = tf.sqrt(tf.mul(this.power, 1 / (1 - this.power2)));
    const step = tf.div(
      tf.mul(this.mean, adam.rate / (1 - this.power1)),
      tf.add(deviation, adam.epsilon),
    );
    this.values.assign(tf.sub(this.values, step));
  }
}

export async function transformer(
  config: TransformerConfig,
  weights: Weights,
  { tokens, targets }: TokenBatch,
): Promise<Training> {
  await start();
  const { vocabulary, batch, time, width, layers } = config;
  const flat = new Flat(weights);

  const loss = (p: Parameters): tf.Scalar => {
    const layer = (name: string, x: tf.Tensor) =>
      linear(x, p[`${name}.weight`]!, p[`${name}.bias`]!);
    const standard = (name: string, x: tf.Tensor) =>
      norm(x, p[`${name}.weight`]!, p[`${name}.bias`]!);
    const zero = tf.zeros([width]);
    const embedded = linear(oneHot(tokens, vocabulary), p["embedding.weight"]!, zero);
    let x = tf.reshape(tf.add(tf.reshape(embedded, [batch, time, width]), p["position.weight"]!), [
      batch * time,
      width,
    ]) as tf.Tensor;
    for (let i = 0; i < layers; i++) {
      const normed = standard(`block${i}.norm1`, x);
      const [q, k, v] = ["q", "k", "v"].map((part) => layer(`block${i}.attn.${part}`, normed));
      const mixed = attendHeads(q!, k!, v!, config);
      x = tf.add(x, layer(`block${i}.attn.o`, mixed));
      const up = gelu(layer(`block${i}.ffn.up`, standard(`block${i}.norm2`, x)));
      x = tf.add(x, layer(`block${i}.ffn.down`, up));
    }
    return crossEntropy(layer("head", standard("norm", x)), oneHot(targets, vocabulary));
  };
  const run = tf.valueAndGrads((...tensors: tf.Tensor[]) => loss(flat.named(tensors)));

  return {
    step() {
      return tf.tidy(() => {
        const { value, grads } = run(flat.tensors());
        flat.descend(grads);
        return value.dataSync()[0]!;
      });
    },
  };
}

export async function attention(config: AttentionConfig, inputs: Heads): Promise<Forward> {
  await start();
  const [q, k, v] = [inputs.queries, inputs.keys, inputs.values].map((values) =>
    tf.tensor3d(values, [config.heads, config.time, config.width]),
  ) as [tf.Tensor, tf.Tensor, tf.Tensor];
  return forward(() => attend(tf.mul(q, 1 / Math.sqrt(config.width)), k, v));
}
