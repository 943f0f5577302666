import type { SoftLook } from "../../web/src/elements/soft-look.ts";
import type { Lesson } from "../../web/src/lessons/lesson.ts";
import { expect, type Playground, test } from "./fixtures.ts";
import { show } from "./show.ts";
import { reversal } from "./trials.ts";

const panel = ({ element }: Playground) => element.locator("softlook-compare");
const add = async (playground: Playground, choice: string | RegExp, value?: string) => {
  const form = panel(playground).locator("softlook-compare-choice");
  const option = form.locator("option", { hasText: choice });
  const chosen = (await option.first().getAttribute("value"))!;
  await form.getByLabel("Compare with").selectOption(chosen);
  if (value !== undefined) await form.getByLabel("Value of").fill(value);
  await form.getByRole("button", { name: "Add" }).click();
};
const chips = (playground: Playground) => panel(playground).locator("li");
const open = async (playground: Playground) => {
  await playground.element.locator("summary", { hasText: "Compare" }).click();
  await expect(panel(playground).getByLabel("Compare with")).toBeVisible();
  await expect(panel(playground).locator("option", { hasText: "additive" })).toHaveCount(1);
};
const trainToGoal = async (playground: Playground, goal: number) => {
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBe(goal);
};

test("a person compares a run with a variant, an attention and a setting", async ({
  playground,
}) => {
  const { element, page } = playground;
  await show(playground, reversal);
  await playground.button("One step").click();
  await expect.poll(() => playground.step()).toBe(1);
  await open(playground);
  await add(playground, "Without positions");
  await expect(panel(playground).getByText("A, B began together from seed 1")).toBeVisible();
  // All from the beginning: what was trained before is not to be compared.
  await expect.poll(() => playground.step()).toBe(0);
  await add(playground, /^additive$/);
  await add(playground, /^Width$/, "half");
  const alert = panel(playground).locator("softlook-compare-choice [role=alert]");
  await expect(alert).toHaveText("Width is a whole number from 1 to 1024.");
  await add(playground, /^Width$/, "32");
  await expect(alert).toHaveText("Width is 32 in this run too. Choose another value.");
  await add(playground, /^Width$/, "16");
  await expect(chips(playground)).toContainText([
    "Two heads",
    "Without positions",
    "the same, attention additive",
    "the same, width 16",
  ]);
  await expect(panel(playground).getByText("Take one out to add another")).toBeVisible();

  await trainToGoal(playground, reversal.goal);
  const rows = panel(playground).locator("tbody tr");
  await expect(rows).toHaveCount(4);
  for (const row of await rows.all()) {
    await expect(row.locator("td").first()).toHaveText("300");
  }
  const right = async (i: number) =>
    Number.parseInt(await rows.nth(i).locator("td").nth(2).innerText(), 10);
  await expect.poll(() => right(0)).toBeGreaterThan(90);
  expect(await right(1)).toBeLessThan((await right(0)) - 20);

  // The curves tell all losses at the step that is pointed at, or walked to.
  const curves = panel(playground).locator("softlook-compare-curves");
  const read = curves.locator(".readout");
  await expect(read).toHaveText(/^step 300: A 0\.\d+, B [\d.]+, C [\d.]+, D [\d.]+$/);
  const box = (await curves.locator(".plot").boundingBox())!;
  await curves.locator(".plot").hover({ position: { x: box.width / 2, y: 60 } });
  await expect(read).toHaveText(/^step 1\d\d: A [\d.]+, B [\d.]+, C [\d.]+, D [\d.]+$/);
  await curves.locator(".plot").focus();
  await page.keyboard.press("Home");
  await expect(curves.getByRole("status")).toHaveText(/^step 1: A [\d.]+, B/);
  await page.keyboard.press("ArrowRight");
  await expect(read).toHaveText(/^step 2: A/);

  await playground.button(/^Take out C/).click();
  await expect(chips(playground)).toHaveCount(3);
  await expect(panel(playground).getByLabel("Compare with")).toBeFocused();
  expect(await playground.step()).toBe(reversal.goal);
  await playground.button("One step").click();
  await expect.poll(() => playground.step()).toBe(reversal.goal + 1);
  await expect(rows.nth(2).locator("td").first()).toHaveText("301");
  expect(await element.evaluate((element: SoftLook) => element.compare)).toEqual([
    "nowhere",
    { width: 16 },
  ]);
});

test("one cursor goes through all maps, and their difference is what it says", async ({
  playground,
}) => {
  const { element, page } = playground;
  await show(playground, { ...reversal, goal: 100 });
  await element.evaluate((element: SoftLook) => {
    element.compare = ["four-heads", "nowhere"];
  });
  await trainToGoal(playground, 100);
  const maps = panel(playground).locator("softlook-compare-maps");
  await maps.scrollIntoViewIfNeeded();
  const canvases = maps.locator("canvas");
  await expect(canvases).toHaveCount(4);
  const read = maps.locator(".readout");
  const numbers = async () => {
    const [, a, b, c, difference] =
      /A (\S+), B (\S+), C (\S+), B − A: (\S+)$/.exec(await read.innerText()) ?? [];
    return [a, b, c, difference].map((number) => Number(number?.replace("−", "-")));
  };
  const box = (await canvases.nth(1).boundingBox())!;
  await canvases.nth(1).hover({ position: { x: box.width - 3, y: 3 } });
  await expect(maps.locator("rect.here")).toHaveCount(4);
  const [a, b, , difference] = await numbers();
  expect(difference).toBeCloseTo(b! - a!, 2);
  await maps.getByLabel("Of these weights").selectOption("C");
  await maps.getByLabel("these are taken away").selectOption("C");
  await expect(maps).toContainText("Choose two different ones.");
  await maps.getByLabel("these are taken away").selectOption("B");
  await expect(read).toHaveText(/C − B: −?0\.\d{3}$/);

  // By keyboard: one tab stop, arrows from there, and a cell that stays.
  await canvases.first().focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const locked = await read.innerText();
  await expect(maps.locator("#hint")).toHaveText(/^Locked/);
  await expect(maps.getByRole("status")).toHaveText(
    /^. (\(1\) )?looks at .*A 0\.\d{3}, B 0\.\d{3}/,
  );
  await canvases.nth(2).hover({ position: { x: 3, y: box.height - 3 } });
  expect(await read.innerText()).toBe(locked);
  await page.keyboard.press("Escape");
  await expect(maps.locator("#hint")).not.toHaveText(/^Locked/);

  // The third and the fourth head are those of one alone.
  await maps.locator(".head-select select").selectOption("3");
  await expect(maps.locator(".missing")).toHaveText([
    "It has no head 4; its heads are 2.",
    "It has no head 4; its heads are 2.",
    "One of the two has no such weights: there is no difference.",
  ]);
  await expect(canvases).toHaveCount(1);
});

test("each has the losses that it has alone, bit for bit", async ({ playground }) => {
  const { element } = playground;
  await show(playground, reversal);
  const beside = await element.evaluate(
    (element: SoftLook) =>
      new Promise<number[]>((resolve) => {
        const losses: number[] = [];
        element.addEventListener("frame", ({ detail }) => {
          const [lane] = detail.lanes;
          if (lane && lane.step !== detail.step) resolve([]);
          losses.push(...(lane?.losses ?? []));
          if (losses.length >= 200) resolve(losses.slice(0, 200));
        });
        element.compare = ["nowhere"];
        element.play();
      }),
  );
  expect(beside).toHaveLength(200);
  const alone = await element.evaluate(
    (element: SoftLook) =>
      new Promise<number[]>((resolve) => {
        const losses: number[] = [];
        element.addEventListener("step", ({ detail }) => {
          losses.push(...detail.losses);
          if (losses.length >= 200) resolve(losses.slice(0, 200));
        });
        element.compare = [];
        element.variant = "nowhere";
        element.play();
      }),
  );
  expect(alone).toEqual(beside);
});

test("what cannot be compared is told, and the others train", async ({ playground }) => {
  const { element } = playground;
  const lesson: Lesson = {
    ...reversal,
    goal: 150,
    variants: [
      ...reversal.variants!,
      {
        name: "wild",
        title: { en: "Wild", zh: "狂" },
        config: {
          task: "series",
          model: "next-vector",
          attention: "dot",
          optimizer: "sgd",
          settings: { "learning-rate": 10, width: null, layers: null, heads: null, length: null },
        },
      },
    ],
  };
  await show(playground, lesson);
  const told = await element.evaluate((element: SoftLook) => {
    const told: string[] = [];
    element.addEventListener("error", ({ detail }) =>
      told.push(`${detail.kind}: ${detail.message}`),
    );
    element.setAttribute("compare", "warp, wild, two-heads");
    return element.updateComplete.then(() => told);
  });
  const known = "two-heads, four-heads, nowhere, wild";
  expect(told).toEqual([
    `compare: “warp” is no variant of this lesson. There are: ${known}.`,
    "compare: “two-heads” is left out: it would be the same as one that is there.",
  ]);
  const alert = panel(playground).locator(".parts > [role=alert]");
  await expect(alert).toContainText("“warp” is no variant of this lesson.");
  await add(playground, /^tanh with mean$/);
  await trainToGoal(playground, 150);
  await expect(alert).toContainText(
    /B stopped at step \d+, and the others go on: the run diverged/,
  );
  await expect(panel(playground).getByText("B has another task")).toBeVisible();
  await expect(element.locator(".notice")).toHaveCount(0);
  const rows = panel(playground).locator("tbody tr");
  await expect(rows.nth(2).locator("td").first()).toHaveText("150");
  await expect(rows.nth(1).locator("td").first()).not.toHaveText("150");

  // A page may keep its comparison as it is: there is nothing to add and nothing to take out.
  await element.evaluate((element: SoftLook) => element.setAttribute("lock", "compare"));
  await expect(panel(playground).getByRole("button", { name: /^(Add|Take out)/ })).toHaveCount(0);
  await expect(chips(playground)).toHaveCount(3);
  await element.evaluate((element: SoftLook) => element.removeAttribute("lock"));

  // Another lesson of the page has nothing of it but what the page's author wrote.
  await element.evaluate((element: SoftLook) => {
    element.removeAttribute("compare");
    element.lesson = "order";
  });
  await expect(chips(playground)).toHaveCount(0);
  await element.evaluate((element: SoftLook) => element.setAttribute("hide", "compare"));
  await expect(panel(playground)).toHaveCount(0);
});

test("on a phone and in Chinese it is no wider than the screen", async ({ playground }) => {
  const { element, page } = playground;
  await show(playground, { ...reversal, goal: 20 });
  await element.evaluate((element: SoftLook) => {
    element.compare = ["four-heads", "nowhere", { attention: "additive" }];
  });
  await trainToGoal(playground, 20);
  await page.getByText("中文", { exact: true }).click();
  await expect(panel(playground)).toContainText("从种子 1 同时出发");
  for (const width of [390, 280]) {
    await page.setViewportSize({ width, height: 844 });
    await element.locator(".panels [data-panel=numbers]").click();
    await panel(playground).locator("softlook-compare-maps").scrollIntoViewIfNeeded();
    await page.waitForTimeout(150);
    const content = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(content).toBeLessThanOrEqual(width);
  }
});
