import type { MainModule, Session } from "softlook-wasm";
import type { LessonConfig } from "../lessons/lesson.ts";
import { fitted } from "./declared.ts";
import { sentence } from "./sentence.ts";

/** What a training step costs; or why there is none. */
export interface Timing {
  /** The shortest of some: whatever else goes on only adds to it. */
  milliseconds: number;
  bytes: number;
  refusal?: string;
}

const enough = { milliseconds: 150, rounds: 8 };
/** A browser's clock is coarse: so long a round has to be. */
const roundLength = 5;

export function timeStep(module: MainModule, config: LessonConfig): Timing {
  let session: Session | undefined;
  try {
    session = new module.Session(fitted(config, module.catalog()));
    // The first step comes to cold memory.
    session.train(1);
    let [shortest, steps] = [Number.POSITIVE_INFINITY, 1];
    const start = performance.now();
    for (let round = 0; round < enough.rounds; ) {
      const before = performance.now();
      session.train(steps);
      const taken = performance.now() - before;
      if (taken < roundLength) steps *= 2;
      else {
        shortest = Math.min(shortest, taken / steps);
        round += 1;
        if (performance.now() - start > enough.milliseconds) break;
      }
    }
    return { milliseconds: shortest, bytes: session.memory() };
  } catch (error) {
    return { milliseconds: Number.NaN, bytes: Number.NaN, refusal: sentence(error) };
  } finally {
    session?.delete();
  }
}
