import type { NamedTensor } from "softlook-wasm";
import { shortest } from "./float.ts";
import type { Numbers } from "./numbers.ts";

/**
 * What the numbers are, then the numbers: `values` of a tensor row by row, the last dimension fastest, in
 * as many digits as read back to the same float32. JSON has no word for NaN and the infinities: there
 * they are strings.
 */
export function jsonOf({ about, tensors, tables }: Numbers): string {
  const parts = [
    `"format": "softlook numbers 1"`,
    `"about": ${JSON.stringify(about, null, 2).replaceAll("\n", "\n  ")}`,
    `"tensors": ${list(tensors.map(tensorText))}`,
    `"tables": ${list(tables.map((table) => JSON.stringify(table, finite)))}`,
  ];
  return `{\n  ${parts.join(",\n  ")}\n}\n`;
}

const list = (items: readonly string[]): string =>
  items.length > 0 ? `[\n    ${items.join(",\n    ")}\n  ]` : "[]";

function tensorText({ name, shape, rows, columns, data }: NamedTensor): string {
  const head = JSON.stringify({ name, shape, dtype: "float32", rows, columns });
  return `${head.slice(0, -1)},"values":[${Array.from(data, digits).join(",")}]}`;
}

const digits = (value: number): string =>
  Number.isFinite(value) ? shortest(value) : JSON.stringify(String(value));

const finite = (_: string, value: unknown): unknown =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
