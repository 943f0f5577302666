import type { SoftLook } from "../../web/src/elements/soft-look.ts";
import type { Lesson } from "../../web/src/lessons/lesson.ts";
import { expect, type Playground } from "./fixtures.ts";

/** Has the page's element show a lesson of one's own, flat out. */
export async function show(playground: Playground, lesson: Lesson): Promise<void> {
  const { element } = playground;
  await element.evaluate((element: SoftLook, lesson) => {
    element.pace = "flat-out";
    element.lesson = lesson;
  }, lesson);
  await expect(element.locator(".view")).toHaveCount(lesson.views.length);
  // Those further down wait until they are seen.
  await expect(element.locator(".view").first().locator(".waiting")).toHaveCount(0);
  await expect(playground.button("Train")).toBeEnabled();
}
