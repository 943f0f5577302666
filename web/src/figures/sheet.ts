import { wrapped } from "./letters.ts";
import { type Figure, fontSize, ink, type Mark, moved, muted } from "./marks.ts";

const margin = 24;
const narrowest = 420;
const leading = 1.4;

/** A figure on its sheet: the title above, the caption beneath, in lines as wide as the figure. */
export function sheetOf(figure: Figure, title: string, caption: string): Figure {
  const inner = Math.max(narrowest, figure.width);
  const head = paragraph(title, inner, 18, ink, true);
  const foot = paragraph(caption, inner, fontSize - 1, muted);
  const top = margin + head.height + 14;
  const bottom = top + figure.height + 16;
  return {
    width: inner + 2 * margin,
    height: bottom + foot.height + margin,
    marks: [
      ...moved(head.marks, margin, margin),
      ...moved(figure.marks, margin, top),
      ...moved(foot.marks, margin, bottom),
    ],
    reads: figure.reads,
  };
}

/** Lines of a text, from (0, 0) on. */
export function paragraph(
  text: string,
  width: number,
  size = fontSize,
  fill = ink,
  bold = false,
): Figure {
  const lines = wrapped(text, width, size);
  const marks = lines.map(
    (line, i): Mark => ({
      kind: "letters",
      x: 0,
      y: size * (i * leading + 1),
      text: line,
      size,
      fill,
      bold,
    }),
  );
  return { width, height: lines.length * size * leading, marks, reads: [] };
}
