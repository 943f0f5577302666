// The same in double precision and in the plainest words: what every party's results are held to.
import { heads, matrices, tokenBatch } from "./batch.mjs";
import { epsilon } from "./rows.mjs";
import { transformerShapes, weights } from "./weights.mjs";

const range = (count) => Array.from({ length: count }, (_, i) => i);
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const dot = (a, b) => sum(a.map((x, i) => x * b[i]));

function softmax(scores) {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const total = sum(powers);
  return powers.map((power) => power / total);
}

// gelu(x) = x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³)))
const gelu = (x) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));

/** The transformer's loss on its first batch. */
export function firstLoss(config) {
  const { batch, time, width, heads: headCount, layers, causal } = config;
  const parameters = weights(transformerShapes(config));
  const { tokens, targets } = tokenBatch(config);
  const vector = (name) => Array.from(parameters[name].values);
  const matrix = (name) => {
    const { shape, values } = parameters[name];
    return range(shape[0]).map((i) =>
      Array.from(values.subarray(i * shape[1], (i + 1) * shape[1])),
    );
  };
  const linear = (name) => {
    const [w, b] = [matrix(`${name}.weight`), vector(`${name}.bias`)];
    return (x) => w.map((row, i) => dot(row, x) + b[i]);
  };
  const norm = (name) => {
    const [gain, bias] = [vector(`${name}.weight`), vector(`${name}.bias`)];
    return (x) => {
      const mean = sum(x) / width;
      const deviation = Math.sqrt(sum(x.map((v) => (v - mean) ** 2)) / width + epsilon);
      return x.map((v, i) => ((v - mean) / deviation) * gain[i] + bias[i]);
    };
  };
  const plus = (a, b) => a.map((row, t) => row.map((v, i) => v + b[t][i]));

  const attend = (name, x) => {
    const [q, k, v] = ["q", "k", "v"].map((part) => x.map(linear(`${name}.${part}`)));
    const size = width / headCount;
    const mixed = x.map((_, t) =>
      range(headCount).flatMap((h) => {
        const part = (row) => row.slice(h * size, (h + 1) * size);
        const seen = range(causal ? t + 1 : time);
        const scores = seen.map((s) => dot(part(q[t]), part(k[s])) / Math.sqrt(size));
        const shares = softmax(scores);
        return range(size).map((d) => sum(seen.map((s) => shares[s] * part(v[s])[d])));
      }),
    );
    return mixed.map(linear(`${name}.o`));
  };

  const [embedding, position] = [matrix("embedding.weight"), matrix("position.weight")];
  const losses = range(batch).flatMap((b) => {
    const own = range(time).map((t) => tokens[b * time + t]);
    let x = plus(
      own.map((token) => embedding[token]),
      position,
    );
    for (const i of range(layers)) {
      x = plus(x, attend(`block${i}.attn`, x.map(norm(`block${i}.norm1`))));
      const up = x.map(norm(`block${i}.norm2`)).map(linear(`block${i}.ffn.up`));
      x = plus(x, up.map((row) => row.map(gelu)).map(linear(`block${i}.ffn.down`)));
    }
    const logits = x.map(norm("norm")).map(linear("head"));
    return logits.map((row, t) => -Math.log(softmax(row)[targets[b * time + t]]));
  });
  return sum(losses) / losses.length;
}

/** So many places of a forward pass's output, spread over all of it, the last among them. */
export function placesOf({ kind, config }, count = 200) {
  const size = kind === "matmul" ? config.size ** 2 : config.heads * config.time * config.width;
  return range(count).map((i) => Math.floor(((i + 1) * size) / count) - 1);
}

/** What a forward pass computes at these places. */
export function sampleOf({ kind, config }, places) {
  return kind === "matmul" ? productsAt(config, places) : mixturesAt(config, places);
}

function productsAt({ size }, places) {
  const { a, b } = matrices({ size });
  return places.map((place) => {
    const [i, j] = [Math.floor(place / size), place % size];
    return sum(range(size).map((k) => a[i * size + k] * b[k * size + j]));
  });
}

function mixturesAt(config, places) {
  const { time, width } = config;
  const { queries, keys, values } = heads(config);
  return places.map((place) => {
    const row = Math.floor(place / width);
    const first = Math.floor(row / time) * time;
    const query = queries.subarray(row * width, (row + 1) * width);
    const scores = range(time).map((s) => {
      const key = keys.subarray((first + s) * width, (first + s + 1) * width);
      return sum(range(width).map((d) => query[d] * key[d])) / Math.sqrt(width);
    });
    const shares = softmax(scores);
    return sum(shares.map((share, s) => share * values[(first + s) * width + (place % width)]));
  });
}
