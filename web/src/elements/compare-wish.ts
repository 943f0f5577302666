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

function othersOf(value: unknown): Other[] {
  const items = typeof value === "string" ? value.split(",") : Array.isArray(value) ? value : [];
  return items
    .map((item) => (isChanges(item) ? item : String(item).trim()))
    .filter((item) => item !== "");
}

function isChanges(item: unknown): item is Exclude<Other, string> {
  if (typeof item !== "object" || item === null) return false;
  const values = Object.values(item);
  return values.length > 0 && values.every((value) => ["number", "string"].includes(typeof value));
}
