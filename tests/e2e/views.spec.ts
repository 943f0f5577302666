import { expect, test } from "./fixtures.ts";
import { show } from "./show.ts";
import { long, reading, reversal, translating, writing } from "./trials.ts";

test("a head of another block is shown large, and a model that has no such block shows what it has", async ({
  playground,
}) => {
  const { element } = playground;
  const weights = (block: number) => ({
    weights: `block${block}.attn.weights`,
    truth: "alignment",
  });
  const { settings } = reversal.config;
  await show(playground, {
    ...reversal,
    config: { ...reversal.config, settings: { ...settings, layers: 2 } },
    variants: [
      { name: "two", title: { en: "Two blocks", zh: "两层" }, config: {} },
      { name: "one", title: { en: "One block", zh: "一层" }, config: { settings: { layers: 1 } } },
    ],
    views: [
      { view: "matrix", options: weights(1) },
      { view: "heads", options: weights(0) },
      { view: "heads", options: weights(1) },
    ],
  });
  const large = element.locator(".view h2").first();
  const choose = async (block: number, head: number) => {
    const heads = element.locator("softlook-heads").nth(block);
    await heads.scrollIntoViewIfNeeded();
    await heads.locator("button").nth(head).click();
  };
  await expect(large).toHaveText("Where each position looks: block 2");
  await choose(0, 1);
  await expect(large).toHaveText("Where each position looks: block 1");
  await expect(element.locator("softlook-matrix").getByLabel("Head")).toHaveValue("1");
  await choose(1, 0);
  await expect(large).toHaveText("Where each position looks: block 2");
  await element.getByText("One block", { exact: true }).click();
  await expect(large).toHaveText("Where each position looks: block 1");
  await expect(playground.cells).not.toHaveCount(0);
  await element.getByText("Two blocks", { exact: true }).click();
  await expect(large).toHaveText("Where each position looks: block 2");
});

test.describe("weights of several heads", () => {
  test.beforeEach(async ({ playground }) => show(playground, reversal));

  test("are drawn together or one by one, as is chosen in either picture", async ({
    playground,
  }) => {
    const { element, cells } = playground;
    const heads = element.locator("softlook-heads button");
    const select = element.locator("softlook-matrix").getByLabel("Head");
    const numbers = async () => (await cells.allInnerTexts()).map(Number);
    await expect(select).toHaveValue("mean");
    const mean = await numbers();
    await select.selectOption("0");
    await expect(heads.nth(0)).toHaveAttribute("aria-pressed", "true");
    const first = await numbers();
    await heads.nth(1).click();
    await expect(select).toHaveValue("1");
    const second = await numbers();
    expect(second).not.toEqual(first);
    for (const [i, value] of mean.entries()) {
      expect(value).toBeCloseTo((first[i]! + second[i]!) / 2, 1);
    }
    await heads.nth(1).click();
    await expect(select).toHaveValue("mean");
  });

  test("are told of in numbers, which come true as they are trained", async ({ playground }) => {
    const { element } = playground;
    const button = element.locator("softlook-heads button").first();
    const name = async () => (await button.getAttribute("aria-label")) ?? "";
    expect(await name()).toMatch(
      /^Head 1: entropy \d\.\d\d bits, distance \d\.\d, previous .*%, first .*%, itself .*%, right \d+/,
    );
    const entropy = async () => Number(/entropy ([\d.]+)/.exec(await name())![1]);
    const right = async () => Number(/right ([\d.]+)/.exec(await name())![1]);
    expect(await entropy()).toBeGreaterThan(2);
    await playground.button("Train").click();
    await expect.poll(() => playground.step()).toBe(reversal.goal);
    await button.scrollIntoViewIfNeeded();
    await expect.poll(right).toBeGreaterThan(60);
    expect(await entropy()).toBeLessThan(1.5);
    const painted = await button.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      return {
        size: [canvas.width, canvas.height],
        colours: new Set(new Uint32Array(data.buffer)).size,
      };
    });
    expect(painted.size).toEqual([6, 6]);
    expect(painted.colours).toBeGreaterThan(2);
  });

  test("answers are marked right or wrong, with their probability", async ({ playground }) => {
    const { element } = playground;
    const answers = element.locator("softlook-tokens .answer");
    await expect(answers).toHaveCount(6);
    await playground.button("Train").click();
    await expect.poll(() => playground.step()).toBe(reversal.goal);
    await answers.first().scrollIntoViewIfNeeded();
    await expect(element.locator("softlook-tokens .good")).toHaveCount(6);
    const read = await element.locator("softlook-tokens .read span").allInnerTexts();
    const said = await answers.locator("b").allInnerTexts();
    expect(said).toEqual([...read].reverse());
    await answers.nth(2).hover();
    await expect(element.locator("softlook-tokens .readout")).toHaveText(
      /^position 3: “(\w)” with \d+.*%; right is “\1”/,
    );
    await answers.nth(0).focus();
    await playground.page.keyboard.press("End");
    await expect(answers.nth(5)).toBeFocused();
  });

  test("scores of one variant stay while another runs", async ({ playground }) => {
    const { element } = playground;
    const curves = element.locator("softlook-score li span");
    await playground.button("Train").click();
    await expect.poll(() => playground.step()).toBe(reversal.goal);
    await element.locator("softlook-score").scrollIntoViewIfNeeded();
    await expect(curves).toHaveText([/^Two heads: \d+.*% at step 300$/]);
    await element.getByText("Without positions").click();
    await expect.poll(() => playground.step()).toBe(0);
    await playground.button("Train").click();
    await expect.poll(() => playground.step()).toBe(reversal.goal);
    await element.locator("softlook-score").scrollIntoViewIfNeeded();
    await expect(curves).toHaveText([
      /^Two heads: .* step 300$/,
      /^Without positions: .* step 300$/,
    ]);
    const percent = async (i: number) =>
      Number(/: ([\d.]+)/.exec(await curves.nth(i).innerText())![1]);
    expect(await percent(0)).toBeGreaterThan((await percent(1)) + 20);
    await expect(element.locator("softlook-score canvas")).toBeVisible();
    await expect(element.locator("softlook-score [role=img]")).toHaveAccessibleName(
      /Two heads: .*Without positions:/,
    );
  });

  test("what a person types is asked of the engine, and its answer is said", async ({
    playground,
  }) => {
    const { element, page } = playground;
    const field = element.getByLabel("An example of your own");
    await field.fill("nsr");
    await page.keyboard.press("Enter");
    const said = element.locator("softlook-typed [role=status]");
    await expect(said).toContainText(
      "This could not be read: the samples of this task cannot be written; choose one by its number.",
    );
    await expect(field).toHaveAttribute("aria-invalid", "true");
    expect(await playground.step()).toBe(0);
    await element.getByRole("button", { name: "Back to the given example" }).click();
    await expect(field).toHaveValue("");
    await expect(field).toBeFocused();
    await expect(said).not.toContainText("could not be read");
  });

  test("a list of heads takes its letters for itself", async ({ playground }) => {
    const { element, page } = playground;
    await element.locator("softlook-matrix").getByLabel("Head").focus();
    await page.keyboard.press("s");
    await page.waitForTimeout(200);
    expect(await playground.step()).toBe(0);
  });
});

test.describe("where one sequence looks at another", () => {
  test.beforeEach(async ({ playground }) => show(playground, writing));

  test("an image is covered by weights, which can be taken off", async ({ playground }) => {
    const { element, page } = playground;
    const view = element.locator("softlook-image");
    const veil = () =>
      view.locator(".over").evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
        return Array.from({ length: data.length / 4 }, (_, i) => data[4 * i + 3]!);
      });
    expect(await veil()).toHaveLength(8);
    expect(Math.max(...(await veil()))).toBeGreaterThan(150);
    await expect(view.locator("rect.right")).toHaveCount(1);
    await view.getByLabel("Show weights").uncheck();
    expect(await veil()).toEqual(Array(8).fill(0));
    await view.getByLabel("Show weights").check();
    const before = await veil();
    await view.getByLabel("Looks from").selectOption("3");
    await expect(view.locator("rect.right")).toHaveAttribute("x", "0");
    await expect(view.locator("rect.right")).toHaveAttribute("y", "1");
    await page.keyboard.press("Tab");
    await view.locator(".over").focus();
    await page.keyboard.press("Control+End");
    await expect(view.locator(".readout")).toHaveText(/^row 2, column 4: weight 0\.\d{3}/);
    await expect(view.locator("[role=status]")).toHaveText(/^row 2, column 4/);
    const box = (await view.locator(".over").boundingBox())!;
    await page.mouse.move(box.x + 3, box.y + 3);
    await expect(view.locator(".readout")).toHaveText(/^row 1, column 1: weight/);
    expect(before).toHaveLength(8);
  });

  test("a sound is drawn and played, with a line that goes along", async ({ playground }) => {
    const { element, page } = playground;
    const view = element.locator("softlook-sound");
    await page.evaluate(() => {
      const start = AudioBufferSourceNode.prototype.start;
      Object.assign(window, { played: [] });
      AudioBufferSourceNode.prototype.start = function (...given) {
        const { buffer } = this;
        (window as unknown as { played: unknown[] }).played.push([
          buffer?.sampleRate,
          buffer?.length,
        ]);
        start.apply(this, given);
      };
    });
    const size = await view
      .locator(".spectrum")
      .evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.height]);
    expect(size).toEqual([8, 32]);
    await view.getByRole("button", { name: "Listen" }).click();
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { played: unknown[] }).played))
      .toEqual([[8000, 8 * 32]]);
    await expect(view.getByRole("button", { name: "Listen" })).toBeVisible();
    await expect(view.getByRole("alert")).toHaveCount(0);
    await view.locator(".letters canvas").focus();
    await page.keyboard.press("ArrowRight");
    await expect(view.locator(".readout")).toHaveText(/listens at 0\.\d\d s with weight 0\.\d{3}$/);
  });
});

test("what a person types is on show while training goes on, and nobody says where to look in it", async ({
  playground,
}) => {
  const { element, page } = playground;
  await show(playground, translating);
  const matrix = element.locator("softlook-matrix");
  const words = () => matrix.getByRole("columnheader").allInnerTexts();
  const given = await words();
  await expect(matrix.locator(".key")).toBeVisible();
  await element.getByLabel("An example of your own").fill("老师喜欢狗");
  await page.keyboard.press("Enter");
  await expect(element.getByText("On show: “老师喜欢狗”.")).toBeVisible();
  await expect.poll(words).toEqual(["老师", "喜欢", "狗"]);
  await expect(matrix.locator(".key")).toHaveCount(0);
  await expect(element.locator("softlook-tokens .read span")).toHaveText(["老师", "喜欢", "狗"]);
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBeGreaterThan(10);
  expect(await words()).toEqual(["老师", "喜欢", "狗"]);
  await playground.button("Reset").click();
  await expect.poll(() => playground.step()).toBe(0);
  expect(await words()).toEqual(["老师", "喜欢", "狗"]);
  await element.getByRole("button", { name: "Back to the given example" }).click();
  await expect.poll(words).toEqual(given);
  await expect(matrix.locator(".key")).toBeVisible();
});

test("thousands of cells are one picture, in which each can be found", async ({ playground }) => {
  const { element, page } = playground;
  await show(playground, long);
  const canvas = element.locator("softlook-matrix canvas");
  const readout = element.locator("softlook-matrix .readout");
  const size = await canvas.evaluate(({ width, height }: HTMLCanvasElement) => [width, height]);
  expect(size).toEqual([64, 64]);
  await expect(element.locator("softlook-matrix rect.right")).toHaveCount(64);
  await canvas.focus();
  await page.keyboard.press("Control+Home");
  await expect(readout).toHaveText(/^\w \(1\) looks at \w \(1\) with weight/);
  await page.keyboard.press("End");
  await expect(readout).toHaveText(
    /^\w \(1\) looks at \w \(64\) with weight .*\(right position\)$/,
  );
  await page.keyboard.press("Enter");
  await expect(element.locator("softlook-matrix #hint")).toHaveText(/^Locked/);
  await page.keyboard.press("Escape");
  const box = (await canvas.boundingBox())!;
  await page.mouse.move(box.x + box.width - 2, box.y + box.height - 2);
  await expect(readout).toHaveText(/^\w \(64\) looks at \w \(64\) with weight/);
});

for (const theme of ["light", "dark"] as const) {
  test(`canvases have the colours of the theme: ${theme}`, async ({ playground }) => {
    const { element, page } = playground;
    await show(playground, writing);
    const light = () =>
      element.locator("softlook-sound .letters canvas").evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext("2d")!.getImageData(0, 0, 1, 1);
        return data[0]! + data[1]! + data[2]! > 380;
      });
    // From the other theme to this one, so that the change itself is seen.
    await page.emulateMedia({ colorScheme: theme === "light" ? "dark" : "light" });
    await expect.poll(light).toBe(theme !== "light");
    await page.emulateMedia({ colorScheme: theme });
    await expect.poll(light).toBe(theme === "light");
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  for (const lesson of [reversal, reading, writing, long, translating]) {
    test(`nothing of the lesson “${lesson.name}” is wider than the screen`, async ({
      playground,
    }) => {
      const { page } = playground;
      await show(playground, lesson);
      for (const width of [390, 320, 280]) {
        await page.setViewportSize({ width, height: 844 });
        for (const language of ["中文", "English"]) {
          await page.getByText(language, { exact: true }).click();
          await page.waitForTimeout(150);
          const content = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(content, `${width} ${language}`).toBeLessThanOrEqual(width);
        }
      }
    });
  }
});
