import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { controls } from "../../web/src/elements/controls.ts";

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const readme = read("README.md");
const names = (file: string, pattern: RegExp) => [
  ...new Set([...read(file).matchAll(pattern)].map((match) => match[1]!)),
];

test.each([
  ["event", names("web/src/elements/events.ts", /^ {2}(\w+): CustomEvent/gm)],
  ["method", names("web/package/element.d.ts", /^ {2}(\w+)\([^)]*\): void;/gm)],
  ["property", names("web/package/element.d.ts", /^ {2}(?:get )?(\w+)(?:: string|\(\): )/gm)],
  ["custom property", names("web/src/drawing/styles.ts", /var\(\s*(--softlook-[a-z-]+)/g)],
  ["control to hide or lock", controls],
])("README tells of every %s of the element", (_, known) => {
  expect(known.length).toBeGreaterThan(3);
  const unsaid = known.filter((name) => !new RegExp(`[\` ]${name}[\`( ]`).test(readme));
  expect(unsaid).toEqual([]);
});
