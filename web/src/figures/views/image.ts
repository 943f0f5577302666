import { decimal } from "../../drawing/number-format.ts";
import { WeightTable } from "../../drawing/weight-table.ts";
import { alarm, grey, over } from "../colours.ts";
import { markLegend, rampLegend } from "../heat-map.ts";
import { gathered, type Mark, stacked, truth as truthColour } from "../marks.ts";
import { type FigureMaker, tensorOf } from "../seen.ts";
import { headRead } from "./matrix.ts";

const veil = "#408cff";
/** As the page lays it over: 205 of 255. */
const strongest = 0.8;
const side = 420;

export default {
  figure: (seen) => {
    const { text, options, chosen } = seen;
    const [image, weights, truth] = ["image", "weights", "truth"].map((name) =>
      tensorOf(seen, name),
    );
    if (!image || !weights) return text.saving.noPicture;
    const { head = "mean", row: asking = 0 } = chosen;
    const table = new WeightTable({ ...weights, columns: [] });
    const [rows, columns] = [Number(options.rows), Number(options.columns)];
    const [height, width] = [image.shape.at(-2)!, image.shape.at(-1)!];
    const partOf = (i: number): number => {
      const [y, x] = [Math.floor(i / width), i % width];
      return Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width);
    };
    const parts = Array.from({ length: rows * columns }, (_, part) => table.at(head, asking, part));
    const largest = parts.reduce((a, b) => Math.max(a, b || 0), 1e-9);
    const cell = Math.max(1, Math.floor(side / Math.max(width, height)));
    const pixels = image.data.subarray(0, width * height);
    const fills = shadesOf(pixels).map((shade, i) => {
      const weight = parts[partOf(i)]!;
      if (!Number.isFinite(weight)) return alarm;
      return over(shade, veil, (Math.round((weight / largest) * 32) / 32) * strongest);
    });
    const marks: Mark[] = [
      { kind: "cells", x: 0, y: 0, width: cell, height: cell, columns: width, fills },
    ];
    const right = truth && new WeightTable({ ...truth, columns: [] });
    const isComparable = right?.columns.length === table.columns.length;
    const [partHeight, partWidth] = [(cell * height) / rows, (cell * width) / columns];
    for (const part of parts.keys()) {
      if (!right || !isComparable) break;
      if (right.at(0, Math.min(asking, right.rows.length - 1), part) <= 0) continue;
      const [row, column] = [Math.floor(part / columns), part % columns];
      const room = { width: partWidth, height: partHeight };
      const place = { x: column * partWidth, y: row * partHeight };
      marks.push({ kind: "box", ...place, ...room, stroke: truthColour, thickness: 2 });
    }
    const hasMarks = marks.length > 1;
    const ramp = (amount: number) => over("#ffffff", veil, amount * strongest);
    const legends = [rampLegend("0", decimal(largest, 2), text.weightLegend, ramp)];
    if (hasMarks) legends.push(markLegend(text.truthLegend));
    const drawn = { width: cell * width, height: cell * height, marks, reads: [] };
    const reads = [
      text.captions.image(String(rows), String(columns)),
      table.rows.length > 1 ? text.captions.imageQuery(table.rows[asking] ?? "") : "",
      headRead(seen, table.heads),
      hasMarks ? text.captions.truth : "",
    ];
    return { ...stacked([drawn, gathered(legends, 720, 28)], 14), reads };
  },
} satisfies FigureMaker;

/** From black to white, as the page paints it. */
function shadesOf(values: Float32Array): string[] {
  const finite = values.filter(Number.isFinite);
  const low = finite.reduce((a, b) => Math.min(a, b), 0);
  const high = finite.reduce((a, b) => Math.max(a, b), low + 1e-9);
  return Array.from(values, (value) => grey((value - low) / (high - low)));
}
