import { scoresOf } from "../../drawing/scores-of.ts";
import { WeightTable } from "../../drawing/weight-table.ts";
import { weightColour } from "../colours.ts";
import { markLegend, weightLegend } from "../heat-map.ts";
import { fitted, widthOf } from "../letters.ts";
import { fontSize, gathered, type Mark, muted, stacked, truth } from "../marks.ts";
import { type FigureMaker, tensorOf } from "../seen.ts";
import { headRead } from "./matrix.ts";

const across = 260;
const leading = 22;
const widest = 130;

export default {
  figure: (seen) => {
    const { text, chosen } = seen;
    const [weights, right] = [tensorOf(seen, "weights"), tensorOf(seen, "truth")];
    if (!weights) return text.saving.noPicture;
    const table = new WeightTable(weights, scoresOf(seen.picture.frame.tensors, weights.name));
    const marked = right && new WeightTable(right);
    const { head = "mean", lines = { top: 2, from: 0 } } = chosen;
    const at = (row: number, column: number) => table.at(head, row, column);
    const names = table.rows.map((name) => fitted(name, widest));
    const left = Math.max(widthOf(text.looksFrom), ...names.map((name) => widthOf(name))) + 10;
    const y = (place: number) => 34 + place * leading;
    const word = (name: string, x: number, place: number, anchor: "start" | "end"): Mark => {
      return { kind: "letters", x, y: y(place) + 5, text: fitted(name, widest), anchor };
    };
    const drawn = table.rows.flatMap((_, row) =>
      table.columns
        .map((_, column) => ({ row, column, weight: at(row, column) }))
        .filter(({ column, weight }) => !table.isHidden(row, column) && weight > 0)
        .sort((a, b) => b.weight - a.weight)
        .slice(0, lines.top)
        .filter(({ weight }) => weight >= lines.from),
    );
    const joined = (row: number, column: number) =>
      [
        [left, y(row)],
        [left + across, y(column)],
      ] as const;
    const rightOnes = table.rows.flatMap((_, row) =>
      table.columns.flatMap((_, column): Mark[] => {
        if ((marked?.at(0, row, column) ?? 0) <= 0) return [];
        return [{ kind: "line", points: joined(row, column), stroke: truth, dash: [2, 4] }];
      }),
    );
    const heading = { kind: "letters", y: fontSize, fill: muted, size: fontSize - 1 } as const;
    const marks: Mark[] = [
      { ...heading, x: left - 6, text: text.looksFrom, anchor: "end" },
      { ...heading, x: left + across + 6, text: text.looksAt },
      ...[...drawn].reverse().map(
        ({ row, column, weight }): Mark => ({
          kind: "line",
          points: joined(row, column),
          stroke: weightColour(0.15 + 0.85 * weight),
          thickness: 0.75 + 5.25 * Math.min(1, weight),
        }),
      ),
      ...rightOnes,
      ...table.rows.map((name, row) => word(name, left - 6, row, "end")),
      ...table.columns.map((name, column) => word(name, left + across + 6, column, "start")),
    ];
    const figure = {
      width: left + across + 10 + widest,
      height: y(Math.max(table.rows.length, table.columns.length)),
      marks,
      reads: [text.look.captionLines, headRead(seen, table.heads)],
    };
    const legends = [weightLegend(text.weightLegend)];
    if (right) legends.push(markLegend(text.truthLegend));
    return stacked([figure, gathered(legends, figure.width, 28)], 12);
  },
} satisfies FigureMaker;
