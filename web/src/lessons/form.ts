import type { Text } from "../text/text.ts";

/** What is wrong with something that was given, in the language of whoever reads it. */
export type Complaint = (text: Text["ownLesson"]) => string;

export class Unfit extends Error {
  constructor(readonly complaint: Complaint) {
    super("not as it should be");
  }
}

const complain = (complaint: Complaint): never => {
  throw new Unfit(complaint);
};

/** A value as it should be, or Unfit; `where` says which, as JavaScript would: `views[1].options`. */
export type Check<T> = (value: unknown, where: string) => T;

type Kind = keyof Text["ownLesson"]["kinds"];

export const unlike = (where: string, kind: Kind, value: unknown): never =>
  complain((text) => text.unlike(where, text.kinds[kind], shown(value)));

/** A number or a short text as it is written; of all else, what it is. */
function shown(value: unknown): string {
  const isSmall = typeof value !== "object" && typeof value !== "function";
  const written = isSmall ? (JSON.stringify(value) ?? String(value)) : "";
  if (written && written.length <= 60) return written;
  if (Array.isArray(value)) return "[…]";
  return typeof value === "string" ? `${JSON.stringify(value.slice(0, 50))}…` : "{…}";
}

export const text: Check<string> = (value, where) =>
  typeof value === "string" && value.trim() !== "" ? value : unlike(where, "text", value);

export const anyText: Check<string> = (value, where) =>
  typeof value === "string" ? value : unlike(where, "text", value);

/** Fit for an attribute and an address. */
export const name: Check<string> = (value, where) =>
  typeof value === "string" && /^[a-z0-9-]+$/.test(value) ? value : unlike(where, "name", value);

export const yes: Check<true> = (value, where) => value === true || unlike(where, "yes", value);

export const setting: Check<number | string> = (value, where) =>
  typeof value === "string" || Number.isFinite(value)
    ? (value as number | string)
    : unlike(where, "setting", value);

export const settingOrNone: Check<number | string | null> = (value, where) =>
  value === null ? null : setting(value, where);

export const positive: Check<number> = (value, where) =>
  Number.isFinite(value) && (value as number) > 0
    ? (value as number)
    : unlike(where, "positive", value);

export const number =
  (least: number, most: number): Check<number> =>
  (value, where) =>
    isWithin(value, least, most) ? value : outside("between", where, least, most, value);

export const whole =
  (least: number, most: number): Check<number> =>
  (value, where) =>
    isWithin(value, least, most) && Number.isInteger(value)
      ? value
      : outside("wholeBetween", where, least, most, value);

const isWithin = (value: unknown, least: number, most: number): value is number =>
  typeof value === "number" && value >= least && value <= most;

function outside(
  what: "between" | "wholeBetween",
  where: string,
  least: number,
  most: number,
  value: unknown,
): never {
  return complain((text) =>
    text.unlike(where, text[what](String(least), String(most)), shown(value)),
  );
}

export const oneOf =
  (known: readonly string[]): Check<string> =>
  (value, where) =>
    known.includes(text(value, where))
      ? String(value)
      : complain((text) => text.notAmong(where, String(value), known.join(", ")));

export const list =
  <T>(check: Check<T>, least: number, most: number): Check<T[]> =>
  (value, where) => {
    if (!Array.isArray(value)) return unlike(where, "list", value);
    if (value.length < least) return complain((text) => text.tooShort(where));
    if (value.length > most) return complain((text) => text.tooLong(where, String(most)));
    return value.map((each, place) => check(each, `${where}[${place}]`));
  };

/** Values by names that are not known beforehand. */
export const record =
  <T>(check: Check<T>): Check<Record<string, T>> =>
  (value, where) =>
    Object.fromEntries(
      Object.entries(plain(value, where)).map(([key, each]) => [key, check(each, at(where, key))]),
    );

interface Field<T> {
  check: Check<T>;
  isNeeded: boolean;
}
export const needed = <T>(check: Check<T>): Field<T> => ({ check, isNeeded: true });
export const optional = <T>(check: Check<T>): Field<T> => ({ check, isNeeded: false });

/** All that a T may have: a field that is forgotten here does not compile. */
type Fields<T> = { [Key in keyof T]-?: Field<Exclude<T[Key], undefined>> };

/** Whatever is not among its fields is a slip of the pen, and is said. */
export const object =
  <T extends object>(fields: Fields<T>): Check<T> =>
  (value, where) => {
    const given = plain(value, where);
    const known = Object.keys(fields);
    const stranger = Object.keys(given).find((key) => !known.includes(key));
    if (stranger !== undefined) {
      return complain((text) => text.unknownPart(at(where, stranger), known.join(", ")));
    }
    const made = (Object.entries(fields) as [string, Field<unknown>][]).flatMap(
      ([key, { check, isNeeded }]) => {
        const each = given[key];
        if (each !== undefined) return [[key, check(each, at(where, key))] as const];
        return isNeeded ? complain((text) => text.lacking(at(where, key))) : [];
      },
    );
    return Object.fromEntries(made) as T;
  };

export const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function plain(value: unknown, where: string): Record<string, unknown> {
  if (isPlain(value)) return value;
  return where === "" ? complain((text) => text.noObject) : unlike(where, "object", value);
}

const at = (where: string, key: string) => (where === "" ? key : `${where}.${key}`);
