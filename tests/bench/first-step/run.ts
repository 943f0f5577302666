// From nothing to one finished training step of the small encoder: what a page has to fetch, and how
// long that takes.
import { tokenBatch } from "../batch.mjs";
import type { Party } from "../party.ts";
import { rows } from "../rows.mjs";
import { transformerShapes, weights } from "../weights.mjs";

declare global {
  interface Window {
    first?: { milliseconds: number; loss: number };
    trouble?: string;
  }
}

export async function firstStep(transformer: NonNullable<Party["transformer"]>): Promise<void> {
  const { config } = rows.encoder!;
  try {
    const start = weights(transformerShapes(config));
    const training = await transformer(config, start, tokenBatch(config));
    const loss = await training.step();
    // The clock of a page starts with its navigation.
    window.first = { milliseconds: performance.now(), loss };
  } catch (error) {
    window.trouble = String(error);
  }
}
