// The first weights of every model, the same for each party, under softlook's names.
import { random, uniform } from "./random.mjs";

/** The shape of each parameter of the transformer; linear weights are [out, in]. */
export function transformerShapes({ vocabulary, time, width, layers }) {
  const shapes = { "embedding.weight": [vocabulary, width], "position.weight": [time, width] };
  const norm = (name) => {
    shapes[`${name}.weight`] = [width];
    shapes[`${name}.bias`] = [width];
  };
  const linear = (name, out, into) => {
    shapes[`${name}.weight`] = [out, into];
    shapes[`${name}.bias`] = [out];
  };
  for (let i = 0; i < layers; i++) {
    norm(`block${i}.norm1`);
    for (const part of ["q", "k", "v", "o"]) linear(`block${i}.attn.${part}`, width, width);
    norm(`block${i}.norm2`);
    linear(`block${i}.ffn.up`, 4 * width, width);
    linear(`block${i}.ffn.down`, width, 4 * width);
  }
  norm("norm");
  linear("head", vocabulary, width);
  return shapes;
}

/** The next-vector model: q = W·x_last, k = U·x_i, y = V·(weighted sum). */
export function nextVectorShapes({ width }) {
  return { W: [width, width], U: [width, width], V: [width, width] };
}

/**
 * Matrices lie within 1/√in of zero, gains around one, biases around zero: nothing is exactly one or
 * zero, so that a party that leaves something out is found out.
 * @param {Record<string, number[]>} shapes
 * @returns {Record<string, { shape: number[], values: Float32Array }>}
 */
export function weights(shapes, seed = 1) {
  const next = random(seed);
  const entries = Object.entries(shapes).map(([name, shape]) => {
    const count = shape.reduce((product, length) => product * length, 1);
    const gain = /norm\d?\.weight$/.test(name);
    const reach = shape.length > 1 ? 1 / Math.sqrt(shape[1]) : 0.1;
    return [name, { shape, values: uniform(next, count, reach, gain ? 1 : 0) }];
  });
  return Object.fromEntries(entries);
}
