import type { Page } from "@playwright/test";
import type { SoftLook } from "../../web/src/elements/soft-look.ts";
import { expect, type Playground, test } from "./fixtures.ts";
import { show } from "./show.ts";
import { diverging } from "./trials.ts";

// An hour of a cuckoo clock: few characters, and much of it comes again.
const text = "the cuckoo calls one, the cuckoo calls two, and all is well. ".repeat(12);

class OwnData {
  readonly panel;
  constructor(readonly playground: Playground) {
    this.panel = playground.element.locator("softlook-own-data");
  }
  get field() {
    return this.panel.getByLabel("Paste it here");
  }
  get chooser() {
    return this.panel.locator("input[type=file]");
  }
  get refused() {
    return this.panel.getByRole("alert");
  }
  get used() {
    return this.panel.locator(".used");
  }
  button(name: string) {
    return this.panel.getByRole("button", { name });
  }
}

async function opened(playground: Playground, lesson: string): Promise<OwnData> {
  const { element } = playground;
  await element.evaluate((element: SoftLook, lesson) => {
    element.lesson = lesson;
    element.pace = "flat-out";
  }, lesson);
  const own = new OwnData(playground);
  await own.panel.locator("summary").click();
  await expect(train(playground)).toBeEnabled();
  return own;
}

const train = ({ element }: Playground) => element.locator(".play");

/** Drops files of these contents onto the panel, as a person would. */
async function drop(page: Page, files: { name: string; bytes: number[]; size?: number }[]) {
  const room = page.locator("softlook-own-data .room");
  const carried = await page.evaluateHandle((files) => {
    const carried = new DataTransfer();
    for (const { name, bytes, size } of files) {
      carried.items.add(new File([size ? new Uint8Array(size) : new Uint8Array(bytes)], name));
    }
    return carried;
  }, files);
  await room.dispatchEvent("dragover", { dataTransfer: carried });
  await expect(room).toHaveClass(/over/);
  await room.dispatchEvent("drop", { dataTransfer: carried });
  await expect(room).not.toHaveClass(/over/);
}

test("a text that is pasted is shown, then trained on character by character, and given back", async ({
  playground,
}) => {
  const own = await opened(playground, "language-model");
  const { element } = playground;
  await expect(own.used).toContainText("generated data");
  await own.field.fill(text);
  await expect(own.panel).toContainText(`what you pasted: ${text.length} bytes`);
  await expect(own.panel.locator("pre")).toContainText("the cuckoo calls one");
  await expect(own.used).toContainText("generated data");
  await own.button("Train on it").click();
  await expect(own.used).toHaveText(`The lesson runs on your data (what you pasted: 732 bytes).`);
  await expect.poll(() => playground.step()).toBeGreaterThan(20);
  await train(playground).click();
  const tokens = element.locator("softlook-tokens");
  await tokens.scrollIntoViewIfNeeded();
  const read = () => tokens.locator(".read span").allInnerTexts();
  await expect.poll(async () => (await read()).every((sign) => [...sign].length === 1)).toBe(true);
  // Nobody knows where to look in it: no cell is the right one, and no share of them can be said.
  await expect(element.locator("[data-measure=aligned] b")).toHaveText("–");

  // The data stay with the lesson, whatever its seed and its variant.
  await element.evaluate((element: SoftLook) => {
    element.seed = 5;
    element.variant = "no-positions";
  });
  await expect.poll(() => playground.step()).toBe(0);
  await expect(own.used).toContainText("your data");
  await expect.poll(async () => (await read()).every((sign) => [...sign].length === 1)).toBe(true);

  await own.button("Back to the generated data").click();
  await expect(own.used).toContainText("generated data");
  await expect(own.panel.locator("summary")).toBeFocused();
  await tokens.scrollIntoViewIfNeeded();
  await expect.poll(async () => (await read()).some((word) => word.length > 2)).toBe(true);
});

test("what is none is refused in the page's words, while the run goes on", async ({
  playground,
}) => {
  const own = await opened(playground, "translation");
  await train(playground).click();
  await expect.poll(() => playground.step()).toBeGreaterThan(0);
  const before = await playground.step();
  await own.field.fill("no tab here\nand none here");
  await own.button("Train on it").click();
  await expect(own.refused).toContainText("line 1 has no tab");
  await playground.element.evaluate((element: SoftLook) => {
    element.lang = "zh";
  });
  await expect(own.refused).toContainText("第 1 行没有制表符；请写一个句子");
  await expect(own.refused).not.toContainText("tab;");
  await playground.element.evaluate((element: SoftLook) => {
    element.lang = "en";
  });
  await expect(own.used).toContainText("generated data");
  await expect.poll(() => playground.step()).toBeGreaterThan(before + 3);
  await expect(playground.element.locator(".notice")).toHaveCount(0);
  // The sentence is about what was there.
  await own.field.fill("a b\tc d\ne f\tg h\ni j\tk l");
  await expect(own.refused).toBeEmpty();
  await expect(own.panel.locator("pre")).toContainText("a b ⇥ c d");
  await own.button("Train on it").click();
  await expect(own.used).toContainText("your data");
  await expect.poll(() => playground.step()).toBeGreaterThan(0);
});

test("after a run that broke down, what is brought is still tried, and run on", async ({
  playground,
}) => {
  const { element } = playground;
  await show(playground, diverging);
  const own = new OwnData(playground);
  await own.panel.locator("summary").click();
  await train(playground).click();
  await expect(element.locator(".notice.diverged")).toBeVisible();
  await own.field.fill("1,2\n3");
  await own.button("Train on it").click();
  await expect(own.refused).toContainText("line 2");
  await expect(element.locator(".notice.diverged")).toBeVisible();
  await own.field.fill(Array.from({ length: 60 }, (_, i) => `${i % 5},${i % 7}`).join("\n"));
  await element.evaluate((element: SoftLook) => {
    element.pace = "slow";
  });
  await own.button("Train on it").click();
  await expect(own.used).toContainText("your data");
  await expect.poll(() => playground.step()).toBeGreaterThan(0);
});

test("what is empty, too large or several is refused on the page", async ({ playground }) => {
  const own = await opened(playground, "language-model");
  const { page } = playground;
  await own.button("Train on it").click();
  await expect(own.refused).toContainText("nothing in it");
  await own.field.fill("x");
  await expect(own.refused).toBeEmpty();
  await own.chooser.setInputFiles({ name: "no.txt", mimeType: "text/plain", buffer: Buffer.of() });
  await expect(own.refused).toContainText("nothing in it");
  await expect(own.field).toHaveValue("");
  await drop(page, [{ name: "big.txt", bytes: [], size: 64_000_001 }]);
  await expect(own.refused).toContainText("larger than 64 MB");
  await drop(page, [
    { name: "a.txt", bytes: [65] },
    { name: "b.txt", bytes: [66] },
  ]);
  await expect(own.refused).toContainText("several files");
  await own.button("Train on it").click();
  await expect(own.used).toContainText("generated data");
});

test("a file that is no text is shown as what it is, and refused", async ({ playground }) => {
  const own = await opened(playground, "language-model");
  await own.chooser.setInputFiles({
    name: "picture.bin",
    mimeType: "text/plain",
    buffer: Buffer.from([65, 66, 0, 67]),
  });
  await expect(own.panel).toContainText("picture.bin: 4 bytes");
  await expect(own.panel.locator("pre")).toHaveText("AB␀C");
  await own.button("Train on it").click();
  await expect(own.refused).toContainText("byte 2 is none of a text in UTF-8");
});

test("digits come as two files at once", async ({ playground }) => {
  const own = await opened(playground, "attention-module");
  const { page } = playground;
  const count = 20;
  const size = [0, 0, 0, 28];
  const images = [0, 0, 8, 3, 0, 0, 0, count, ...size, ...size];
  for (let i = 0; i < count * 784; ++i) images.push((i * 7919) % 256);
  const labels = [0, 0, 8, 1, 0, 0, 0, count, ...Array.from({ length: count }, (_, i) => i % 10)];
  await expect(own.field).toHaveCount(0);
  await drop(page, [{ name: "images", bytes: images }]);
  await expect(own.panel.locator("pre")).toContainText("00 00 08 03 00 00 00 14");
  await own.button("Train on it").click();
  await expect(own.refused).toContainText("there is no file of labels");
  await drop(page, [
    { name: "labels", bytes: labels },
    { name: "images", bytes: images },
  ]);
  await expect(own.refused).toBeEmpty();
  await expect(own.panel.locator("pre")).toHaveCount(2);
  await own.button("Train on it").click();
  await expect(own.used).toContainText("labels: 28 bytes; images: 15\u202f696 bytes");
  await expect.poll(() => playground.step()).toBeGreaterThan(0);
});

test("a variant that takes no data says which do; letters in the field are no shortcuts", async ({
  playground,
}) => {
  const own = await opened(playground, "recurrent-reader");
  const { element, page } = playground;
  await expect(own.used).toContainText("takes no data. These take yours: a series, read by a GRU");
  await expect(own.button("Train on it")).toBeDisabled();
  await own.field.focus();
  await page.keyboard.type("sss");
  expect(await playground.step()).toBe(0);
  await element.evaluate((element: SoftLook) => {
    element.variant = "series";
  });
  const rows = Array.from({ length: 60 }, (_, i) => `${i % 3},${(i * i) % 7}`);
  await own.field.fill(`time,height\n${rows.join("\n")}`);
  await own.button("Train on it").click();
  await expect(own.used).toContainText("your data");
  await expect.poll(() => playground.step()).toBeGreaterThan(0);
  // They wait where they are not taken, and are gone with the lesson.
  await element.evaluate((element: SoftLook) => {
    element.variant = "gru";
  });
  await expect(own.used).toContainText("takes no data");
  await expect(element.locator(".notice")).toHaveCount(0);
  await element.evaluate((element: SoftLook) => {
    element.variant = "series";
  });
  await expect(own.used).toContainText("your data");
  await element.evaluate((element: SoftLook) => {
    element.lesson = "translation";
  });
  await own.panel.locator("summary").click();
  await expect(own.used).toContainText("generated data");
  await expect(own.field).toHaveValue("");
});

test("it speaks Chinese, and fits a narrow page", async ({ playground }) => {
  const { element, page } = playground;
  await opened(playground, "language-model");
  await page.setViewportSize({ width: 280, height: 700 });
  await element.evaluate((element: SoftLook) => {
    element.lang = "zh";
  });
  await element.locator(".panels [data-panel=controls]").click();
  const panel = element.locator("softlook-own-data");
  await expect(panel.locator("summary")).toHaveText("用你自己的数据");
  await panel.getByLabel("粘贴到这里").fill(`${"长".repeat(90)}\t${"x".repeat(90)}`);
  await panel.getByRole("button", { name: "用它训练" }).click();
  await expect(panel.getByRole("alert")).toContainText("原来的训练保持原样");
  const overflow = await panel.evaluate((panel) => {
    const { right } = panel.getBoundingClientRect();
    const all = [...panel.shadowRoot!.querySelectorAll("*")];
    return all.filter((each) => each.getBoundingClientRect().right > right + 1).length;
  });
  expect(overflow).toBe(0);
});
