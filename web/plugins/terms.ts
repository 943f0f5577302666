import { glossary } from "../src/text/glossary.ts";
import type { Language } from "../src/text/text.ts";

interface Marker {
  /** Every form of every term, a group each. */
  expression: RegExp;
  /** The term of each group. */
  terms: readonly string[];
}

/** The longest forms come first: what is a “causal mask” is not only a “mask”. */
function markerOf(language: Language): Marker {
  const forms = Object.entries(glossary).flatMap(([term, entry]) =>
    entry[language].forms.map((form) => ({ term, form })),
  );
  forms.sort((a, b) => b.form.length - a.form.length);
  const [before, after] = language === "en" ? ["(?<![\\w-])", "(?![\\w-])"] : ["", ""];
  const groups = forms.map(({ form }) => `(${before}${form}${after})`);
  return {
    expression: new RegExp(groups.join("|"), "giu"),
    terms: forms.map(({ term }) => term),
  };
}

const markers: Readonly<Record<Language, Marker>> = { en: markerOf("en"), zh: markerOf("zh") };

/** Where nothing is marked: what is no prose, and what names a section. */
const closed = /^<(math|code|pre|h2|h3|a)\b/;

/** Marks the first mention of each term in each section of a text. */
export function markTerms(html: string, language: Language): string {
  const { expression, terms } = markers[language];
  const said = new Set<string>();
  const mark = (text: string) =>
    text.replace(expression, (found, ...rest) => {
      const term = terms[rest.slice(0, terms.length).findIndex((match) => match !== undefined)]!;
      if (said.has(term)) return found;
      said.add(term);
      return `<span class="term" role="button" tabindex="0" data-term="${term}">${found}</span>`;
    });
  let within: string | undefined;
  return html.replace(/<[^>]*>|[^<]+/g, (piece) => {
    if (!piece.startsWith("<")) return within ? piece : mark(piece);
    if (piece.startsWith("<h2")) said.clear();
    if (within && piece.startsWith(`</${within}>`)) within = undefined;
    else within ??= closed.exec(piece)?.[1];
    return piece;
  });
}
