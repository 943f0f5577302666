import { percent } from "../../drawing/number-format.ts";
import { shownLabel } from "../../drawing/weight-table.ts";
import type { FigureMaker } from "../seen.ts";
import { words } from "../words.ts";
import { shade } from "./tokens.ts";

export default {
  figure: ({ picture, text }) => {
    const { writing } = picture.frame;
    if (!writing || writing.tokens.length === 0) return text.saving.notWritten;
    const { beginning, tokens, apart } = writing;
    const given = beginning.trim();
    const list = tokens.map(({ label, probability }) => ({
      text: shownLabel(label),
      fill: shade(probability),
      beneath: [percent(probability)],
    }));
    const start = given ? [{ text: apart ? `${given} →` : given, fill: "#ffffff" }] : [];
    return { ...words([...start, ...list]), reads: [text.captions.writer] };
  },
  tables: ({ picture }) => {
    const { writing } = picture.frame;
    if (!writing || writing.tokens.length === 0) return [];
    const rows = writing.tokens.map(({ label, probability }, i) => [i + 1, label, probability]);
    return [{ name: "written", columns: ["position", "token", "probability"], rows }];
  },
} satisfies FigureMaker;
