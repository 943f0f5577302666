import type { SoftLook } from "../../web/src/elements/soft-look.ts";
import { lessonLosses } from "../web/native-losses.ts";
import { expect, type Playground, test } from "./fixtures.ts";

const running = ({ element }: Playground) =>
  element.evaluate((element: SoftLook) => element.running);

test("another seed and play() at once: that seed is trained", async ({ playground }) => {
  await playground.gatherLosses();
  const running = await playground.element.evaluate((element: SoftLook) => {
    element.pace = "flat-out";
    element.seed = 5;
    element.play();
    return element.running;
  });
  expect(running).toBe(true);
  const losses = await playground.takeLosses(5000);
  expect(losses).toHaveLength(5000);
  expect(losses.slice(0, 200)).toEqual(lessonLosses(5, 200));
});

test("reset() and play() at once, in the middle of a run: it trains from the beginning", async ({
  playground,
}) => {
  await playground.gatherLosses();
  await playground.button("Train").click();
  await playground.takeLosses(100);
  await playground.element.evaluate((element: SoftLook) => {
    element.reset();
    // From here on, nothing is told of the run from before.
    window.gathered.splice(0);
    element.play();
  });
  expect(await running(playground)).toBe(true);
  const losses = await playground.takeLosses(200);
  expect(losses.slice(0, 200)).toEqual(lessonLosses(1, 200));
});

test("reset() and step() at once: it is at its first step", async ({ playground }) => {
  await playground.element.evaluate((element: SoftLook) => {
    element.reset();
    element.step();
  });
  await expect.poll(() => playground.step()).toBe(1);
  await playground.page.waitForTimeout(200);
  expect(await playground.step()).toBe(1);
});

test("reset() on its own stops", async ({ playground }) => {
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(10);
  await playground.element.evaluate((element: SoftLook) => element.reset());
  expect(await running(playground)).toBe(false);
  await expect.poll(() => playground.step()).toBe(0);
  await playground.page.waitForTimeout(200);
  expect(await playground.step()).toBe(0);
});

test("calls that make no sense are refused in a sentence each, and the run stays as it is", async ({
  playground,
}) => {
  const { element } = playground;
  await element.evaluate((element: SoftLook) => element.goto(40));
  const { before, after, said } = await element.evaluate(async (element: SoftLook) => {
    const odd = (value: unknown) => value as never;
    const turn = (step: number, value = 0.1) => ({ step, setting: "learning-rate", value });
    const before = await element.moment();
    const said = [];
    for (const call of [
      () => element.goto(50, odd("x")),
      () => element.goto(50, odd([null])),
      () => element.goto(50, [turn(45), turn(42)]),
      () => element.goto(50, [turn(45, 99_999)]),
      () => element.load(odd(new Blob())),
      () => element.step(Number.NaN),
      () => Object.assign(element, { src: 3 }),
      () => Object.assign(element, { changes: "heads=4" }),
      () => Object.assign(element, { compare: [[]] }),
    ]) {
      const told = await Promise.resolve().then(call).then(String, String);
      said.push(told.slice(0, 70));
    }
    return { before, after: await element.moment(), said };
  });
  expect(said).toEqual([
    expect.stringContaining("TypeError: [goto] turns must be a list of"),
    expect.stringContaining("TypeError: [goto] turns[0] must be like"),
    expect.stringContaining("RangeError: [goto] turns[1] is at step 42, after one at 45"),
    expect.stringMatching(/^Error: \[.*learning-rate/),
    expect.stringContaining("TypeError: [load] what to go on from must be the bytes of a file"),
    expect.stringContaining("RangeError: [step] how many steps must be a whole number from 1"),
    expect.stringContaining("TypeError: [src] it must be the address"),
    expect.stringContaining("TypeError: [changes] they must be an object"),
    expect.stringContaining("TypeError: [compare] compare[0] must be one of"),
  ]);
  expect(after).toEqual(before);
  expect(before.digest?.step).toBe(40);

  // A turn that lies behind: it is made, in a run from the beginning.
  const { turns, step } = await element.evaluate(async (element: SoftLook) => {
    await element.goto(60, [{ step: 20, setting: "learning-rate", value: 0.1 }]);
    return (await element.moment()).digest!;
  });
  expect({ turns, step }).toEqual({
    turns: [{ step: 20, setting: "learning-rate", value: 0.1 }],
    step: 60,
  });
});

test.describe("of a file that is not there", () => {
  test.use({ expectedErrors: [/404 \(Not Found\)/] });

  test("where there is no lesson goto() says so; without its `src` the element shows its `lesson` again", async ({
    playground,
  }) => {
    const { element } = playground;
    const going = await element.evaluate(async (element: SoftLook) => {
      const said = (promise: Promise<number>) => promise.then(String, String);
      element.src = "/nope.json";
      const early = await said(element.goto(5));
      const late = await said(element.goto(5));
      element.src = "";
      element.setAttribute("src", "/nope.json");
      element.removeAttribute("src");
      const again = await said(element.goto(5));
      element.lesson = { title: "None" } as never;
      return [early, late, again, await said(element.goto(5))];
    });
    const nothing = "Error: [goto] there is nothing to be run";
    expect(going).toEqual([nothing, nothing, "5", nothing]);
  });
});

test("play() on an element that nobody has seen yet is granted when it is seen", async ({
  playground,
}) => {
  const { page } = playground;
  await page.evaluate(() => {
    const element = document.createElement("soft-look");
    element.id = "late";
    element.play();
    const space = document.createElement("div");
    space.style.height = "3000px";
    document.body.append(space, element);
  });
  const late = page.locator("#late");
  await page.waitForTimeout(200);
  expect(page.workers()).toHaveLength(1);
  await late.scrollIntoViewIfNeeded();
  const step = async () => Number(await late.locator("[data-step]").getAttribute("data-step"));
  await expect.poll(step).toBeGreaterThan(10);
});
