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

test("what cannot be saved yet is told of", async ({ playground, page }) => {
  const view = playground.element.locator(".view").filter({ has: page.locator("softlook-loss") });
  await view.getByRole("button", { name: "Save the picture" }).click();
  await view.getByRole("button", { name: /^PNG/ }).click();
  await expect(view.getByRole("status")).toHaveText(
    "Not saved: there is no step yet; train first.",
  );
  await view.getByRole("button", { name: /^CSV/ }).click();
  await expect(view.getByRole("status")).toHaveText(/no numbers behind it yet/);
  await page.mouse.click(4, 4);
  await expect(view.getByRole("button", { name: /^PNG/ })).toHaveCount(0);
});
