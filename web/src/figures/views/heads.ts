import { headPattern } from "../../drawing/head-patterns.ts";
import { decimal, percent } from "../../drawing/number-format.ts";
import { scoresOf } from "../../drawing/scores-of.ts";
import { WeightTable } from "../../drawing/weight-table.ts";
import type { Text } from "../../text/text.ts";
import { heatMap, weightLegend } from "../heat-map.ts";
import { widthOf } from "../letters.ts";
import { type Figure, gathered, type Mark, muted, stacked } from "../marks.ts";
import { type FigureMaker, tensorOf } from "../seen.ts";

const measures = ["entropy", "distance", "previous", "first", "same", "diagonal", "truth"] as const;
/** In pixels: a map's side, about, and all maps of a row. */
const side = 150;
const widest = 720;
const size = 12;

export default {
  figure: (seen) => {
    const { text } = seen;
    const [weights, truth] = [tensorOf(seen, "weights"), tensorOf(seen, "truth")];
    if (!weights) return text.saving.noPicture;
    const table = new WeightTable(weights, scoresOf(seen.picture.frame.tensors, weights.name));
    const right = truth && new WeightTable(truth);
    const heads = Array.from({ length: table.heads }, (_, head) => {
      const pattern = headPattern(table, head, right);
      const map = mapOf(table, head, text);
      const numbers = measures.flatMap((measure) => {
        const value = pattern[measure];
        if (value === undefined) return [];
        return [[text.headPatterns[measure], said(text, measure, value)] as const];
      });
      return stacked([map, listed(numbers, map.width)], 8);
    });
    const figure = stacked([gathered(heads, widest), weightLegend(text.weightLegend)], 18);
    return { ...figure, reads: [text.captions.heads] };
  },
} satisfies FigureMaker;

function mapOf(table: WeightTable, head: number, text: Text): Figure {
  const longest = Math.max(table.rows.length, table.columns.length);
  const cell = Math.max(2, Math.floor(side / longest));
  return heatMap({
    rows: table.rows,
    columns: table.columns,
    at: (row, column) => table.at(head, row, column),
    isMasked: (row, column) => table.isHidden(row, column),
    cell: { width: cell, height: cell },
    title: text.headNumber(String(head + 1)),
  });
}

function said(text: Text, measure: (typeof measures)[number], value: number): string {
  if (measure === "entropy") return text.bits(decimal(value, 2));
  return measure === "distance" ? decimal(value, 1) : percent(value);
}

/** Names at the left, their numbers at the right. */
function listed(rows: readonly (readonly [string, string])[], room: number): Figure {
  const widths = rows.map(([name, value]) => widthOf(name, size) + widthOf(value, size) + 16);
  const width = Math.max(room, ...widths);
  const marks = rows.flatMap(([name, value], i): Mark[] => {
    const y = (i + 1) * (size + 4);
    return [
      { kind: "letters", x: 0, y, text: name, size, fill: muted },
      { kind: "letters", x: width, y, text: value, size, anchor: "end" },
    ];
  });
  return { width, height: rows.length * (size + 4) + 4, marks, reads: [] };
}
