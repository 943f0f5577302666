import { lessonLosses } from "../web/native-losses.ts";
import { expect, test } from "./fixtures.ts";

test("training makes the loss fall and every row look at the right position", async ({
  playground,
}) => {
  const { cells, element } = playground;
  const weights = async () => (await cells.allInnerTexts()).map(Number);
  for (const weight of await weights()) expect(weight).toBeLessThan(0.5);
  await playground.gatherLosses();
  await playground.trainToGoal();
  const truth = await cells.evaluateAll((all) => all.map((cell) => cell.matches(".truth")));
  expect(truth.filter(Boolean)).toHaveLength(8);
  const trained = await weights();
  for (let row = 0; row < 8; row++) {
    const inRow = trained.slice(row * 8, row * 8 + 8);
    const right = truth.slice(row * 8, row * 8 + 8).indexOf(true);
    expect(inRow[right], `row ${row + 1}`).toBe(Math.max(...inRow));
    expect(inRow[right]).toBeGreaterThan(0.5);
  }
  const losses = (await playground.takeLosses(5000)).map(fromBits);
  expect(losses).toHaveLength(5000);
  expect(mean(losses.slice(-200))).toBeLessThan(mean(losses.slice(0, 200)) / 10);
  await expect(element.getByText("5 000 steps done")).toBeVisible();
});

test("it pauses, goes on where it was, and takes single steps", async ({ playground }) => {
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(20);
  await playground.button("Pause").click();
  await expect(playground.button("Train")).toBeVisible();
  await playground.page.waitForTimeout(300);
  const paused = await playground.step();
  await playground.page.waitForTimeout(300);
  expect(await playground.step()).toBe(paused);
  await playground.button("One step").click();
  await expect.poll(() => playground.step()).toBe(paused + 1);
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(paused + 20);
});

test("at the goal it pauses once, and can go on beyond", async ({ playground }) => {
  await playground.trainToGoal();
  await expect(playground.button("Train")).toBeVisible();
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(6000);
  await playground.button("Pause").click();
});

test("reset repeats the run to the last bit, a new seed gives another", async ({ playground }) => {
  await playground.gatherLosses();
  await playground.trainToGoal();
  const first = await playground.takeLosses(5000);
  await playground.button("Reset").click();
  await expect.poll(() => playground.step()).toBe(0);
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBe(5000);
  expect(await playground.takeLosses(5000)).toEqual(first);

  const seed = playground.element.getByLabel("Seed", { exact: true });
  await expect(seed).toHaveValue("1");
  await playground.button("New seed").click();
  await expect(seed).not.toHaveValue("1");
  await expect.poll(() => playground.step()).toBe(0);
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBe(5000);
  const other = await playground.takeLosses(5000);
  expect(other).toHaveLength(5000);
  expect(other.slice(0, 10)).not.toEqual(first.slice(0, 10));
});

test("the losses are those of the native program, to the last bit", async ({ playground }) => {
  await playground.gatherLosses();
  await playground.trainToGoal();
  const losses = await playground.takeLosses(5000);
  expect(losses.slice(0, 200)).toEqual(lessonLosses(1, 200));
});

test("a seed can be typed", async ({ playground }) => {
  const seed = playground.element.getByLabel("Seed", { exact: true });
  await seed.fill("42");
  await seed.press("Enter");
  await playground.gatherLosses();
  await playground.trainToGoal();
  expect((await playground.takeLosses(5000)).slice(0, 200)).toEqual(lessonLosses(42, 200));
});

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function fromBits(word: string): number {
  return new Float32Array(new Uint32Array([Number.parseInt(word, 16)]).buffer)[0]!;
}
