// jax-js: the whole training step is one jitted function on the wasm backend.
import {
  defaultDevice,
  init,
  type Array as JaxArray,
  jit,
  nn,
  numpy as np,
  valueAndGrad,
} from "@jax-js/jax";
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

type Parameters = Record<string, JaxArray>;

async function start(): Promise<void> {
  await init("wasm");
  defaultDevice("wasm");
}

const integers = (values: Int32Array, shape: number[]) =>
  np.array(values as Int32Array<ArrayBuffer>).reshape(shape);
const floats = (values: Float32Array, shape: number[]) =>
  np.array(values as Float32Array<ArrayBuffer>).reshape(shape);

function parametersOf(weights: Weights): Parameters {
  const entries = Object.entries(weights);
  return Object.fromEntries(
    entries.map(([name, { shape, values }]) => [name, floats(values, shape)]),
  );
}

/** Uses a reference to a parameter: each may be used more than once. */
const of = (p: Parameters, name: string) => p[name]!.ref;

function linear(p: Parameters, name: string, x: JaxArray): JaxArray {
  const w = of(p, `${name}.weight`);
  return np.matmul(x, w.transpose()).add(of(p, `${name}.bias`));
}

function norm(p: Parameters, name: string, x: JaxArray): JaxArray {
  const standard = nn.standardize(x, -1, { epsilon });
  return standard.mul(of(p, `${name}.weight`)).add(of(p, `${name}.bias`));
}

function attention(p: Parameters, name: string, x: JaxArray, config: TransformerConfig): JaxArray {
  const { batch, time, width, heads, causal } = config;
  const [query, key, value] = ["q", "k", "v"].map((part) =>
    linear(p, `${name}.${part}`, x.ref).reshape([batch, time, heads, width / heads]),
  ) as [JaxArray, JaxArray, JaxArray];
  x.dispose();
  const mixed = nn.dotProductAttention(query, key, value, { isCausal: causal });
  return linear(p, `${name}.o`, mixed.reshape([batch * time, width]));
}

function logits(p: Parameters, tokens: JaxArray, config: TransformerConfig): JaxArray {
  const { vocabulary, batch, time, width, layers } = config;
  // A product with one-hot rows: the gradient of a gather cannot be jitted yet.
  const embedded = np.matmul(nn.oneHot(tokens, vocabulary), of(p, "embedding.weight"));
  let x = embedded
    .reshape([batch, time, width])
    .add(of(p, "position.weight"))
    .reshape([batch * time, width]);
  for (let i = 0; i < layers; i++) {
    const normed = norm(p, `block${i}.norm1`, x.ref);
    x = x.add(attention(p, `block${i}.attn`, normed, config));
    const up = linear(p, `block${i}.ffn.up`, norm(p, `block${i}.norm2`, x.ref));
    x = x.add(linear(p, `block${i}.ffn.down`, nn.gelu(up)));
  }
  return linear(p, "head", norm(p, "norm", x));
}

/** The next parameters and moments; `rates` holds what depends on the count of steps. */
function adamStep(p: Parameters, g: Parameters, m: Parameters, v: Parameters, rates: JaxArray) {
  const next = { p: {} as Parameters, m: {} as Parameters, v: {} as Parameters };
  for (const name of Object.keys(p)) {
    const [rate1, rate2] = [rates.ref.slice(0), rates.ref.slice(1)];
    const square = g[name]!.ref.mul(g[name]!.ref).mul(1 - adam.beta2);
    const mean = m[name]!.mul(adam.beta1).add(g[name]!.mul(1 - adam.beta1));
    const power = v[name]!.mul(adam.beta2).add(square);
    const down = np.sqrt(power.ref.mul(rate2)).add(adam.epsilon);
    next.p[name] = p[name]!.sub(mean.ref.mul(rate1).div(down));
    next.m[name] = mean;
    next.v[name] = power;
  }
  rates.dispose();
  return next;
}

const disposeAll = (p: Parameters) => {
  for (const value of Object.values(p)) value.dispose();
};

const zeros = (p: Parameters): Parameters =>
  Object.fromEntries(Object.entries(p).map(([name, value]) => [name, np.zeros(value.shape)]));

export async function transformer(
  config: TransformerConfig,
  weights: Weights,
  { tokens, targets }: TokenBatch,
): Promise<Training> {
  await start();
  const { vocabulary, batch, time } = config;
  const rows = batch * time;
  const loss = (p: Parameters, input: JaxArray, wanted: JaxArray) => {
    const logs = nn.logSoftmax(logits(p, input, config), -1);
    disposeAll(p);
    return logs
      .mul(nn.oneHot(wanted, vocabulary))
      .sum()
      .mul(-1 / rows);
  };
  const update = jit(
    (
      p: Parameters,
      m: Parameters,
      v: Parameters,
      input: JaxArray,
      wanted: JaxArray,
      rates: JaxArray,
    ) => {
      const held = Object.fromEntries(Object.entries(p).map(([name, value]) => [name, value.ref]));
      const [value, gradient] = valueAndGrad(loss)(held, input, wanted);
      const next = adamStep(p, gradient as Parameters, m, v, rates);
      return [value, next.p, next.m, next.v] as [JaxArray, Parameters, Parameters, Parameters];
    },
  );

  let p = parametersOf(weights);
  let m = zeros(p);
  let v = zeros(p);
  let [power1, power2] = [1, 1];
  return {
    async step() {
      power1 *= adam.beta1;
      power2 *= adam.beta2;
      const rates = np.array([adam.rate / (1 - power1), 1 / (1 - power2)]);
      const [value, ...next] = update(
        p,
        m,
        v,
        integers(tokens, [rows]),
        integers(targets, [rows]),
        rates,
      );
      [p, m, v] = next as [Parameters, Parameters, Parameters];
      return (await value.data())[0]!;
    },
  };
}

export async function nextVector(
  { time, width }: VectorConfig,
  weights: Weights,
  { vectors, target }: VectorBatch,
): Promise<Training> {
  await start();
  const loss = (p: Parameters, x: JaxArray, wanted: JaxArray) => {
    const q = np.matmul(of(p, "W"), x.ref.slice(time - 1));
    const k = np.matmul(x.ref, of(p, "U").transpose());
    const shares = nn.softmax(np.matmul(k, q), -1);
    const y = np.matmul(of(p, "V"), np.matmul(shares, x));
    disposeAll(p);
    return np.square(y.sub(wanted)).mean();
  };
  const update = jit((p: Parameters, x: JaxArray, wanted: JaxArray) => {
    const held = Object.fromEntries(Object.entries(p).map(([name, value]) => [name, value.ref]));
    const [value, gradient] = valueAndGrad(loss)(held, x, wanted);
    const next = Object.entries(gradient as Parameters).map(([name, g]) => [
      name,
      p[name]!.sub(g.mul(descent.rate)),
    ]);
    return [value, Object.fromEntries(next)] as [JaxArray, Parameters];
  });
  let p = parametersOf(weights);
  return {
    async step() {
      const [value, next] = update(p, floats(vectors, [time, width]), floats(target, [width]));
      p = next as Parameters;
      return (await value.data())[0]!;
    },
  };
}

export async function matmul({ size }: MatmulConfig, inputs: Matrices): Promise<Forward> {
  await start();
  const a = floats(inputs.a, [size, size]);
  const b = floats(inputs.b, [size, size]);
  return forward(() => np.matmul(a.ref, b.ref));
}

async function forward(compute: () => JaxArray): Promise<Forward> {
  let last = compute();
  return {
    async step() {
      last.dispose();
      last = compute();
      await last.blockUntilReady();
    },
    async output() {
      return (await last.ref.data()) as Float32Array;
    },
  };
}

export { attentionForward as attention };

async function attentionForward(
  { heads, time, width }: AttentionConfig,
  inputs: Heads,
): Promise<Forward> {
  await start();
  const [q, k, v] = [inputs.queries, inputs.keys, inputs.values].map((values) =>
    floats(values, [heads, time, width]),
  ) as [JaxArray, JaxArray, JaxArray];
  const run = jit((q: JaxArray, k: JaxArray, v: JaxArray) => {
    const scores = np.matmul(q, k.transpose([0, 2, 1])).mul(1 / Math.sqrt(width));
    return np.matmul(nn.softmax(scores, -1), v);
  });
  return forward(() => run(q.ref, k.ref, v.ref));
}
