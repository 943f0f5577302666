import { stacked } from "../marks.ts";
import type { FigureMaker } from "../seen.ts";
import { paragraph } from "../sheet.ts";
import { words } from "../words.ts";

export default {
  figure: ({ picture, text }) => {
    const { typed } = picture.frame;
    if (!typed || typed.refusal !== undefined) return text.saving.notTyped;
    const parts = [paragraph(typed.text, 560, 18)];
    if (typed.written) {
      parts.push(
        words(
          typed.written.map((label) => ({ text: label })),
          "→",
        ),
      );
    }
    return stacked(parts, 14);
  },
  tables: ({ picture }) => {
    const { typed } = picture.frame;
    if (!typed || typed.refusal !== undefined) return [];
    const rows = (typed.written ?? []).map((label, i) => [i + 1, label]);
    return [{ name: `written after: ${typed.text}`, columns: ["position", "token"], rows }];
  },
} satisfies FigureMaker;
