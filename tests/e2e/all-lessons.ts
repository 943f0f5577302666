import { readdirSync } from "node:fs";
import { byTopic, type Lesson } from "../../web/src/lessons/lesson.ts";

/** As the page finds them, but without the bundler. */
export async function lessonsOfTree(): Promise<Lesson[]> {
  const folder = new URL("../../web/src/lessons/", import.meta.url);
  const folders = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const modules = folders.map((name) => import(new URL(`${name}/lesson.ts`, folder).href));
  return byTopic((await Promise.all(modules)).map((module): Lesson => module.default));
}
