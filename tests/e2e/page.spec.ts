import { expect, Playground, test } from "./fixtures.ts";

test("the language is changed in place and remembered, and training is not disturbed", async ({
  playground,
}) => {
  const { page, element } = playground;
  await playground.button("One step").click();
  await expect.poll(() => playground.step()).toBe(1);
  await page.getByText("中文", { exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("预测下一个向量");
  await expect(page.getByRole("heading", { name: "软查找" })).toBeVisible();
  await expect(element.getByRole("button", { name: "训练" })).toBeVisible();
  await expect(element.locator("softlook-matrix .readout")).toHaveText(
    /^x8 看向 x\d，权重 0\.\d{3}/,
  );
  expect(await playground.step()).toBe(1);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("zh");
  await page.reload();
  await expect(element.getByRole("button", { name: "训练" })).toBeVisible();
});

test.describe("a visitor whose browser speaks Chinese", () => {
  test.use({ locale: "zh-CN" });
  test("is spoken to in Chinese", async ({ playground }) => {
    await expect(playground.element.getByRole("button", { name: "走一步" })).toBeVisible();
  });
});

test("the theme follows the system until one is chosen, and the element follows the page", async ({
  playground,
}) => {
  const { page, element } = playground;
  const dark = () =>
    element.evaluate((host) => {
      const frame = host.shadowRoot?.querySelector(".frame");
      const [red = 0] = getComputedStyle(frame!).backgroundColor.match(/\d+/g)!.map(Number);
      return red < 128;
    });
  expect(await dark()).toBe(false);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await dark()).toBe(true);
  await page.getByText("Light", { exact: true }).click();
  expect(await dark()).toBe(false);
  await page.reload();
  await playground.opened();
  expect(await dark()).toBe(false);
});

test("printed numbers can be read on every colour of the scale, in both themes", async ({
  playground,
}) => {
  const { page, cells } = playground;
  const contrasts = () =>
    cells.first().evaluate((cell) => {
      const context = document.createElement("canvas").getContext("2d")!;
      const luminance = (colour: string) => {
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        const [r, g, b] = Array.from(context.getImageData(0, 0, 1, 1).data, (byte) => {
          const share = byte / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        }) as [number, number, number];
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      return Array.from({ length: 201 }, (_, level) => {
        (cell as HTMLElement).dataset.level = String(level);
        const { backgroundColor, color } = getComputedStyle(cell);
        const [dim, bright] = [luminance(backgroundColor), luminance(color)].sort((a, b) => a - b);
        return (bright! + 0.05) / (dim! + 0.05);
      });
    });
  expect(Math.min(...(await contrasts()))).toBeGreaterThan(4.5);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(Math.min(...(await contrasts()))).toBeGreaterThan(4.5);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  for (const width of [390, 320, 280]) {
    test(`nothing is wider than ${width} pixels`, async ({ playground }) => {
      const { page } = playground;
      await page.setViewportSize({ width, height: 844 });
      const widths = () =>
        page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      for (const language of ["中文", "English"]) {
        await page.getByText(language, { exact: true }).click();
        await page.waitForTimeout(100);
        const [content, window] = await widths();
        expect(content).toBeLessThanOrEqual(window!);
      }
    });
  }

  test("the buttons stay in reach while the pictures are scrolled", async ({ playground }) => {
    const { page } = playground;
    await page.evaluate(() => window.scrollTo(0, 500));
    await expect(playground.button("Train")).toBeInViewport();
    const box = await playground.button("Train").boundingBox();
    expect(box!.y).toBeGreaterThan(700);
    await playground.button("Train").tap();
    await expect.poll(() => playground.step()).toBeGreaterThan(10);
  });
});

for (const [width, height] of [
  [1280, 800],
  [1440, 900],
] as const) {
  test(`at ${width} × ${height} attention, its curve and the buttons are seen without scrolling`, async ({
    page,
    site,
  }) => {
    await page.setViewportSize({ width, height });
    for (const lesson of ["next-vector", "order", "translation"]) {
      await page.goto(`${site.url}#/${lesson}`);
      const { element } = new Playground(page);
      await expect(element.locator("softlook-matrix .readout")).not.toBeEmpty();
      const whole = { ratio: 1 };
      await expect(element.locator("softlook-matrix table")).toBeInViewport(whole);
      await expect(element.locator(".play")).toBeInViewport(whole);
      await expect(element.locator(".status")).toBeInViewport(whole);
      // In the column beside it.
      await expect(element.locator(".column + .column .curve .plot").first()).toBeInViewport();
    }
    const licences = page.getByRole("link", { name: "Licences" });
    const file = await page.request.get(
      new URL((await licences.getAttribute("href"))!, site.url).href,
    );
    expect(await file.text()).toContain("BSD-3-Clause");
  });
}

test("the snippet can be copied, and names this very site", async ({ playground, site }) => {
  const { page } = playground;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`src="${site.url}softlook.js"`);
  expect(copied).toContain('<soft-look lesson="next-vector" lang="en"></soft-look>');
});

test("the page asks nothing of any other host", async ({ page, site }) => {
  const hosts = new Set<string>();
  page.on("request", (request) => {
    if (!/^(blob|data):/.test(request.url())) hosts.add(new URL(request.url()).origin);
  });
  await page.goto(site.url);
  await expect(page.locator("softlook-matrix [role=gridcell]").first()).toBeVisible();
  expect([...hosts]).toEqual([new URL(site.url).origin]);
});

test("the page carries a strict policy", async ({ playground }) => {
  const policy = playground.page.locator("meta[http-equiv='Content-Security-Policy']");
  await expect(policy).toHaveAttribute("content", /script-src 'self' 'wasm-unsafe-eval'/);
  await expect(policy).not.toHaveAttribute("content", /unsafe-inline|'unsafe-eval'|https?:/);
});
