import { expect, test } from "./fixtures.ts";

test("the element speaks the language of the page around it, and follows its changes", async ({
  playground,
}) => {
  const { page, element } = playground;
  const pageLanguage = (lang: string) =>
    page.evaluate((lang) => {
      document.documentElement.lang = lang;
    }, lang);
  await element.evaluate((element) => element.removeAttribute("lang"));
  await pageLanguage("zh-Hans");
  await expect(playground.button("训练")).toBeVisible();
  await pageLanguage("en");
  await expect(playground.button("Train")).toBeVisible();
});

test("a language that it does not speak is that of the page around, and then the browser's", async ({
  playground,
}) => {
  const { page, element } = playground;
  await page.evaluate(() => {
    document.documentElement.lang = "zh";
  });
  await element.evaluate((element) => element.setAttribute("lang", "fr"));
  await expect(playground.button("训练")).toBeVisible();
  await page.evaluate(() => {
    document.documentElement.lang = "de";
  });
  await expect(playground.button("Train")).toBeVisible();
});

test("inside a shadow root it speaks the language of the page, too", async ({ playground }) => {
  const { page } = playground;
  await page.evaluate(() => {
    document.documentElement.lang = "zh";
    const host = document.createElement("div");
    const element = document.createElement("soft-look");
    element.id = "inside";
    host.attachShadow({ mode: "closed" }).append(element);
    document.body.prepend(host);
    Object.assign(window, { inside: element });
  });
  const language = () =>
    page.evaluate(() => (window as unknown as { inside: { language: string } }).inside.language);
  expect(await language()).toBe("zh");
});

test.describe("the page", () => {
  const remembered = () => [localStorage["softlook.language"], localStorage["softlook.theme"]];

  test("remembers what somebody chose, and only that", async ({ playground }) => {
    const { page } = playground;
    expect(await page.evaluate(remembered)).toEqual([undefined, undefined]);
    await page.getByText("中文", { exact: true }).click();
    await page.getByText("深色", { exact: true }).click();
    expect(await page.evaluate(remembered)).toEqual(["zh", "dark"]);
  });

  test.describe("without a connection", () => {
    test.use({ expectedErrors: [/Failed to load resource/] });

    test("keeps the text it has, and says why", async ({ playground }) => {
      const { page } = playground;
      const lead = page.locator(".lead p");
      const heading = page.locator(".body h2").first();
      const [english, title] = [await lead.innerText(), await heading.innerText()];
      await page.context().setOffline(true);
      await page.getByText("中文", { exact: true }).click();
      // The words that would say it in Chinese do not come either.
      await expect(page.getByText("could not be loaded")).toBeVisible();
      await expect(lead).toHaveText(english);
      await expect(heading).toHaveText(title);
      await expect(playground.button("Train")).toBeVisible();
      await page.getByText("English", { exact: true }).click();
      await expect(page.getByText("could not be loaded")).toHaveCount(0);
      await page.context().setOffline(false);
      await page.getByText("中文", { exact: true }).click();
      await expect(playground.button("训练")).toBeVisible();
    });
  });
});
