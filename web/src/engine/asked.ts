// Whether what a caller gives is of the kind that its type says: JavaScript does not look. What is
// wrong inside the right kind, a size or a name, the engine says itself.

import { bytesOf, howToGetBytes } from "./file-bytes.ts";
import { kindOf } from "./kind-of.ts";

type Fields = Record<string, unknown>;

function refuse(what: string, wanted: string, value: unknown): never {
  throw new Error(`[session] ${what} must be ${wanted}, got ${kindOf(value)}`);
}

/** An object, with no other keys than these if any are given: a misspelt one would do nothing. */
export function fields<T extends object>(what: string, value: T, known?: readonly string[]): T {
  // A list or a map has no fields of its own: it would look like an empty object.
  if (typeof value !== "object" || value === null || Symbol.iterator in value) {
    refuse(what, "an object", value);
  }
  const unknown = known && Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    const list = known?.map((key) => `\`${key}\``).join(", ");
    throw new Error(`[session] ${what} has no \`${unknown}\`; there is ${list}`);
  }
  return value;
}

export function text(what: string, value: unknown): string {
  return typeof value === "string" ? value : refuse(what, "a name", value);
}

export function number(what: string, value: unknown): number {
  return typeof value === "number" ? value : refuse(what, "a number", value);
}

export function numbers<T>(what: string, value: T): T {
  if (Array.isArray(value)) {
    // A hole in it is not a number either: every() would step over it.
    for (let i = 0; i < value.length; ++i) number(`${what} at ${i}`, value[i]);
    return value;
  }
  const typed = ArrayBuffer.isView(value) && !(value instanceof DataView);
  if (!typed || value instanceof BigInt64Array || value instanceof BigUint64Array) {
    refuse(what, "an array of numbers, or a typed one", value);
  }
  return value;
}

/** Of those that the engine computes with, which have 32 bits. */
function finite(what: string, value: unknown): void {
  const all = numbers(what, value) as ArrayLike<number>;
  for (let i = 0; i < all.length; ++i) {
    if (!Number.isFinite(Math.fround(all[i]!))) {
      throw new Error(
        `[session] ${what} at ${i} must be a finite number of 32 bits, got ${all[i]}`,
      );
    }
  }
}

export function bytes(what: string, value: unknown): Uint8Array {
  return bytesOf(value) ?? refuse(what, `the bytes of a file (${howToGetBytes})`, value);
}

export function textOrBytes(what: string, value: unknown): string | Uint8Array {
  if (typeof value === "string") return value;
  return bytesOf(value) ?? refuse(what, "a text, or the bytes of a file", value);
}

/** Somebody's own, which no bytes at all are not: the engine could not tell them from nothing given. */
export function data(what: string, value: unknown): string | Uint8Array {
  const given = textOrBytes(what, value);
  if (given.length > 0) return given;
  throw new Error(`[session] ${what} is empty: leave it out for the task's own samples`);
}

/** What a config has for its settings: numbers and names. */
export function settings<T extends object>(value: T): T {
  for (const [name, each] of Object.entries(fields("`settings`", value))) {
    if (typeof each !== "number" && typeof each !== "string") {
      const got = typeof each === "boolean" ? each : kindOf(each);
      throw new Error(`[session] setting \`${name}\` must be a number or a name, got ${got}`);
    }
  }
  return value;
}

interface Side {
  shape: number[];
  data: ArrayLike<number>;
}

export function batch<T extends { input: Side; target: Side }>(given: T): T {
  fields("a batch", given, ["input", "target"]);
  for (const side of ["input", "target"] as const) {
    const { shape, data } = fields(`a batch's ${side}`, given[side], ["shape", "data"]);
    numbers(`the shape of a batch's ${side}`, shape);
    numbers(`the data of a batch's ${side}`, data);
  }
  return given;
}

export function look<T extends { gradients?: boolean; pins?: object[] }>(given: T): T {
  const { gradients, pins = [] } = fields("a look", given, ["gradients", "pins"]);
  if (gradients !== undefined && typeof gradients !== "boolean") {
    refuse("a look's `gradients`", "true or false", gradients);
  }
  if (!Array.isArray(pins)) refuse("a look's `pins`", "an array", pins);
  for (const pin of pins) {
    const { name, head, to } = fields("a pin", pin as Fields, ["name", "head", "to"]);
    text("a pin's `name`", name);
    if (head !== undefined) number("a pin's `head`", head);
    if (typeof to !== "string") finite(`what \`${name}\` is pinned to`, to);
  }
  return given;
}
