import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";

// C++ with its words marked, at build time: the page has nothing to work out, and only four colours
// to give. A lexer for reading, not for compiling: what it does not know stays plain.

const keywords = new Set(
  `alignas auto bool break case catch char class const consteval constexpr continue default delete do
  double else enum explicit export extern false final float for friend goto if inline int long
  mutable namespace new noexcept nullptr operator override private protected public return short
  signed sizeof static static_assert struct switch template this throw true try typedef typename
  union unsigned using virtual void while`.split(/\s+/),
);

/** In the order in which they are looked for; the name of a group is the class of its span. */
const token = new RegExp(
  [
    String.raw`(?<remark>\/\/[^\n]*|\/\*[\s\S]*?\*\/)`,
    String.raw`(?<text>R"\((?:[\s\S]*?)\)"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+')`,
    String.raw`(?<order>^[ \t]*#[ \t]*\w+(?:[ \t]+<[^>\n]+>)?)`,
    String.raw`(?<number>\b\d(?:[\w.]|'(?=\d)|(?<=[eE])[+-])*)`,
    String.raw`(?<word>[A-Za-z_]\w*)`,
  ].join("|"),
  "gm",
);

const escaped = (text: string) =>
  text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]!);

/** HTML of C++ source: `<span class="remark">` and so on, for app.css to colour. */
export function markSource(source: string): string {
  let html = "";
  let end = 0;
  for (const match of source.matchAll(token)) {
    html += escaped(source.slice(end, match.index));
    end = match.index + match[0].length;
    const [kind] = Object.entries(match.groups!).find(([, found]) => found !== undefined)!;
    const plain = kind === "word" && !keywords.has(match[0]);
    html += plain ? match[0] : `<span class="${kind}">${escaped(match[0])}</span>`;
  }
  return html + escaped(source.slice(end));
}

/** `import html from "./x.cpp?source"`. */
export function source(): Plugin {
  return {
    name: "softlook-source",
    enforce: "pre",
    async load(id) {
      const [file, query] = id.split("?");
      if (!file || query !== "source") return undefined;
      this.addWatchFile(file);
      const html = markSource(await readFile(file, "utf8"));
      return { code: `export default ${JSON.stringify(html)};`, moduleType: "js" };
    },
  };
}
