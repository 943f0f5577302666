import { readFile } from "node:fs/promises";
import type { Locator } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

/** A picture by its tag, and what its menu saves. */
async function saved(view: Locator, kind: RegExp) {
  const page = view.page();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    view.getByRole("button", { name: kind }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test("a picture is saved as figure and as numbers, by keyboard too", async ({
  playground,
  page,
}) => {
  const { element } = playground;
  await playground.button("One step").click();
  await expect.poll(() => playground.step()).toBe(1);
  const view = element.locator(".view").filter({ has: page.locator("softlook-matrix") });
  const opener = view.getByRole("button", { name: "Save the picture" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(opener).toHaveAttribute("aria-expanded", "true");

  const svg = await saved(view, /^SVG/);
  expect(svg.name).toBe("next-vector-matrix-step-1.svg");
  await expect(view.getByRole("status").filter({ hasText: "Saved" })).toContainText(svg.name);
  const read = await page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, "image/svg+xml");
    const root = document.documentElement;
    return {
      name: root.localName,
      size: [root.getAttribute("width"), root.getAttribute("height")].map(Number),
      broken: document.querySelector("parsererror")?.textContent,
      said: [...document.querySelectorAll("text")].map((text) => text.textContent),
    };
  }, svg.bytes.toString());
  expect(read).toMatchObject({ name: "svg", broken: undefined });
  const shown = await element.locator("softlook-matrix .digits").allTextContents();
  expect(read.said.filter((text) => /^\d\.\d\d$/.test(text ?? ""))).toEqual(shown);

  const png = await saved(view, /^PNG/);
  const size = await page.evaluate(
    async (bytes) => {
      const { width, height } = await createImageBitmap(new Blob([Uint8Array.from(bytes)]));
      return [width, height];
    },
    [...png.bytes],
  );
  expect(size).toEqual(read.size.map((side) => Math.round(side * 2)));

  const csv = (await saved(view, /^CSV/)).bytes.toString();
  expect(csv).toContain("lesson,next-vector\r\n");
  expect(csv).toContain("attention.weights head 1\r\nrow / column,x1,x2,x3");
  const json = JSON.parse((await saved(view, /^JSON/)).bytes.toString());
  expect(json.about).toMatchObject({ lesson: "next-vector", step: 1, seed: 1 });
  const weights = json.tensors.find(({ name }: { name: string }) => name === "attention.weights");
  expect(weights.values.map((value: number) => value.toFixed(2))).toEqual(shown);

  await page.keyboard.press("Escape");
  await expect(opener).toHaveAttribute("aria-expanded", "false");
  await expect(opener).toBeFocused();
});

test("what is compared is saved like any picture: maps with their difference, and losses", async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}#/order?v=1&step=5&compare=none,heads:2`);
  const panel = page.locator("softlook-compare");
  await expect(panel.locator("softlook-compare-maps canvas")).toHaveCount(4);
  await expect(page.locator(".tidings")).toContainText("Replayed to step 5");
  await panel.getByRole("button", { name: /^Save the picture .*Where each looks/ }).click();
  const svg = await saved(panel, /^SVG/);
  expect(svg.name).toBe("order-compare-maps-step-5.svg");
  for (const said of ["A learned positions", "B no positions", "B − A", "C: the same, heads 2."]) {
    expect(svg.bytes.toString()).toContain(said);
  }
  expect((await saved(panel, /^PNG/)).bytes.subarray(1, 4).toString()).toBe("PNG");
  const json = JSON.parse((await saved(panel, /^JSON/)).bytes.toString());
  const [a, b, c, less] = json.tensors;
  expect([a, b, c].map(({ shape }) => shape[1])).toEqual([4, 4, 2]);
  const side = a.shape[2] * a.shape[3];
  const mean = ({ values }: { values: number[] }) =>
    [0, 1, 2, 3].reduce((sum, head) => sum + values[head * side]!, 0) / 4;
  expect(less.values[0]).toBeCloseTo(mean(b) - mean(a), 5);
  expect(json.tables[0].rows.map((row: unknown[]) => row[2])).toEqual(["", "none", "heads 2"]);
  await page.keyboard.press("Escape");
  await panel.getByRole("button", { name: /^Save the picture .*Losses/ }).click();
  const csv = (await saved(panel, /^CSV/)).bytes.toString();
  expect(csv).toContain("letter,first step,last step,mean,smoothed\r\nA,1,1,");
  expect(csv).toContain("\r\nC,5,5,");
});

test("what cannot be saved yet is told of", async ({ playground, page }) => {
  const view = playground.element.locator(".view").filter({ has: page.locator("softlook-loss") });
  await view.getByRole("button", { name: "Save the picture" }).click();
  await view.getByRole("button", { name: /^PNG/ }).click();
  const said = view.locator("softlook-save").getByRole("status");
  await expect(said).toHaveText("Not saved: there is no step yet; train first.");
  await view.getByRole("button", { name: /^CSV/ }).click();
  await expect(said).toHaveText(/no numbers behind it yet/);
  await page.mouse.click(4, 4);
  await expect(view.getByRole("button", { name: /^PNG/ })).toHaveCount(0);
});
