import { answersOf } from "../../drawing/answers.ts";
import { percent } from "../../drawing/number-format.ts";
import { positions } from "../../drawing/weight-table.ts";
import { mix } from "../colours.ts";
import { stacked } from "../marks.ts";
import { type FigureMaker, tensorOf } from "../seen.ts";
import { type Word, words } from "../words.ts";

export default {
  figure: (seen) => {
    const { text, picture } = seen;
    const [input, output, target] = ["input", "output", "target"].map((name) =>
      tensorOf(seen, name),
    );
    if (!output || !target) return text.saving.noPicture;
    const { typed, writing } = picture.frame;
    // What the model wrote itself is not what is right.
    const isOwn = typed?.written !== undefined || !!writing?.tokens.length;
    const said = answersOf(output, target, input).map(({ chances, right }): Word => {
      const [first] = chances;
      const isWrong = !isOwn && right !== undefined && right.token !== first?.token;
      const chance = first?.probability ?? Number.NaN;
      return {
        text: first?.label ?? "",
        fill: shade(chance),
        beneath: isWrong ? [percent(chance), `✗ ${right.label}`] : [percent(chance)],
        isWrong,
      };
    });
    const hasWords = input?.columns.some((label) => label !== "");
    const read = hasWords ? positions(input!.columns, input!.columns.length) : [];
    const parts = [words(said)];
    if (hasWords) {
      parts.unshift(
        words(
          read.map((label) => ({ text: label })),
          text.tokensRead,
        ),
      );
    }
    return { ...stacked(parts, 18), reads: [text.captions.tokens] };
  },
} satisfies FigureMaker;

/** Light enough for black letters, whatever the probability. */
export const shade = (probability: number): string =>
  mix("#f4f6f9", "#9db8ee", Number.isFinite(probability) ? Math.min(1, probability) : 0);
