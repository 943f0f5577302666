// From a module that is asked for to one finished training step of the small encoder: what a page has
// to fetch, and how long that takes.
import { tokenBatch } from "../batch.mjs";
import type { Party } from "../party.ts";
import { rows } from "../rows.mjs";
import { transformerShapes, weights } from "../weights.mjs";

declare global {
  interface Window {
    /** Since the page asked for its module, and since that began to run. */
    first?: { milliseconds: number; running: number; loss: number };
    trouble?: string;
  }
}

const began = performance.now();

export async function firstStep(transformer: NonNullable<Party["transformer"]>): Promise<void> {
  const { config } = rows.encoder!;
  try {
    const start = weights(transformerShapes(config));
    const training = await transformer(config, start, tokenBatch(config));
    const loss = await training.step();
    const now = performance.now();
    window.first = { milliseconds: now - asked(), running: now - began, loss };
  } catch (error) {
    window.trouble = String(error);
  }
}

/** When the page asked for its module. */
function asked(): number {
  const [script] = performance
    .getEntriesByType("resource")
    .filter(({ name }) => /entry\.js$/.test(name));
  if (!script) throw new Error("[bench] The page's own script is not among what it fetched.");
  return script.startTime;
}
