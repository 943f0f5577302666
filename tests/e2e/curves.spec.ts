import { expect, test } from "./fixtures.ts";
import { show } from "./show.ts";
import { watched } from "./trials.ts";

test("curves of heads and of gradients grow out of sight, too, and tell the step under the pointer", async ({
  playground,
}) => {
  const { element, page } = playground;
  await show(playground, watched);
  const curves = element.locator("softlook-curves");
  await playground.button("Train").click();
  await expect.poll(() => playground.step()).toBe(watched.goal);
  await curves.scrollIntoViewIfNeeded();
  const heads = curves.locator("li span");
  await expect(curves.locator(".readout")).toHaveText(`step ${watched.goal}`);
  await expect(heads).toHaveText([/^head 1 \d\.\d\d bits$/, /^head 2 \d\.\d\d bits$/]);
  await expect(curves.locator("[role=img]")).toHaveAccessibleName(/^entropy of each head/);
  // It was not in sight while it trained, and knows the beginning nevertheless.
  const plot = (await curves.locator(".u-over").boundingBox())!;
  await page.mouse.move(plot.x + 2, plot.y + 20);
  await expect(curves.locator(".readout")).toHaveText(/^step \d{1,2}$/);
  await curves.getByLabel("Curve of").selectOption("truth");
  await expect(heads.first()).toHaveText(/^head 1 [\d.]+.%$/);

  const loss = element.locator("softlook-loss");
  await loss.scrollIntoViewIfNeeded();
  const norm = loss.locator(".readout").last();
  await expect(norm).toHaveText(new RegExp(`^step ${watched.goal}: [\\d.]+$`));
  await loss.locator("softlook-step-plot .u-over").hover();
  await expect(norm).not.toHaveText(new RegExp(`^step ${watched.goal}:`));
  await playground.button("Reset").click();
  await expect(norm).toHaveText("No step yet.");
});
