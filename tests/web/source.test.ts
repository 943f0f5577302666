import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { markSource } from "../../web/plugins/source.ts";
import { sourceOf } from "../../web/src/lessons/sources.ts";

const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

test("remarks, texts, numbers, keywords and orders to the preprocessor are marked", () => {
  const html = markSource(
    "#include <list>\n// int\nconst float x = 1'000.5e-3f; f(\"// no\", '\"', y2);",
  );
  expect(html.match(/<span class="\w+">[^<]*/g)).toEqual([
    '<span class="order">#include &lt;list&gt;',
    '<span class="remark">// int',
    '<span class="word">const',
    '<span class="word">float',
    '<span class="number">1\'000.5e-3f',
    '<span class="text">"// no"',
    '<span class="text">\'"\'',
  ]);
});

test("nothing of a file is lost, and nothing in it is taken for a tag", async () => {
  const path = "models/transformer.cpp";
  const file = new URL(`../../wasm/src/${path}`, import.meta.url);
  const html = await sourceOf(path);
  expect(plain(html)).toBe(readFileSync(file, "utf8"));
  expect(html.replace(/<\/?span[^>]*>/g, "")).not.toMatch(/[<>]/);
});

test("a file that there is not is named", async () => {
  await expect(sourceOf("models/nothing.cpp")).rejects.toThrow('"models/nothing.cpp"');
});
