import { lessonLosses } from "../web/native-losses.ts";
import { expect, type Playground, test } from "./fixtures.ts";

const field = ({ element }: Playground) => element.getByLabel("Seed", { exact: true });
const complaint = ({ element }: Playground) => element.getByRole("alert");

async function typeOver(playground: Playground, text: string): Promise<void> {
  await field(playground).focus();
  await playground.page.keyboard.press("ControlOrMeta+A");
  // So slowly that frames come between the keys.
  await playground.page.keyboard.type(text, { delay: 60 });
}

test("a seed can be typed key by key while training goes on, and is taken on Enter", async ({
  playground,
}) => {
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(20);
  await typeOver(playground, "4294967295");
  await expect(field(playground)).toHaveValue("4294967295");
  const typed = await playground.step();
  await expect.poll(() => playground.step()).toBeGreaterThan(typed);
  await playground.page.keyboard.press("Enter");
  await expect.poll(() => playground.step()).toBe(0);
  await expect(field(playground)).toHaveValue("4294967295");
  await playground.gatherLosses();
  await playground.trainToGoal();
  expect((await playground.takeLosses(5000)).slice(0, 200)).toEqual(lessonLosses(4294967295, 200));
});

test("the largest seed can be read in full", async ({ playground }) => {
  await field(playground).fill("4294967295");
  const clipped = await field(playground).evaluate(
    (input) => input.scrollWidth - input.clientWidth,
  );
  expect(clipped).toBe(0);
});

test("a seed is taken when the field is left, and not by an arrow key", async ({ playground }) => {
  await playground.button("One step").click();
  await expect.poll(() => playground.step()).toBe(1);
  await typeOver(playground, "42");
  for (const key of ["ArrowUp", "ArrowDown"]) await playground.page.keyboard.press(key);
  await playground.page.mouse.wheel(0, 10);
  await expect(field(playground)).toHaveValue("42");
  expect(await playground.step()).toBe(1);
  await playground.page.keyboard.press("Tab");
  await expect.poll(() => playground.step()).toBe(0);
  await expect(field(playground)).toHaveValue("42");
});

test("a seed that is none is kept to be corrected, with a sentence until it is", async ({
  playground,
}) => {
  const { page } = playground;
  const input = field(playground);
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(20);
  await typeOver(playground, "-3");
  await expect(complaint(playground)).toHaveCount(0);
  await page.keyboard.press("Enter");
  const sentence = "A seed is a whole number from 0 to 4\u202f294\u202f967\u202f295.";
  await expect(complaint(playground)).toHaveText(sentence);
  await expect(input).toHaveAccessibleDescription(sentence);
  await expect(input).toHaveAttribute("aria-invalid", "true");
  await expect(input).toHaveValue("-3");
  // Nothing is started over for it.
  const step = await playground.step();
  await expect.poll(() => playground.step()).toBeGreaterThan(step);
  await page.getByText("中文", { exact: true }).click();
  await expect(complaint(playground)).toContainText("之间的整数");
  await page.getByText("English", { exact: true }).click();
  await typeOver(playground, "3");
  await expect(complaint(playground)).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect.poll(() => playground.step()).toBe(0);
  await expect(input).toHaveValue("3");
});

test("Esc gives up what was typed, and so does an empty field", async ({ playground }) => {
  const { page } = playground;
  await typeOver(playground, "4294967296");
  await page.keyboard.press("Enter");
  await expect(complaint(playground)).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(complaint(playground)).toHaveCount(0);
  await expect(field(playground)).toHaveValue("1");
  await field(playground).fill("");
  await page.keyboard.press("Enter");
  await expect(field(playground)).toHaveValue("1");
  await expect(complaint(playground)).toHaveCount(0);
});
