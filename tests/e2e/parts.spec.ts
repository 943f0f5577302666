import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";

const site = fileURLToPath(new URL("../../build/site/", import.meta.url));

/** A script and all that it imports, at once or later, styles that come along with a part included. */
function reached(from: string, all = new Set<string>()): Set<string> {
  if (all.has(from) || !existsSync(join(site, from))) return all;
  all.add(from);
  const text = readFileSync(join(site, from), "utf8");
  for (const [, path] of text.matchAll(/["'`](\.\.?\/[\w./-]+\.(?:js|css))["'`]/g)) {
    reached(join(dirname(from), path!), all);
  }
  return all;
}

test("no part of the element brings along the page of softlook, or a style sheet for the page around", () => {
  const parts = [...reached("softlook.js")];
  expect(parts.length).toBeGreaterThan(50);
  const page = [...readFileSync(join(site, "index.html"), "utf8").matchAll(/assets\/index-[^"]+/g)];
  expect(page.length).toBeGreaterThan(1);
  for (const [file] of page) expect(parts).not.toContain(file);
  expect(parts.filter((file) => file.endsWith(".css"))).toEqual([]);
});
