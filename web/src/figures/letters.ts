import { fontSize } from "./marks.ts";

export const family = "sans-serif";

/**
 * About how wide a text is: no font is asked, so that a figure is the same wherever it is made. Signs of
 * the East are as wide as high.
 */
export function widthOf(text: string, size = fontSize): number {
  const ems = [...text].reduce((sum, sign) => sum + emsOf(sign), 0);
  return ems * size;
}

function emsOf(sign: string): number {
  if (/[\u2e80-\uffef\u{20000}-\u{3ffff}]|\p{Extended_Pictographic}/u.test(sign)) return 1;
  if (/[mwMW@—…]/.test(sign)) return 0.88;
  if (/[iljtfrI.,:;'|! ()[\]-]/.test(sign)) return 0.34;
  return /\p{Lu}/u.test(sign) ? 0.7 : 0.57;
}

/** Cut where it gets too wide, and the cut is shown. */
export function fitted(text: string, width: number, size = fontSize): string {
  if (widthOf(text, size) <= width) return text;
  const signs = [...text];
  while (signs.length > 1 && widthOf(`${signs.join("")}…`, size) > width) signs.pop();
  return `${signs.join("")}…`;
}

/** In lines of at most this width: broken between words, and anywhere between signs of the East. */
export function wrapped(text: string, width: number, size = fontSize): string[] {
  // No closing sign begins a line, no opening one ends it.
  const pieces =
    text.match(
      /[“（]*[\u2e80-\uffef][，。：；、！？）”]*|[^\s\u2e80-\uffef]+[，。：；、！？）]*\s*|\s+/gu,
    ) ?? [];
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces.flatMap((piece) => broken(piece, width, size))) {
    if (line && widthOf((line + piece).trimEnd(), size) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += line ? piece : piece.trimStart();
  }
  if (line.trim()) lines.push(line.trimEnd());
  return lines;
}

/** A word that is wider than a line goes on in the next. */
function broken(word: string, width: number, size: number): string[] {
  if (widthOf(word.trimEnd(), size) <= width) return [word];
  const parts: string[] = [""];
  for (const sign of word) {
    if (widthOf(parts.at(-1)! + sign, size) > width) parts.push("");
    parts[parts.length - 1] += sign;
  }
  return parts;
}
