import type { LossHistory } from "./loss-history.ts";
import type { WeightTable } from "./weight-table.ts";

/** One of several runs that are compared, as its pictures name it. */
export interface ComparedRun {
  letter: string;
  title: string;
  /** As a page or a config says it; empty for the run itself. */
  other: string;
  step: number;
  history: LossHistory;
  weights: WeightTable | undefined;
  truth: WeightTable | undefined;
}

/** What stands side by side, and of which two the difference is: the first less the second. */
export interface ComparedRuns {
  runs: readonly ComparedRun[];
  pair: readonly [number, number];
}
