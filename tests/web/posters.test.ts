import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { topics } from "../../web/src/lessons/lesson.ts";
import { posterOf } from "../../web/src/lessons/posters.ts";
import { folderOf, lessons } from "../../web/src/lessons/registry.ts";

/** Whether every tag that is opened is closed, in the order in which it should be. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  const tag = /<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>/gi;
  const rest = xml.replace(tag, (_, end: string, name: string, _given: string, alone: string) => {
    if (end) return open.pop() === name ? "" : "<";
    if (!alone) open.push(name);
    return "";
  });
  return open.length === 0 && !/[<>]|&(?!(?:amp|lt|gt);)/.test(rest);
}

test("what is ill-formed is told from what is not", () => {
  expect(isWellFormed('<svg a="1"><path d="M0 0"/><text>a &lt; b</text></svg>')).toBe(true);
  for (const broken of [
    "<svg>",
    "<svg></g>",
    '<svg a="1></svg>',
    "<svg>a < b</svg>",
    "<svg>&x;</svg>",
  ]) {
    expect(isWellFormed(broken), broken).toBe(false);
  }
});

test.each(lessons.map((lesson) => [lesson.name, lesson] as const))(
  "%s has a poster that is small and only drawn",
  async (_, lesson) => {
    const file = new URL(`../../web/src/lessons/${folderOf(lesson)}/poster.svg`, import.meta.url);
    expect(existsSync(file), "npm run build, then: node web/posters.mjs").toBe(true);
    const svg = readFileSync(file, "utf8");
    expect(await posterOf(lesson)).toBe(svg);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 320 180">/);
    expect(isWellFormed(svg)).toBe(true);
    // Drawn into any page, under any policy: shapes and words, nothing that runs, asks or dresses.
    const names = new Set(Array.from(svg.matchAll(/<([a-z]+)/gi), ([, name]) => name));
    for (const name of names) expect(["svg", "path", "rect", "text"]).toContain(name);
    expect(svg).not.toMatch(/NaN|undefined|\s(?:on\w+|style|href|id|class)=/);
    expect(svg.match(/<path|<text/g)!.length).toBeGreaterThan(3);
    expect(svg.length).toBeLessThan(12_000);
  },
);

test("a lesson from elsewhere has none", async () => {
  expect(await posterOf({ ...lessons[0]! })).toBeUndefined();
});

test("the gallery knows where each lesson stands, and how long it takes", () => {
  for (const { name, topic, seconds, still } of lessons) {
    expect(topics, name).toContain(topic);
    expect(seconds === undefined, name).toBe(still === true);
  }
});
