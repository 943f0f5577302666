import { scoresOf } from "../../drawing/scores-of.ts";
import { WeightTable } from "../../drawing/weight-table.ts";
import { heatMap, markLegend, maskLegend, weightLegend } from "../heat-map.ts";
import { gathered, stacked } from "../marks.ts";
import { type FigureMaker, type Seen, tensorOf } from "../seen.ts";

export default {
  figure: (seen) => {
    const weights = tensorOf(seen, "weights");
    const truth = tensorOf(seen, "truth");
    const { text, chosen } = seen;
    if (!weights) return text.saving.noPicture;
    const table = new WeightTable(weights, scoresOf(seen.picture.frame.tensors, weights.name));
    const every = table.rows.flatMap((_, row) => table.columns.map((_, column) => [row, column]));
    const hasHidden = every.some(([row, column]) => table.isHidden(row!, column!));
    const right = truth && new WeightTable(truth);
    const { head = "mean" } = chosen;
    const map = heatMap({
      rows: table.rows,
      columns: table.columns,
      at: (row, column) => table.at(head, row, column),
      isMarked: (row, column) => right?.at(0, row, column) === 1,
      isMasked: (row, column) => table.isHidden(row, column),
      decimals: 2,
      names: { rows: text.looksFrom, columns: text.looksAt },
    });
    const legends = [weightLegend(text.weightLegend)];
    if (right) legends.push(markLegend(text.truthLegend));
    if (hasHidden) legends.push(maskLegend(text.hidden.legend));
    const reads = [text.captions.weights, headRead(seen, table.heads)];
    if (right) reads.push(text.captions.truth);
    return { ...stacked([map, gathered(legends, map.width, 28)], 14), reads };
  },
} satisfies FigureMaker;

/** Which of several heads it is; nothing of a lone one. */
export function headRead({ text, chosen }: Seen, heads: number): string {
  const { head = "mean" } = chosen;
  if (heads < 2) return "";
  const count = String(heads);
  return head === "mean"
    ? text.captions.meanHead(count)
    : text.captions.oneHead(String(head + 1), count);
}
