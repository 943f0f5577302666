import { fileURLToPath } from "node:url";
import type { CDPSession, Page } from "@playwright/test";
import { expect, Playground, test } from "./fixtures.ts";
import { type Site, serve } from "./serve.ts";

const folder = fileURLToPath(new URL("../../build/site", import.meta.url));
const script = '<script type="module" src="softlook.js"></script>';

let body = "";
let host: Site;
test.beforeAll(async () => {
  host = await serve(
    folder,
    () => `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,">
      ${body}`,
  );
});
test.afterAll(() => host.close());

async function open(page: Page, html: string): Promise<Playground> {
  body = html;
  await page.goto(host.url);
  return new Playground(page);
}

/** How things look inside the element, without what depends on where the page has put it. */
const look = ({ element }: Playground) =>
  element.evaluate((element) => {
    const skipped =
      /^(?:width|height|top|bottom|left|right|inset-.*|inline-size|block-size|.*-origin)$/;
    return ["button.play", "svg", "h2", ".frame", ".status dd", "input", "label"].map(
      (selector) => {
        const style = getComputedStyle(element.shadowRoot!.querySelector(selector)!);
        const names = [...style].filter((name) => !skipped.test(name) && !name.startsWith("--"));
        return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]));
      },
    );
  });

test("no style of the page reaches in, and none of the element's reaches out", async ({ page }) => {
  const plain = await open(
    page,
    `<div><soft-look></soft-look></div><button>Mine</button>${script}`,
  );
  await plain.opened();
  const before = await look(plain);
  const hostile = `
    body, body * { all: unset; color: red; font: italic 40px/3 serif; letter-spacing: 9px; cursor: wait }
    :root { --accent: red; --ink: red; --line: red; --surface: red; --font: cursive; --gap: 90px; --labels: 90px }
    div { display: block }
    head, style, script { display: none }
    soft-look { direction: rtl; text-shadow: 0 0 9px red; word-spacing: 2em; user-select: none }
    button, input, label, h2 { display: none !important }
    svg { width: 500px; fill: red } .frame, .room, .view, section { display: none !important }`;
  const button = () =>
    page.locator("body > button").evaluate((button) => getComputedStyle(button).cssText);
  const style = `<style>${hostile}</style><style>body > button { display: block !important }</style>`;
  const html = `${style}<div><soft-look></soft-look></div><button>Mine</button>`;
  await open(page, html);
  const alone = await button();
  const attacked = await open(page, html + script);
  await attacked.opened();
  expect(await look(attacked)).toEqual(before);
  expect(await button()).toBe(alone);
});

test("custom properties give it the page's colours, also where the page has the names it uses inside", async ({
  page,
}) => {
  const playground = await open(
    page,
    `<style>
      :root { --accent: rgb(1, 102, 3); --ink: rgb(4, 5, 96) }
      soft-look { --softlook-accent: var(--accent); --softlook-ink: var(--ink); --softlook-scale: rgb(90, 0, 9) }
    </style><soft-look></soft-look>${script}`,
  );
  await playground.opened();
  const colour = (selector: string, property: string) =>
    playground.element
      .locator(selector)
      .first()
      .evaluate((node, property) => getComputedStyle(node).getPropertyValue(property), property);
  expect(await colour("button.play", "background-color")).toBe("rgb(1, 102, 3)");
  expect(await colour(".frame", "color")).toBe("rgb(4, 5, 96)");
  expect(await colour("softlook-matrix td", "--end")).toBe("rgb(90, 0, 9)");
});

test("it wakes wherever it is: before the script and after it, and in a shadow root", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 4000 });
  await open(
    page,
    `<soft-look></soft-look>
     <div><template shadowrootmode="open"><soft-look lang="zh"></soft-look></template></div>${script}`,
  );
  await page.evaluate(async () => {
    await customElements.whenDefined("soft-look");
    const late = document.createElement("soft-look");
    late.setAttribute("seed", "7");
    const host = document.createElement("div");
    host.attachShadow({ mode: "open" }).append(late);
    document.body.append(host);
  });
  const elements = page.locator("soft-look");
  await expect(elements).toHaveCount(3);
  for (const place of [0, 1, 2]) {
    const element = elements.nth(place);
    await element.getByRole("button", { name: place === 1 ? "训练" : "Train" }).click();
    const step = async () => Number(await element.locator("[data-step]").getAttribute("data-step"));
    await expect.poll(step).toBeGreaterThan(10);
  }
  await expect(elements.nth(2).getByLabel("Seed", { exact: true })).toHaveValue("7");
});

test("it fits into 280 pixels", async ({ page }) => {
  await page.setViewportSize({ width: 280, height: 800 });
  const playground = await open(
    page,
    `<style>body { margin: 0 }</style><soft-look></soft-look>${script}`,
  );
  await playground.opened();
  const overflowing = await playground.element.evaluate((element) =>
    [...element.shadowRoot!.querySelectorAll("*")]
      .filter((node) => node.getBoundingClientRect().right > 280.5)
      .map((node) => node.outerHTML.slice(0, 80)),
  );
  expect(overflowing).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(280);
});

/** What there is in the page when all that can be thrown away is. */
async function counted(cdp: CDPSession) {
  for (let time = 0; time < 3; ++time) await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const of = (name: string) => metrics.find((metric) => metric.name === name)!.value;
  return { listeners: of("JSEventListeners"), nodes: of("Nodes"), heap: of("JSHeapUsedSize") };
}

test("put in and taken out two hundred times, it leaves nothing behind", async ({ page }) => {
  test.setTimeout(90_000);
  await open(page, script);
  await page.evaluate(() => customElements.whenDefined("soft-look"));
  /** Every fifth lives until it has trained a step; the others are gone while they start. */
  const comeAndGo = (times: number) =>
    page.evaluate(async (times) => {
      const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
      for (let time = 0; time < times; ++time) {
        const element = document.createElement("soft-look");
        document.body.append(element);
        if (time % 5 === 0) {
          element.step();
          await new Promise((resolve) => {
            element.addEventListener("step", resolve, { once: true });
          });
        } else await next();
        element.remove();
        await next();
      }
    }, times);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  await comeAndGo(10);
  await expect.poll(() => page.workers().length).toBe(0);
  const before = await counted(cdp);
  await comeAndGo(200);
  await expect.poll(() => page.workers().length).toBe(0);
  const after = await counted(cdp);
  const description = JSON.stringify({ before, after });
  test.info().annotations.push({ type: "in the page", description });
  // Less than one of an element's listeners, nodes and bytes for each of the two hundred.
  expect(after.listeners - before.listeners).toBeLessThan(100);
  expect(after.nodes - before.nodes).toBeLessThan(200);
  expect(after.heap - before.heap).toBeLessThan(2_000_000);
});
