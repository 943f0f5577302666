import { decimal } from "../../drawing/number-format.ts";
import { secondsOf } from "../../drawing/player.ts";
import { WeightTable } from "../../drawing/weight-table.ts";
import { heatMap, weightLegend } from "../heat-map.ts";
import { widthOf } from "../letters.ts";
import { type Figure, type Mark, moved, muted, stacked } from "../marks.ts";
import { type FigureMaker, tensorOf } from "../seen.ts";

const width = 560;
const size = 13;

export default {
  figure: (seen) => {
    const { text } = seen;
    const [wave, features, weights] = ["wave", "features", "weights"].map((name) =>
      tensorOf(seen, name),
    );
    if (!features) return text.saving.noPicture;
    const [frames, bands] = [features.shape.at(-2)!, features.shape.at(-1)!];
    const numbers = features.data.subarray(0, frames * bands);
    const low = numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const high = numbers.reduce((a, b) => Math.max(a, b), low + 1e-9);
    const spectrum = heatMap({
      rows: Array.from({ length: bands }, () => ""),
      columns: Array.from({ length: frames }, () => ""),
      // High sounds at the top.
      at: (row, column) => (numbers[column * bands + bands - 1 - row]! - low) / (high - low),
      cell: { width: width / frames, height: 6 },
    });
    const seconds = secondsOf(wave, features);
    const table = weights && new WeightTable({ ...weights, columns: [] });
    const letters = table && [looks(table), weightLegend(text.weightLegend)];
    const axis = moments(seconds, text.captions.seconds);
    const indent = letters ? letters[0]!.width - width : 0;
    const above = indented(stacked([spectrum, axis], 4), Math.max(0, indent - 10));
    return { ...stacked([above, ...(letters ?? [])], 14), reads: [text.captions.sound] };
  },
} satisfies FigureMaker;

const looks = (table: WeightTable): Figure =>
  heatMap({
    rows: table.rows,
    columns: table.columns.map(() => ""),
    at: (row, column) => table.at("mean", row, column),
    cell: { width: width / table.columns.length, height: 20 },
  });

const indented = (figure: Figure, by: number): Figure => ({
  ...figure,
  width: figure.width + by,
  marks: moved(figure.marks, by, 0),
});

/** Where each tenth part of a second is, or each half one of a long sound. */
function moments(seconds: number, unit: string): Figure {
  const step = seconds > 2 ? 0.5 : 0.1;
  const left = 10;
  const count = Math.floor(seconds / step) + 1;
  const marks = Array.from({ length: count }, (_, i): Mark => {
    const x = left + ((i * step) / seconds) * width;
    const text = decimal(i * step, 1);
    return { kind: "letters", x, y: size, text, size: 11, fill: muted, anchor: "middle" };
  });
  marks.push({ kind: "letters", x: left + width + 14, y: size, text: unit, size: 11, fill: muted });
  return { width: left + width + 14 + widthOf(unit, 11), height: size + 6, marks, reads: [] };
}
