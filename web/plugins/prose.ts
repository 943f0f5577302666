import { readFile } from "node:fs/promises";
import { Marked } from "marked";
import temml from "temml";
import type { Plugin } from "vite";
import { type Language, languages } from "../src/text/text.ts";
import { markTerms } from "./terms.ts";

/** What `import prose from "./en.md?prose"` gives: HTML, ready before the page ever runs. */
export interface Prose {
  lead: string;
  /** Three layers of one matter; the last two may be empty. */
  idea: string;
  maths: string;
  code: string;
}

/** Formulas become MathML at build time: nothing to load, and readable to a screen reader. */
function mathml(source: string, displayMode: boolean): string {
  const markup = temml.renderToString(source, { displayMode, throwOnError: true });
  // A strict Content-Security-Policy refuses style attributes; app.css says what they said.
  return markup.replace(/ style="[^"]*"/g, "");
}

const markdown = new Marked({
  extensions: [
    {
      name: "displayMath",
      level: "block",
      start: (source) => source.indexOf("$$"),
      tokenizer(source) {
        const match = /^\$\$([\s\S]+?)\$\$(?:\n|$)/.exec(source);
        if (match) return { type: "displayMath", raw: match[0], formula: match[1] };
        return undefined;
      },
      renderer: (token) => `<p class="formula">${mathml(token.formula, true)}</p>`,
    },
    {
      name: "inlineMath",
      level: "inline",
      start: (source) => source.indexOf("$"),
      tokenizer(source) {
        // The mark that follows comes along: no line may begin with it.
        const match = /^\$([^$\n]+?)\$([,.;:、，。；：]?)/.exec(source);
        if (!match) return undefined;
        return { type: "inlineMath", raw: match[0], formula: match[1], mark: match[2] };
      },
      renderer: ({ formula, mark }) =>
        `<span class="inline-formula">${mathml(formula, false)}${mark}</span>`,
    },
  ],
});

/** The lines that a layer begins with. */
const layers = { maths: /^# (?:Maths|数学)$/m, code: /^# (?:Code|代码)$/m };

function cut(text: string, line: RegExp): [string, string] {
  const match = line.exec(text);
  return match
    ? [text.slice(0, match.index), text.slice(match.index + match[0].length)]
    : [text, ""];
}

/** A text is called by its language: `zh.md`; of another name it is taken for English. */
const languageOf = (file: string): Language =>
  languages.find((language) => file.endsWith(`${language}.md`)) ?? "en";

/** What a Chinese text has of English between underscores is said, and slanted, as English. */
const inTheirLanguage = (html: string): string =>
  html.replace(/<em>(?=[^<]*[a-z])(?=[^<\p{Script=Han}]*<)/gu, '<em lang="en">');

/** A lesson's text is one leading paragraph, and the rest in layers; the title is the lesson's own. */
export function renderProse(source: string, file: string): Prose {
  const [upToCode, code] = cut(source.replace(/\r\n/g, "\n"), layers.code);
  const [upToMaths, maths] = cut(upToCode, layers.maths);
  const [lead, ...rest] = upToMaths.trim().split("\n\n");
  if (!lead || lead.startsWith("#") || rest.length === 0) {
    throw new Error(`[prose] ${file} should begin with a paragraph of its own, and go on below it`);
  }
  const language = languageOf(file);
  const html = (text: string) => {
    const parsed = markdown.parse(text.trim(), { async: false });
    return markTerms(language === "zh" ? inTheirLanguage(parsed) : parsed, language);
  };
  const texts = {
    lead: html(lead),
    idea: html(rest.join("\n\n")),
    maths: html(maths),
    code: html(code),
  };
  if (Object.values(texts).some((text) => text.includes("<h1"))) {
    throw new Error(
      `[prose] ${file} has a title of its own: a line with one # is Maths or Code, in this order`,
    );
  }
  return texts;
}

export function prose(): Plugin {
  return {
    name: "softlook-prose",
    enforce: "pre",
    async load(id) {
      const [file, query] = id.split("?");
      if (!file?.endsWith(".md") || query !== "prose") return undefined;
      this.addWatchFile(file);
      const rendered = renderProse(await readFile(file, "utf8"), file);
      return { code: `export default ${JSON.stringify(rendered)};`, moduleType: "js" };
    },
  };
}
