import { roundLimit } from "./colour-scale.ts";
import type { Head, WeightTable } from "./weight-table.ts";

/** Whether two maps speak of the same thing, cell by cell. */
export function fitOf(some: WeightTable, others: WeightTable): "same" | "sizes" | "samples" {
  if (sizeOf(some) !== sizeOf(others)) return "sizes";
  const named = ({ rows, columns }: WeightTable) => [...rows, "", ...columns].join("\n");
  return named(some) === named(others) ? "same" : "samples";
}

export const sizeOf = ({ rows, columns }: WeightTable) => `${rows.length} × ${columns.length}`;

/** Of two that fit, row by row. */
export function difference(of: WeightTable, minus: WeightTable, head: Head): Float32Array {
  const less = minus.values(head);
  return of.values(head).map((value, i) => value - less[i]!);
}

/** What the ends of the scale stand for: few steps, so that colours rest while a model learns. */
export function differenceLimit(differences: Float32Array): number {
  const largest = differences.reduce((most, value) => {
    const size = Math.abs(value);
    return Number.isFinite(size) ? Math.max(most, size) : most;
  }, 0);
  return [0.05, 0.1, 0.2, 0.5, 1].find((limit) => largest <= limit) ?? roundLimit(differences);
}

export interface Difference {
  values: Float32Array;
  limit: number;
}

/** Why two maps have none: one is not there, or they do not speak of the same thing. */
export type NoDifference = "missing" | "sizes" | "samples";

export function differenceOf(
  of: WeightTable | undefined,
  minus: WeightTable | undefined,
  head: Head,
): Difference | NoDifference {
  if (!of || !minus) return "missing";
  const fit = fitOf(of, minus);
  if (fit !== "same") return fit;
  const values = difference(of, minus, head);
  return { values, limit: differenceLimit(values) };
}
