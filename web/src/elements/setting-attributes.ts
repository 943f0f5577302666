import { settingNames } from "../lessons/setting-names.ts";
import type { Changes } from "../lessons/variants.ts";

/** Names of settings that HTML gives a meaning of its own on every element. */
const takenByHtml = ["hidden"];

const attributeOf = (name: string) => (takenByHtml.includes(name) ? `setting-${name}` : name);

/** The attributes that set something of the lesson, and what: `heads`, `attention`, `setting-hidden`. */
export const settingAttributes: ReadonlyMap<string, string> = new Map(
  [...settingNames, "attention", "optimizer"].map((name) => [attributeOf(name), name]),
);

/** The attributes that say the same as changes. */
export function asAttributes(changes: Changes): Changes {
  return Object.fromEntries(
    Object.entries(changes).map(([name, value]) => [attributeOf(name), value]),
  );
}

/** The changes with what an attribute now says; null where it is gone. What is no number is left as a text. */
export function withAttribute(changes: Changes, name: string, value: string | null): Changes {
  const { [name]: _before, ...others } = changes;
  return value === null ? others : { ...others, [name]: asValue(value.trim()) };
}

function asValue(text: string): number | string {
  const value = text ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : text;
}
