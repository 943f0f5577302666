import type { Digest, Pace } from "../engine/protocol.ts";
import type { Sample } from "../engine/sample.ts";
import type { Other } from "../lessons/lanes.ts";
import type { Changes } from "../lessons/variants.ts";
import type { Look } from "./look.ts";

/** What a run was made of beside its config, its seed and what was turned: with these alone nobody gets there. */
export type Beside = "data" | "file";

/** Where a run is, and what it can be replayed from. */
export interface Moment {
  lesson: string;
  variant: string;
  changes: Changes;
  /** What it is compared with. */
  compare: readonly Other[];
  seed: number;
  pace: Pace;
  look: Look | undefined;
  sample: Sample;
  /** Nothing where there is no run yet, or no more. */
  digest: Digest | undefined;
  beside: Beside | undefined;
}
