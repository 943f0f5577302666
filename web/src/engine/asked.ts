// Whether what a caller gives is of the kind that its type says: JavaScript does not look. What is
// wrong inside the right kind, a size or a name, the engine says itself.

type Fields = Record<string, unknown>;

function refuse(what: string, wanted: string, value: unknown): never {
  const article = Array.isArray(value) ? "an array" : value === null ? "null" : `a ${typeof value}`;
  const got = value === undefined ? "nothing" : article.replace("a object", "an object");
  throw new Error(`[session] ${what} must be ${wanted}, got ${got}`);
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

export function bytes(what: string, value: unknown): Uint8Array {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return value instanceof Uint8Array ? value : refuse(what, "the bytes of a file", value);
}

export function textOrBytes(what: string, value: unknown): string | Uint8Array {
  const isFile = value instanceof ArrayBuffer || value instanceof Uint8Array;
  if (typeof value !== "string" && !isFile) refuse(what, "a text, or the bytes of a file", value);
  return typeof value === "string" ? value : bytes(what, value);
}

interface Side {
  shape: number[];
  data: ArrayLike<number>;
}

export function batch<T extends { input: Side; target: Side }>(given: T): T {
  fields("a batch", given);
  for (const side of ["input", "target"] as const) {
    const { shape, data } = fields(`a batch's ${side}`, given[side]);
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
    if (typeof to !== "string") numbers(`what \`${name}\` is pinned to`, to);
  }
  return given;
}
