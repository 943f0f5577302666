// In the browser: one page runs one party through one row, a batch of steps at a time.
import { heads, matrices, tokenBatch, vectorBatch } from "./batch.mjs";
import type { Forward, Party, Training } from "./party.ts";
import { rows } from "./rows.mjs";
import { nextVectorShapes, transformerShapes, weights } from "./weights.mjs";

const parties: Record<string, () => Promise<Party>> = {
  softlook: () => import("./parties/softlook.ts"),
  tfjs: () => import("./parties/tfjs.ts"),
  "tfjs-tuned": () => import("./parties/tfjs-tuned.ts"),
  jax: () => import("./parties/jax.ts"),
  ort: () => import("./parties/ort.ts"),
};

export interface Prepared {
  /** The losses of the first steps, */
  losses?: number[];
  /** or what a forward pass computed at `places`; */
  sample?: number[];
  /** nothing if the party takes no part. */
  absent?: string;
}

let running: Training | Forward;

/** The party's own form of the row, with the weights and inputs that all parties get. */
async function begin(party: Party, row: string): Promise<Training | Forward | undefined> {
  const { kind, config } = rows[row]!;
  switch (kind) {
    case "transformer":
      return party.transformer?.(config, weights(transformerShapes(config)), tokenBatch(config));
    case "nextVector":
      return party.nextVector?.(config, weights(nextVectorShapes(config)), vectorBatch(config));
    case "matmul":
      return party.matmul?.(config, matrices(config));
    case "attention":
      return party.attention?.(config, heads(config));
    default:
      throw new Error(`[bench] There is no kind of row called "${kind}".`);
  }
}

const bench = {
  /** Sets up, and runs the first steps: what they give is to be compared. */
  async prepare(name: string, row: string, steps: number, places: number[]): Promise<Prepared> {
    const begun = await begin(await parties[name]!(), row);
    if (!begun) return { absent: "takes no part" };
    running = begun;
    if ("output" in running) {
      await running.step();
      const output = await running.output();
      return { sample: places.map((place) => output[place]!) };
    }
    const losses: number[] = [];
    for (let i = 0; i < steps; i++) losses.push(await running.step());
    return { losses };
  },

  /** Runs so many steps and gives the milliseconds for each. */
  async batch(steps: number): Promise<number> {
    const started = performance.now();
    for (let i = 0; i < steps; i++) {
      const pending = running.step();
      // Waiting for what is there already would cost a turn of the queue.
      if (pending instanceof Promise) await pending;
    }
    return (performance.now() - started) / steps;
  },

  peakBytes(): number | undefined {
    return "peakBytes" in running ? running.peakBytes?.() : undefined;
  },
};

declare global {
  interface Window {
    bench: typeof bench;
  }
}
window.bench = bench;
