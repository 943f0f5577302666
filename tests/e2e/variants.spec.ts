import type { Page } from "@playwright/test";
import type { SoftLook } from "../../web/src/elements/soft-look.ts";
import { nativeLosses } from "../web/native-losses.ts";
import { expect, test } from "./fixtures.ts";
import { show } from "./show.ts";
import { reversal, writing } from "./trials.ts";

const chosen = (page: Page) => page.locator("soft-look input[name=variant]:checked");

test.beforeEach(async ({ playground }) => show(playground, reversal));

test("another variant is another run, with the losses of its own config", async ({
  playground,
}) => {
  const { element, page } = playground;
  await expect(chosen(page)).toHaveValue("two-heads");
  await expect(element.locator("softlook-heads button")).toHaveCount(2);
  await playground.button("One step").click();
  await expect.poll(() => playground.step()).toBe(1);
  const told = element.evaluate(
    (element: SoftLook) =>
      new Promise((resolve) => {
        element.addEventListener("variant", ({ detail }) => resolve(detail), { once: true });
      }),
  );
  await element.getByText("Four heads").click();
  expect(await told).toEqual({ lesson: "reversal", variant: "four-heads" });
  await expect.poll(() => playground.step()).toBe(0);
  await expect(element.locator("softlook-heads button")).toHaveCount(4);
  expect(await element.evaluate((element: SoftLook) => element.variant)).toBe("four-heads");
  await playground.gatherLosses();
  await playground.button("Train").click();
  const settings = { ...reversal.config.settings, heads: 4 };
  const losses = await playground.takeLosses(100);
  expect(losses.slice(0, 100)).toEqual(nativeLosses({ ...reversal.config, settings }, 100));
});

test("the attribute chooses a variant; one that there is not is the first", async ({
  playground,
}) => {
  const { element, page } = playground;
  await element.evaluate((element) => element.setAttribute("variant", "four-heads"));
  await expect(chosen(page)).toHaveValue("four-heads");
  await element.evaluate((element) => element.setAttribute("variant", "no-such"));
  await expect(chosen(page)).toHaveValue("two-heads");
  await expect(element.getByRole("alert")).toHaveCount(0);
});

test("arrow keys go from variant to variant", async ({ playground }) => {
  const { page } = playground;
  await chosen(page).focus();
  await page.keyboard.press("ArrowRight");
  await expect(chosen(page)).toHaveValue("four-heads");
  await page.keyboard.press("ArrowLeft");
  await expect(chosen(page)).toHaveValue("two-heads");
});

test("the numbers above the pictures are those that the lesson is measured by", async ({
  playground,
}) => {
  const { element } = playground;
  const shown = () =>
    element
      .locator("[data-measure]")
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.measure));
  expect(await shown()).toEqual(["right", "whole", "attended"]);
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBe(reversal.goal);
  const right = element.locator("[data-measure=right] b");
  await expect.poll(async () => Number.parseInt(await right.innerText(), 10)).toBeGreaterThan(90);
  await show(playground, writing);
  expect(await shown()).toEqual(["whole"]);
});

test("a picture of what a variant has not says so, and comes back with one that has it", async ({
  playground,
}) => {
  const { element } = playground;
  await show(playground, writing);
  const matrix = element.locator("softlook-matrix");
  await expect(matrix.locator("[role=gridcell]")).toHaveCount(64);
  await element.getByText("Without", { exact: true }).click();
  await expect(matrix).toBeHidden();
  await expect(element.getByText("this variant has no such thing")).toHaveCount(2);
  // A sound is one without weights, too.
  await expect(element.locator("softlook-sound .spectrum")).toBeVisible();
  await expect(element.locator("softlook-sound .letters")).toHaveCount(0);
  await expect(element.locator("softlook-tokens .answer")).toHaveCount(8);
  await playground.button("One step").click();
  await expect.poll(() => playground.step()).toBe(1);
  await element.getByText("With attention", { exact: true }).click();
  await expect(matrix).toBeVisible();
  await expect(element.getByText("this variant has no such thing")).toHaveCount(0);
  await expect(matrix.locator(".readout")).toContainText("looks at");
});

test("what is no lesson is not taken for one", async ({ playground }) => {
  const { element } = playground;
  await element.evaluate((element: SoftLook) => {
    Object.assign(element, { lesson: { name: "half" } });
  });
  await expect(element.getByRole("alert")).toContainText("The lesson lacks “title”.");
});

test("a view that there is not is told of, and so is one that lacks what it draws", async ({
  playground,
}) => {
  const { element } = playground;
  for (const [view, sentence] of [
    ["hologram", "“views[0].view” is “hologram”, which is not among: "],
    ["matrix", "The lesson lacks “views[0].options.weights”."],
  ] as const) {
    const lesson = { ...reversal, views: [{ view }, ...reversal.views] };
    await element.evaluate((element: SoftLook, lesson) => {
      element.lesson = lesson;
    }, lesson);
    await expect(element.getByRole("alert")).toContainText(sentence);
    await expect(playground.button("Train")).toBeDisabled();
  }
});
