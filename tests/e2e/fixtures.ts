import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { type Site, serve } from "./serve.ts";

const folder = fileURLToPath(new URL("../../build/site", import.meta.url));

declare global {
  interface Window {
    gathered: string[];
  }
}

interface TestFixtures {
  /** What the console may say; anything else fails the test. */
  expectedErrors: RegExp[];
  quietConsole: undefined;
  playground: Playground;
}

export const test = base.extend<TestFixtures, { site: Site }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from it.
    async ({}, use) => {
      if (!existsSync(folder)) throw new Error("build/site is missing; run: npm run build");
      const site = await serve(folder);
      await use(site);
      await site.close();
    },
    { scope: "worker" },
  ],
  expectedErrors: [[], { option: true }],
  quietConsole: [
    async ({ page, expectedErrors }, use) => {
      const errors = errorsOf(page);
      await use(undefined);
      const unexpected = errors.filter((text) => !expectedErrors.some((known) => known.test(text)));
      expect(unexpected, "the console says no error").toEqual([]);
    },
    { auto: true },
  ],
  playground: async ({ page, site }, use) => {
    await page.goto(`${site.url}#/next-vector`);
    const playground = new Playground(page);
    await playground.opened();
    await use(playground);
  },
});

export { expect };

/** Everything that goes wrong on a page, as it goes wrong. */
export function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return errors;
}

/** The element as a person uses it, and as the page around it hears it. */
export class Playground {
  readonly element: Locator;

  constructor(readonly page: Page) {
    this.element = page.locator("soft-look");
  }

  async opened(): Promise<void> {
    // On a phone the picture is further down, and what is out of sight is not drawn.
    const isNarrow = (this.page.viewportSize()?.width ?? 0) < 600;
    if (isNarrow) await this.element.locator("softlook-matrix").scrollIntoViewIfNeeded();
    await expect(this.cells).not.toHaveCount(0);
    if (isNarrow) await this.page.evaluate(() => scrollTo(0, 0));
  }

  get cells(): Locator {
    return this.element.locator("softlook-matrix [role=gridcell]");
  }

  button(name: string | RegExp): Locator {
    return this.element.getByRole("button", { name });
  }

  async choosePace(name: string): Promise<void> {
    await this.element.getByText(name, { exact: true }).click();
  }

  /** What the counter says, as a number. */
  async step(): Promise<number> {
    return Number(await this.element.locator("[data-step]").getAttribute("data-step"));
  }

  async trainToGoal(): Promise<void> {
    await this.choosePace("Flat out");
    await this.button("Train").click();
    await expect.poll(() => this.step()).toBe(5000);
  }

  /** From here on, the page gathers the bits of every loss that the element tells of. */
  async gatherLosses(): Promise<void> {
    await this.element.evaluate((element) => {
      const gathered: string[] = [];
      window.gathered = gathered;
      element.addEventListener("step", (event) => {
        const { losses } = (event as CustomEvent<{ losses: Float32Array }>).detail;
        const words = new Uint32Array(losses.buffer, losses.byteOffset, losses.length);
        for (const word of words) gathered.push(word.toString(16).padStart(8, "0"));
      });
    });
  }

  /** What was gathered since the last time, once it is so many: the counter moves before the page hears. */
  async takeLosses(count: number): Promise<string[]> {
    const gathered = () => this.page.evaluate(() => window.gathered.length);
    await expect.poll(gathered).toBeGreaterThanOrEqual(count);
    return this.page.evaluate(() => window.gathered.splice(0));
  }
}
