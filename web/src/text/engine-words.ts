import { html, type TemplateResult } from "lit";
import type { Text } from "./text.ts";

const mostNamed = 12;
const longList = new RegExp(
  `((?:\`[^\`]*\`(?:, )){${mostNamed}})(?:\`[^\`]*\`(?:, ))*\`[^\`]*\``,
  "g",
);

export interface EngineWords {
  words: string;
  /** The language of the page has no words for it. */
  isEnglish: boolean;
}

/**
 * What the engine says, for a reader of the page: without the name of the part that says it, in the quotes
 * of books, as a whole sentence. To scripts the engine's own is told.
 */
export function engineWords(text: Text, sentence: string): EngineWords {
  const bare = shortened(sentence.replace(/^\[[\w-]+\] /, ""));
  const said = text.engineSays(bare);
  return { words: legible(said), isEnglish: said === bare };
}

export function engineSpan(text: Text, sentence: string): TemplateResult {
  const { words, isEnglish } = engineWords(text, sentence);
  return isEnglish ? html`<span lang="en">${words}</span>` : html`<span>${words}</span>`;
}

/** As the task of translation names its words: spaces apart. */
const longLine = new RegExp(
  `((?:\\p{Script=Han}+ ){${mostNamed}})(?:\\p{Script=Han}+ )*\\p{Script=Han}+$`,
  "u",
);

/** Of many names the first are enough to see what they are like. */
const shortened = (words: string) => words.replace(longList, "$1…").replace(longLine, "$1…");

/** A backtick itself may be what is quoted. */
function legible(words: string): string {
  const said = words.replace(/`(`|[^`]*)`/g, "“$1”");
  return /[.!?…。！？]$/.test(said) ? said : `${said}.`;
}
