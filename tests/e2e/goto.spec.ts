import type { SoftLook } from "../../web/src/elements/soft-look.ts";
import { lessonLosses } from "../web/native-losses.ts";
import { expect, test } from "./fixtures.ts";

test("goto() trains to a step, and back to an earlier one, with the bits of a plain run", async ({
  playground,
}) => {
  const { element } = playground;
  await playground.gatherLosses();
  const goTo = (step: number) =>
    element.evaluate((element: SoftLook, step) => element.goto(step), step);
  expect(await goTo(5300)).toBe(5300);
  expect(await playground.step()).toBe(5300);
  const there = await playground.takeLosses(5300);
  expect(there.slice(0, 200)).toEqual(lessonLosses(1, 200));
  await expect(playground.button("Train")).toBeEnabled();
  expect(await goTo(120)).toBe(120);
  expect(await playground.step()).toBe(120);
  expect(await playground.takeLosses(120)).toEqual(lessonLosses(1, 120));
});

test("on the way the page says so, and Pause stops it; what is no step is refused in a sentence", async ({
  playground,
}) => {
  const { element, page } = playground;
  await element.evaluate((element: SoftLook) => {
    window.gathered = [];
    void element.goto(10_000_000).then((step) => window.gathered.push(String(step)));
  });
  const said = element.getByText(/On the way to step 10.000.000/);
  await expect(said).toBeVisible();
  await playground.button("Pause").click();
  await expect(said).toBeHidden();
  const ended = () => page.evaluate(() => window.gathered.length);
  await expect.poll(ended).toBe(1);
  const refusals = await element.evaluate((element: SoftLook) =>
    Promise.all(
      [-1, 0.5, 10_000_001, "12" as unknown as number].map((step) =>
        element.goto(step).then(String, ({ message }: Error) => message),
      ),
    ),
  );
  for (const got of ["-1", "0.5", "10000001", "a string"]) {
    expect(refusals).toContain(
      `[goto] a step must be a whole number from 0 to 10000000, got ${got}`,
    );
  }
});
