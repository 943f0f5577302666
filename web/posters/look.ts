import type { NamedTensor, Session } from "softlook-wasm";
import { WeightTable } from "../src/drawing/weight-table.ts";
import type { Lesson, LessonConfig } from "../src/lessons/lesson.ts";

/** What a poster is drawn from. */
export interface Look {
  lesson: Lesson;
  /** Of a held-out sample, after training to the goal. */
  tensor(name: string): NamedTensor;
  /** What the lesson calls weights, and where it is known to be right. */
  weights: WeightTable;
  truth: WeightTable | undefined;
  /** The losses of a run of another config, of as many steps. */
  losses(config: LessonConfig): Float32Array;
}

export function lookOf(
  lesson: Lesson,
  session: Session,
  losses: (config: LessonConfig) => Float32Array,
): Look {
  const names = session.tensorNames();
  const table = (name: string | undefined) =>
    name && names.includes(name) ? new WeightTable(session.tensor(name)) : undefined;
  const option = (name: string) =>
    lesson.views.map(({ options }) => options?.[name]).find((value) => value !== undefined);
  return {
    lesson,
    tensor: (name) => session.tensor(name),
    weights: table(option("weights") ?? "attention.weights")!,
    truth: table(option("truth")),
    losses,
  };
}

/** Of an attention that is averaged over its heads. */
export function rowsOf(table: WeightTable, from = 0, to = table.rows.length): number[] {
  const { length: columns } = table.columns;
  return [...table.values("mean").subarray(from * columns, to * columns)];
}
