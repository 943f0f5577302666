import { expect, test } from "vitest";
import { en } from "../../web/src/text/en.ts";
import { chooseLanguage, languages, texts } from "../../web/src/text/text.ts";

/** Every text by its path; a function by what it makes of its parameters' places. */
function spoken(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return [[path, String(value(...["A", "B", "C", true]))]];
  return Object.entries(value as object).flatMap(([key, inner]) => spoken(inner, `${path}.${key}`));
}

test.each(Object.entries(texts))("%s says all that there is to say", (_, text) => {
  const said = spoken(text);
  expect(said.map(([path]) => path)).toEqual(spoken(en).map(([path]) => path));
  for (const [path, words] of said) expect(words, path).not.toBe("");
});

test("Chinese text has Chinese punctuation", () => {
  for (const [path, words] of spoken(texts.zh)) {
    expect(words, path).not.toMatch(/\p{Script=Han}[,:;?!()]|[,:;?!()]\p{Script=Han}/u);
  }
});

test("each language has words of its own by the time it is spoken", () => {
  expect(new Set(Object.values(texts)).size).toBe(languages.length);
});

test("the first wish that is spoken here is granted", () => {
  expect(chooseLanguage(["fr-FR", "zh-Hant-TW", "en"])).toBe("zh");
  expect(chooseLanguage([null, undefined, "EN-gb"])).toBe("en");
  expect(chooseLanguage(["fr", "de"])).toBe("en");
});
