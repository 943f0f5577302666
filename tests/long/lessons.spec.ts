import { readdirSync } from "node:fs";
import type { SoftLook } from "../../web/src/elements/soft-look.ts";
import type { Lesson } from "../../web/src/lessons/lesson.ts";
import { expect, test } from "../e2e/fixtures.ts";

// Every lesson as it comes, in a real Chromium, flat out: when there is something to see, when it is at its
// goal, and whether it has learned by then what it says. Of one alone:
// npx playwright test --config tests/long/playwright.config.ts -g "translation$"

/** In seconds. */
const mostToSee = 3;
const mostToGoal = 60;
/** These say in their text how long they take: as long as that may be. */
const stateTheirTime = ["glimpses", "language-model", "blanks", "speech"];

const folder = new URL("../../web/src/lessons/", import.meta.url);
const lessons: Lesson[] = [];
for (const entry of readdirSync(folder, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  const file = await import(new URL(`${entry.name}/lesson.ts`, folder).href);
  if (!file.default.still) lessons.push(file.default);
}
lessons.sort((a, b) => a.goal - b.goal);

for (const { name, goal, learned } of lessons) {
  test(name, async ({ playground }) => {
    const { element } = playground;
    const taken = await element.evaluate(train, name);
    await expect(element.getByText(/^Measured on (128|256|512) /)).toBeVisible({ timeout: 60_000 });
    // The last of them, if there are more to come.
    await playground.page.waitForTimeout(5000);
    const figures = element.locator("[data-measure]");
    const said = (await figures.allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
    const [see, reach] = [taken.see.toFixed(1), taken.reach.toFixed(1)];
    console.log(`${name}: to see ${see} s, ${goal} steps ${reach} s; ${said.join("; ")}`);
    await expect(figures).toHaveCount(Object.keys(learned).length);
    await expect(figures.filter({ has: playground.page.locator(".reached") })).toHaveCount(
      Object.keys(learned).length,
    );
    if (stateTheirTime.includes(name)) return;
    expect(taken.see, "seconds until a picture changes").toBeLessThan(mostToSee);
    expect(taken.reach, "seconds until the goal").toBeLessThan(mostToGoal);
  });
}

/** In the page: seconds from the beginning of training to the first picture that differs, and to the goal. */
function train(element: Element, name: string): Promise<{ see: number; reach: number }> {
  const lesson = element as SoftLook;
  return new Promise((resolve, reject) => {
    let [begun, isIts, see] = [0, false, 0];
    let before: string | undefined;
    const seconds = () => (performance.now() - begun) / 1000;
    lesson.addEventListener("ready", ({ detail }) => {
      isIts = detail.lesson === name;
    });
    lesson.addEventListener("frame", ({ detail: { tensors } }) => {
      if (!isIts || see > 0) return;
      const now = JSON.stringify(Object.values(tensors).map(({ data }) => Array.from(data)));
      if (before === undefined) {
        begun = performance.now();
        lesson.play();
      } else if (now !== before) see = seconds();
      before = now;
    });
    lesson.addEventListener("done", () => resolve({ see, reach: seconds() }));
    lesson.addEventListener("error", ({ detail }) => reject(new Error(detail.message)));
    lesson.pace = "flat-out";
    lesson.lesson = name;
    // The first of them is on show already.
    lesson.reset();
  });
}
