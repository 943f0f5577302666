import type { NamedTensor } from "softlook-wasm";
import { shortest } from "./float.ts";
import type { About, Numbers, Table } from "./numbers.ts";

/** A spreadsheet takes the bytes for UTF-8 only if they say so. */
const byteOrderMark = "\ufeff";
/** Spreadsheets have room for some thousands of columns: a long single row stands upright. */
const mostColumns = 1000;

/** A field of a row; a number as the digits that it is to have. */
type Field = string | { digits: string };

/**
 * One sheet for a person to read: first what run it is of, a name and a value a row; then, after an empty
 * line each, every matrix of every tensor (all heads of all samples) with its labels, and every table.
 */
export function csvOf({ about, tensors, tables }: Numbers): string {
  const blocks = [aboutRows(about), ...tensors.flatMap(matrices), ...tables.map(tableRows)];
  const lines = blocks.map((rows) => rows.map((row) => row.map(written).join(",")).join("\r\n"));
  return `${byteOrderMark}${lines.join("\r\n\r\n")}\r\n`;
}

function aboutRows({ config, changes, ...about }: About): Field[][] {
  const { task, model, attention, optimizer, settings } = config;
  const facts = { ...about, task, model, attention, optimizer };
  return [
    ...Object.entries(facts).map(([name, value]) => [name, field(value)]),
    ...Object.entries(settings).map(([name, value]) => [`setting ${name}`, field(value)]),
    ...Object.entries(changes).map(([name, value]) => [`changed ${name}`, field(value)]),
  ];
}

const field = (value: string | number | boolean): Field =>
  typeof value === "number" ? { digits: String(value) } : String(value);

/** Of [.., rows, columns] one block for each of what stands before: the samples, and perhaps the heads. */
function matrices({ name, shape, data, rows, columns }: NamedTensor): Field[][][] {
  const [height, width] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
  const before = shape.slice(0, -2);
  const isTall = height === 1 && width > mostColumns;
  return Array.from({ length: before.reduce((a, b) => a * b, 1) }, (_, block) => {
    const at = (row: number, column: number): Field => ({
      digits: shortest(data[(block * height + row) * width + column]!),
    });
    const label = (labels: readonly string[], i: number): Field =>
      labels.length > 0 ? (labels[i] ?? "") : { digits: String(i + 1) };
    const across = Array.from({ length: width }, (_, column) => label(columns, column));
    const title: Field[] = [`${name}${placeOf(block, before)}`];
    if (isTall) return [title, ...across.map((label, column) => [label, at(0, column)])];
    const lines = Array.from({ length: height }, (_, row) => [
      label(rows, row),
      ...across.map((_, column) => at(row, column)),
    ]);
    return [title, ["row / column", ...across], ...lines];
  });
}

/** Which matrix of a tensor: of several samples, and of how many heads, if it has some. */
function placeOf(block: number, before: readonly number[]): string {
  const [samples = 1, heads] = before;
  const parts: string[] = [];
  if (samples > 1) parts.push(`sample ${Math.floor(block / (heads ?? 1)) + 1}`);
  if (heads !== undefined) parts.push(`head ${(block % heads) + 1}`);
  return parts.map((part) => ` ${part}`).join("");
}

function tableRows({ name, columns, rows }: Table): Field[][] {
  const value = (cell: string | number): Field =>
    typeof cell === "number" ? { digits: String(cell) } : cell;
  return [[name], [...columns], ...rows.map((row) => row.map(value))];
}

function written(value: Field): string {
  if (typeof value !== "string") return value.digits;
  const inert = harmless(value);
  return /[",\r\n]/.test(inert) || inert !== inert.trim()
    ? `"${inert.replaceAll('"', '""')}"`
    : inert;
}

/**
 * A spreadsheet computes what begins like a formula, and a token can be anything that somebody typed: an
 * apostrophe before it makes it text. A sign alone is none.
 */
const harmless = (label: string): string =>
  /^[\s\0]*[=+\-@＝＋－＠]./su.test(label) || /^[\t\r]/.test(label) ? `'${label}` : label;
