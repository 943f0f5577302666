// What the models are fed: the same for each party.
import { random, uniform } from "./random.mjs";

/**
 * Tokens and targets, [batch·time]. A causal model gets the next token, the other the reversed
 * sequence.
 */
export function tokenBatch({ vocabulary, time, batch, causal }, seed = 2) {
  const next = random(seed);
  const tokens = new Int32Array(batch * time);
  const targets = new Int32Array(batch * time);
  for (let b = 0; b < batch; b++) {
    const sequence = Array.from({ length: time + 1 }, () => Math.floor(next() * vocabulary));
    for (let t = 0; t < time; t++) {
      tokens[b * time + t] = sequence[t];
      targets[b * time + t] = causal ? sequence[t + 1] : sequence[time - 1 - t];
    }
  }
  return { tokens, targets };
}

/** Vectors [time, width] and the one that follows, [width]. */
export function vectorBatch({ time, width }, seed = 3) {
  const next = random(seed);
  return { vectors: uniform(next, time * width, 1), target: uniform(next, width, 1) };
}

/** Two square matrices [size, size]. */
export function matrices({ size }, seed = 4) {
  const next = random(seed);
  return { a: uniform(next, size * size, 1), b: uniform(next, size * size, 1) };
}

/** Queries, keys and values, each [heads, time, width]. */
export function heads({ heads, time, width }, seed = 5) {
  const next = random(seed);
  const count = heads * time * width;
  const values = () => uniform(next, count, 2);
  return { queries: values(), keys: values(), values: values() };
}
