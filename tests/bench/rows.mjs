// The rows of the table: what is measured, and what softlook is to reach.
//
// A target is the least ratio of a rival's time to softlook's: `best` against the fastest rival in
// the browser, `native` against PyTorch, `own` against softlook's own native program. `most` is the
// most that softlook may take, in ms.

const gpt = { vocabulary: 65, heads: 4, causal: true };

/**
 * @typedef {{ best?: number, native?: number, own?: number, most?: number }} Targets
 * @type {Record<string, { title: string, kind: string, config: any, targets: Targets }>}
 */
export const rows = {
  matmul256: {
    title: "matrix product 256³",
    kind: "matmul",
    config: { size: 256 },
    targets: { best: 1.35, own: 0.9 },
  },
  matmul512: {
    title: "matrix product 512³",
    kind: "matmul",
    config: { size: 512 },
    targets: { best: 1.35, own: 0.9 },
  },
  matmul1024: {
    title: "matrix product 1024³",
    kind: "matmul",
    config: { size: 1024 },
    targets: { best: 1.35, own: 0.9 },
  },
  charGpt: {
    title: "char-GPT, 2 layers of 64, T 64, B 16",
    kind: "transformer",
    config: { ...gpt, time: 64, batch: 16, width: 64, layers: 2 },
    targets: { best: 3, native: 1 },
  },
  charGptLarge: {
    title: "char-GPT, 4 layers of 128, T 128, B 8",
    kind: "transformer",
    config: { ...gpt, time: 128, batch: 8, width: 128, layers: 4 },
    targets: { best: 2 },
  },
  encoder: {
    title: "encoder, 1 layer of 32, T 12, B 32",
    kind: "transformer",
    config: { vocabulary: 16, heads: 2, causal: false, time: 12, batch: 32, width: 32, layers: 1 },
    targets: { best: 5, native: 2 },
  },
  nextVector: {
    title: "next vector, 16 of 8, one at a time",
    kind: "nextVector",
    config: { time: 16, width: 8 },
    targets: { most: 0.01 },
  },
  attention512: {
    title: "attention forward, 8 heads, T 512",
    kind: "attention",
    config: { heads: 8, time: 512, width: 64 },
    targets: { best: 1.5 },
  },
  attention2048: {
    title: "attention forward, 8 heads, T 2048",
    kind: "attention",
    config: { heads: 8, time: 2048, width: 64 },
    targets: { best: 1.5 },
  },
};

/**
 * Multiplications and additions that the matrix products of one step take, whoever does them; of what the
 * causal rule masks, none. A training step goes forward, and back to the inputs and to the weights.
 */
export function operations({ kind, config }) {
  const { size, batch = 1, heads, time, width, layers, vocabulary, causal } = config;
  if (kind === "matmul") return 2 * size ** 3;
  const looking = (width) => (causal ? 2 : 4) * batch * time * time * width;
  if (kind === "attention") return looking(heads * width);
  if (kind !== "transformer") return undefined;
  // Queries, keys, values and output are one width² each, the feed-forward layer is eight.
  const linear = 2 * batch * time * 12 * width ** 2;
  const answers = 2 * batch * time * width * vocabulary;
  return 3 * (layers * (linear + looking(width)) + answers);
}

/** What the page rows, sizes and the time to the first step, are to reach. */
export const pageTargets = { bytes: 100_000, firstStep: 60 };

/** The learning rates: Adam's for the transformers, that of plain descent for the next vector. */
export const adam = { rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
export const descent = { rate: 0.01 };
/** LayerNorm's. */
export const epsilon = 1e-5;
