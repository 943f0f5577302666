import { expect, test } from "vitest";
import { markTerms } from "../../web/plugins/terms.ts";
import { lessons, proseOf } from "../../web/src/lessons/registry.ts";
import { glossary } from "../../web/src/text/glossary.ts";
import { languages } from "../../web/src/text/text.ts";

const marked = (html: string) =>
  Array.from(html.matchAll(/data-term="(\w+)">([^<]*)</g), ([, term, text]) => `${term}: ${text}`);

test.each(Object.entries(glossary))(
  "%s has a name, forms and a meaning in both languages",
  (_, term) => {
    for (const language of languages) {
      const { name, forms, meaning } = term[language];
      expect(name.trim()).not.toBe("");
      expect(forms.length).toBeGreaterThan(0);
      expect(meaning).toMatch(language === "zh" ? /\p{Script=Han}.*。$/u : /^[A-Z].*\.$/);
    }
    expect(term.zh.meaning).not.toMatch(/\p{Script=Han}[,:;?!()]|[,:;?!()]\p{Script=Han}/u);
  },
);

test("the first mention in a section is marked, and no other", () => {
  const html = markTerms("<h2>One key</h2><p>A key, keys.</p><h2>Two</h2><p>Keys again.</p>", "en");
  expect(marked(html)).toEqual(["key: key", "key: Keys"]);
});

test("formulas, code and headings are left alone", () => {
  for (const tag of ["math", "code", "h2"]) {
    const html = `<p><${tag}>key</${tag}> and <${tag}>a <i>key</i></${tag}></p>`;
    expect(markTerms(html, "en")).toBe(html);
  }
});

test("a term is a whole word in English, and the longest that fits", () => {
  expect(marked(markTerms("<p>keyboard, a monkey, the held-out loss</p>", "en"))).toEqual([
    "heldOut: held-out",
    "loss: loss",
  ]);
  expect(marked(markTerms("<p>scaled dot product, then dot product</p>", "en"))).toEqual([
    "scaledDot: scaled dot product",
    "dot: dot product",
  ]);
  expect(marked(markTerms("<p>关键是按键，数值和键值，交叉熵</p>", "zh"))).toEqual([
    "key: 键",
    "value: 值",
    "crossEntropy: 交叉熵",
  ]);
});

test.each(languages)(
  "the texts in %s explain their terms, and every term is in use",
  async (language) => {
    const used = new Set<string>();
    for (const lesson of lessons) {
      const prose = await proseOf(lesson, language);
      const terms = marked(Object.values(prose).join(""));
      expect(terms.length, lesson.name).toBeGreaterThan(7);
      for (const each of terms) used.add(each.split(":")[0]!);
    }
    expect(Object.keys(glossary).filter((name) => !used.has(name))).toEqual([]);
  },
);
