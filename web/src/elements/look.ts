import type { NamedTensor } from "softlook-wasm";
import { type Head, WeightTable } from "../drawing/weight-table.ts";
import type { Text } from "../text/text.ts";

/** What a person looks at: a head of weights, and perhaps one weight in it, which is locked. */
export interface Look {
  weights: string;
  head: Head;
  cell?: { row: number; column: number };
}

const form = `{ weights: "…", head: 0 or "mean" }, and perhaps in it cell: { row: 0, column: 0 }`;

/** What a script of the page asks for, whatever it may give. */
export function checkedLook(value: unknown): Look {
  const { weights, head, cell } = (value ?? {}) as Look;
  const { row, column } = cell ?? { row: 0, column: 0 };
  const isFit =
    typeof weights === "string" &&
    (head === "mean" || isPlace(head)) &&
    isPlace(row) &&
    isPlace(column);
  if (isFit) return { weights, head, ...(cell && { cell: { row, column } }) };
  throw new TypeError(`[lookAt] what to look at is ${form}, not ${said(value)}`);
}

function said(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 100);
  } catch {
    return typeof value;
  }
}

const isPlace = (value: unknown) => Number.isInteger(value) && Number(value) >= 0;

/** Why it cannot be looked at among these weights; undefined if it can. */
export function outside({ weights, head, cell }: Look, tensor: NamedTensor) {
  const { heads, rows, columns } = new WeightTable(tensor);
  const isInside =
    (head === "mean" || head < heads) &&
    (!cell || (cell.row < rows.length && cell.column < columns.length));
  if (isInside) return undefined;
  const sizes = [heads, rows.length, columns.length].map(String) as [string, string, string];
  return (text: Text) => text.look.outside(weights, ...sizes);
}
