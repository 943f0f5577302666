import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SoftLook } from "../../web/src/elements/soft-look.ts";
import { expect, type Playground, test } from "./fixtures.ts";

const panel = ({ element }: Playground) => element.locator("softlook-keep");

async function save(playground: Playground, name: string) {
  const saved = playground.page.waitForEvent("download");
  await playground.button(name).click();
  const download = await saved;
  return { name: download.suggestedFilename(), path: await download.path() };
}

const choose = (playground: Playground, path: string) =>
  panel(playground).locator("input[type=file]").setInputFiles(path);

const goTo = ({ element }: Playground, step: number) =>
  element.evaluate((element: SoftLook, step) => element.goto(step), step);

const digest = ({ element }: Playground) =>
  element.evaluate(async (element: SoftLook) => (await element.moment()).digest);

test("a checkpoint goes on bit for bit on a page that was opened anew", async ({ playground }) => {
  const { page } = playground;
  await goTo(playground, 150);
  await panel(playground).locator("summary").click();
  const { name, path } = await save(playground, "Save a checkpoint");
  expect(name).toBe("next-vector-seed1-step150.checkpoint.safetensors");
  await expect(panel(playground)).toContainText(`Saved at step 150 as ${name}`);
  await goTo(playground, 400);
  const there = await digest(playground);
  // Scrolled to where it was, the page would have its pictures out of sight, and not draw them.
  await page.evaluate(() => {
    history.scrollRestoration = "manual";
  });
  await page.reload();
  await playground.opened();
  await panel(playground).locator("summary").click();
  await choose(playground, path);
  await expect(panel(playground)).toContainText("was saved and goes on from there.");
  await expect.poll(() => playground.step()).toBe(150);
  await goTo(playground, 400);
  expect(await digest(playground)).toEqual(there);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.locator(".share .outcome")).toContainText("This run goes on from a file");
  await playground.button("Reset").click();
  await expect(panel(playground)).not.toContainText("goes on from there");
  await expect.poll(() => playground.step()).toBe(0);
});

test("parameters go into another run; what does not fit is refused, and the run goes on", async ({
  playground,
}) => {
  const { page, element } = playground;
  await goTo(playground, 100);
  await panel(playground).locator("summary").click();
  const { name, path } = await save(playground, "Save the parameters");
  expect(name).toBe("next-vector-seed1-step100.parameters.safetensors");
  const trained = (await digest(playground))!.bits;
  await playground.button("New seed").click();
  await expect.poll(() => playground.step()).toBe(0);
  await choose(playground, path);
  await expect(panel(playground)).toContainText("The run goes on with the parameters of");
  expect(await digest(playground)).toMatchObject({ step: 0, bits: trained });

  const folder = mkdtempSync(join(tmpdir(), "softlook-"));
  const file = (name: string, bytes: Uint8Array | string) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const good = readFileSync(path);
  const huge = file("huge.safetensors", "");
  truncateSync(huge, 300_000_000);
  const alert = panel(playground).getByRole("alert");
  for (const [wrong, said] of [
    [file("empty.safetensors", ""), "That file is empty"],
    [huge, "That file is larger than 256 MB"],
    [file("page.safetensors", "<!doctype html><p>Not found</p>"), "hardly a safetensors file"],
    [file("cut.safetensors", good.subarray(0, -7)), "cut short"],
    [file("noise.safetensors", Buffer.alloc(3000, 0xa5)), "hardly a safetensors file"],
  ] as const) {
    await choose(playground, wrong);
    await expect(alert).toContainText(said);
  }
  await expect(alert).toContainText("the run is left as it was");
  const room = panel(playground).locator(".room");
  const dropped = await page.evaluateHandle(() => {
    const carried = new DataTransfer();
    for (const name of ["a", "b"]) carried.items.add(new File(["x"], name));
    return carried;
  });
  await room.dispatchEvent("drop", { dataTransfer: dropped });
  await expect(alert).toContainText("Those are several files");
  expect(await digest(playground)).toMatchObject({ step: 0, bits: trained });
  await playground.button("One step").click();
  await expect.poll(() => playground.step()).toBe(1);
  await element.evaluate((element: SoftLook) => {
    element.lesson = "order";
  });
  await expect(playground.button("Train")).toBeEnabled();
  await panel(playground).locator("summary").click();
  await choose(playground, path);
  await expect(alert).toContainText("This cannot be loaded");
  await expect(alert).toContainText("These are the parameters of another model");
});

test("of which other run a checkpoint is, is said in a reader's words, in both languages", async ({
  playground,
}) => {
  const { page, element } = playground;
  const alert = panel(playground).getByRole("alert");
  await panel(playground).locator("summary").click();
  const { path } = await save(playground, "Save a checkpoint");
  const set = (changes: object) =>
    element.evaluate((element: SoftLook, changes) => void Object.assign(element, changes), changes);
  for (const [changes, said] of [
    [{ seed: 2 }, "Seed: 1 there, 2 here. Choose the same here"],
    [{ seed: 1, changes: { length: 6 } }, "Length: 8 there, 6 here."],
    [{ changes: { attention: "additive" } }, "Attention: dot product there, additive here."],
    [{ lesson: "order" }, "saved in another lesson, which may be “Predict the next vector”"],
  ] as const) {
    await set(changes);
    await expect(playground.button("Train")).toBeEnabled();
    if (!(await panel(playground).locator("fieldset").isVisible())) {
      await panel(playground).locator("summary").click();
    }
    await choose(playground, path);
    await expect(alert).toContainText(said);
    await expect(alert).not.toContainText("[checkpoint]");
  }
  await page.getByText("中文", { exact: true }).click();
  await expect(alert).toContainText("这个文件是在另一课保存的");
});
