import { type Shade, sequential } from "./colour-scale.ts";
import type { Head, WeightTable } from "./weight-table.ts";

/** How a weight is painted: what a mask hides is not a weight of zero, and what is no number is loud. */
export function weightShade(table: WeightTable, head: Head, row: number, column: number): Shade {
  if (table.isHidden(row, column)) return { amount: 0, sign: "hidden" };
  const weight = table.at(head, row, column);
  return Number.isFinite(weight) ? sequential(weight) : { amount: 0, sign: "broken" };
}

/** All of one head, row by row. */
export const weightShades = (table: WeightTable, head: Head): Shade[] =>
  table.rows.flatMap((_, row) =>
    table.columns.map((_, column) => weightShade(table, head, row, column)),
  );
