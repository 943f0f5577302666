import type { Lesson } from "../lessons/lesson.ts";
import { variantOf } from "../lessons/variants.ts";

export interface Route {
  lesson: Lesson;
  /** Empty for the first one, or where there are none. */
  variant: string;
}

/** What an address asks for: `#/translation`, or `#/translation/no-attention`; else the first lesson. */
export function routeOf(hash: string, lessons: readonly Lesson[]): Route {
  const [name, variant] = namesIn(hash);
  const lesson = lessons.find((each) => each.name === name) ?? lessons[0]!;
  return { lesson, variant: isFirst(lesson, variant) ? "" : variant! };
}

/** What stands in an address between slashes. */
export const namesIn = (hash: string): string[] =>
  hash.replace(/^#\/?/, "").split("/").map(decoded);

/** The shortest address that asks for it. */
export function hashOf({ lesson, variant }: { lesson: Lesson; variant?: string }): string {
  const names = isFirst(lesson, variant) ? [lesson.name] : [lesson.name, variant!];
  return `#/${names.map(encodeURIComponent).join("/")}`;
}

const isFirst = (lesson: Lesson, variant: string | undefined) =>
  variantOf(lesson, variant) === lesson.variants?.[0];

/** Somebody may have typed it. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The lessons before and after one, where there are such. */
export function neighbours(lesson: Lesson, lessons: readonly Lesson[]) {
  const at = lessons.indexOf(lesson);
  return { previous: lessons[at - 1], next: lessons[at + 1] };
}
