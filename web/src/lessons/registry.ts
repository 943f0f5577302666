import type { Language } from "../text/text.ts";
import { byTopic, type Lesson, type Prose } from "./lesson.ts";

const files = import.meta.glob<{ default: Lesson }>("./*/lesson.ts", { eager: true });
/** Not loaded with the element, which shows none of it; the page asks for the one it shows. */
const proseFiles = import.meta.glob<Prose>("./*/*.md", { query: "?prose", import: "default" });

const folders = Object.keys(files).sort();

export const lessons: readonly Lesson[] = byTopic(folders.map((file) => files[file]!.default));

export function lessonNamed(name: string): Lesson | undefined {
  return lessons.find((lesson) => lesson.name === name);
}

/** Undefined for a lesson from elsewhere. */
export function folderOf(lesson: Lesson): string | undefined {
  return folders.find((path) => files[path]!.default === lesson)?.split("/")[1];
}

export async function proseOf(lesson: Lesson, language: Language): Promise<Prose> {
  const load = proseFiles[`./${folderOf(lesson)}/${language}.md`];
  if (!load) throw new Error(`[lesson] "${lesson.name}" has no text in "${language}"`);
  return load();
}
