import { expect, test } from "./fixtures.ts";
import { show } from "./show.ts";
import { reversal, translating } from "./trials.ts";

test("any held-out example can be looked at, and training minds none of it", async ({
  playground,
}) => {
  const { element, page } = playground;
  await show(playground, reversal);
  const read = () => element.locator("softlook-matrix [role=columnheader]").allInnerTexts();
  const field = element.getByLabel("Held-out example", { exact: true }).getByRole("textbox");
  const first = await read();
  await expect(playground.button("Previous example")).toBeDisabled();
  await playground.button("Next example").click();
  await expect.poll(read).not.toEqual(first);
  const second = await read();
  await expect(field).toHaveValue("2");
  await field.fill("none");
  await page.keyboard.press("Enter");
  await expect(element.getByRole("alert")).toHaveText(/whole number from 1 to/);
  expect(await read()).toEqual(second);
  await field.fill("40");
  await page.keyboard.press("Enter");
  await expect(element.getByRole("alert")).toHaveCount(0);
  await expect.poll(read).not.toEqual(second);
  const fortieth = await read();
  expect(await playground.step()).toBe(0);

  // Beside each number stands what it is to reach; at the goal it is measured on more samples.
  const right = element.locator("[data-measure=right]");
  await expect(right).toContainText("goal ≥ 90");
  await expect(element.getByText("Measured on 64 samples never trained on.")).toBeVisible();
  await expect(right.getByRole("img", { name: "reached" })).toHaveCount(0);
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBe(reversal.goal);
  await expect(element.getByText("Measured on 512 samples never trained on.")).toBeVisible();
  await expect(right.getByRole("img", { name: "reached" })).toBeVisible();
  expect(await read()).toEqual(fortieth);
  await field.fill("1");
  await page.keyboard.press("Enter");
  await expect.poll(read).toEqual(first);
  await expect(element.getByText("Measured on 512 samples never trained on.")).toBeVisible();
});

test("how right a variant is at each length is counted at the goal, and kept beside the next one's", async ({
  playground,
}) => {
  const { element } = playground;
  const several = (name: string, context: string) => ({
    name: context,
    title: { en: name, zh: name },
    config: { settings: { context } },
  });
  await show(playground, {
    ...translating,
    goal: 20,
    variants: [several("Back", "attention"), several("Once", "fixed")],
    views: [{ view: "lengths" }, { view: "score", options: { value: "whole" } }],
  });
  const view = element.locator("softlook-lengths");
  await expect(view.getByRole("table")).toHaveCount(0);
  await playground.button("Train").click();
  await expect(view.getByRole("rowheader")).toHaveText(["Back, step 20"]);
  await expect(view.getByRole("columnheader")).toHaveText(
    "length 3 4 5 6 7 8 9 10 11 12".split(" "),
  );
  await element.getByText("Once", { exact: true }).click();
  await playground.button("Train").click();
  await expect(view.getByRole("rowheader")).toHaveText(["Back, step 20", "Once, step 20"]);
  await expect(view.getByRole("img")).toHaveAccessibleName(/Back: .* at length 3.*Once: .* 12/);
  const chart = view.getByRole("img");
  await chart.focus();
  await expect(chart).toHaveAccessibleDescription(/← and →/);
  await chart.press("Home");
  const one = String.raw`[\d.]+\u202f%`;
  await expect(view.locator(".spoken")).toHaveText(
    new RegExp(`^length 3: Back ${one}, Once ${one}$`),
  );
  await chart.hover();
  await expect(view.locator(".readout")).toHaveText(/^length [78]: Back/);
  await chart.press("Escape");
  await expect(chart.locator(".read-at")).toHaveCount(0);
  await playground.button("+1").or(playground.button("One step")).first().click();
  await expect.poll(() => playground.step()).toBe(21);
  await view.getByRole("button", { name: "Count again" }).click();
  await expect(view.getByRole("rowheader").last()).toHaveText("Once, step 21");
});

test("of what is heard the words are counted that come out wrong", async ({ playground }) => {
  const { element } = playground;
  await show(playground, {
    ...translating,
    config: {
      ...translating.config,
      task: "speech",
      settings: { words: 1, invented: 0, width: 16 },
    },
    goal: 20,
    views: [{ view: "lengths", options: { wordsWrong: "1" } }],
  });
  const view = element.locator("softlook-lengths");
  await playground.button("Train").click();
  await expect(view.locator(".words")).toHaveText(
    /^this run, step 20: \d.*of the words are wrong \(\d+ of 200\)[\s\S]*Goal: at most 100.*reached/,
  );
});
