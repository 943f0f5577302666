import type { Config } from "softlook-wasm";

/** One run of each kind of model: every machine must give each of them the same bits. */
export const runs: Record<string, Config> = {
  "next vector": {
    task: "ring",
    model: "next-vector",
    attention: "dot",
    optimizer: "sgd",
    seed: 1,
    settings: {},
  },
  transformer: {
    task: "reverse",
    model: "transformer",
    attention: "multi-head",
    optimizer: "adam",
    seed: 1,
    settings: { heads: 2, width: 22, dropout: 0.1, clip: 1, schedule: "cosine", batch: 5 },
  },
  "recurrent encoder-decoder": {
    task: "reverse",
    model: "encoder-decoder",
    attention: "additive",
    optimizer: "adamw",
    seed: 1,
    settings: { answer: "sequence", width: 13, directions: 2, batch: 3 },
  },
};
