import type { Lesson } from "./lesson.ts";
import { folderOf } from "./registry.ts";

/** SVG as text: drawn into the page it has the colours of the page, and asks for no image from anywhere. */
const files = import.meta.glob<string>("./*/poster.svg", { query: "?raw", import: "default" });

/** What a lesson looks like when it has been trained; undefined where nobody drew it. */
export async function posterOf(lesson: Lesson): Promise<string | undefined> {
  return files[`./${folderOf(lesson)}/poster.svg`]?.();
}
