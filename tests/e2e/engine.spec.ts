import { fileURLToPath } from "node:url";
import { nativeLosses } from "../web/native-losses.ts";
import { runs } from "../web/runs.ts";
import { expect, test } from "./fixtures.ts";
import { serve } from "./serve.ts";

const folder = fileURLToPath(new URL("../../build/package", import.meta.url));

for (const [name, config] of Object.entries(runs)) {
  test(`in this browser the engine gives the native program's bits: ${name}`, async ({ page }) => {
    const site = await serve(folder);
    // Any page of the same origin will do; this one has no icon.
    await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
    await page.goto(`${site.url}engine.js`);
    const losses = await page.evaluate(
      async ([module, run]) => {
        const { loadEngine } = await import(module);
        const session = (await loadEngine()).session(run);
        const { losses } = session.train(200);
        session.delete();
        const words = new Uint32Array(losses.buffer);
        return Array.from(words, (word) => word.toString(16).padStart(8, "0"));
      },
      [`${site.url}engine.js`, config] as const,
    );
    await site.close();
    expect(losses).toEqual(nativeLosses(config, 200));
  });
}
