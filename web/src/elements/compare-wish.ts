import { kindOf } from "../engine/kind-of.ts";
import { type Other, sameOthers } from "../lessons/lanes.ts";

/**
 * Whom to compare with: those that the page says, until a person chooses others in a lesson. What is
 * chosen is of that lesson alone; of a lesson only which one it is matters here.
 */
export class CompareWish {
  private said: readonly Other[] = [];
  private chosen: { lesson: unknown; others: readonly Other[] } | undefined;

  /** The value of the attribute or the property, whatever a page may give. */
  say(value: unknown): void {
    this.chosen = undefined;
    this.said = othersOf(value);
  }

  choose(lesson: unknown, others: readonly Other[]): void {
    this.chosen = { lesson, others };
  }

  in(lesson: unknown): readonly Other[] {
    const { chosen, said } = this;
    return chosen && chosen.lesson === lesson ? chosen.others : said;
  }

  /** A variant that becomes the run is compared with what ran until then. */
  exchange(lesson: unknown, variant: string, before: string): void {
    const others = this.in(lesson);
    const exchanged = others.map((other) => (other === variant ? before : other));
    if (!sameOthers(others, exchanged)) this.choose(lesson, exchanged);
  }
}

const form = "names of variants, and changes like { heads: 4 }";

function othersOf(value: unknown): Other[] {
  const given = value ?? [];
  const items: unknown = typeof given === "string" ? given.split(",") : given;
  if (!Array.isArray(items)) {
    throw new TypeError(`[compare] it must be a list of ${form}, got ${kindOf(value)}`);
  }
  // A hole in it is nothing either, which map() would step over.
  return Array.from(items, otherOf).filter((item) => item !== "");
}

function otherOf(item: unknown, place: number): Other {
  if (typeof item === "string") return item.trim();
  if (isChanges(item)) return item;
  const isEmpty = typeof item === "object" && item !== null && Object.keys(item).length === 0;
  const got = isEmpty && !Array.isArray(item) ? "an object without any" : kindOf(item);
  throw new TypeError(
    `[compare] compare[${place}] must be one of ${form}, with numbers or texts in them; got ${got}`,
  );
}

function isChanges(item: unknown): item is Exclude<Other, string> {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return false;
  const values = Object.values(item);
  return values.length > 0 && values.every((value) => ["number", "string"].includes(typeof value));
}
