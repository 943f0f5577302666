import { roundLimit } from "../../drawing/colour-scale.ts";
import { decimal } from "../../drawing/number-format.ts";
import { signedColour } from "../colours.ts";
import { heatMap, rampLegend } from "../heat-map.ts";
import { stacked } from "../marks.ts";
import { type FigureMaker, type Seen, tensorOf } from "../seen.ts";

export default {
  figure: (seen) => {
    const { text, options } = seen;
    const [predicted, actual] = [lastRow(seen, "predicted"), lastRow(seen, "actual")];
    if (!predicted || !actual) return text.saving.noPicture;
    const limit = roundLimit(actual);
    const colour = (value: number) => signedColour(value, limit);
    const names = tensorOf(seen, "predicted")!.columns;
    const strip = heatMap({
      rows: [text.predicted, text.actual],
      columns: Array.from(predicted, (_, i) => names[i] ?? String(i + 1)),
      at: (row, column) => (row === 0 ? predicted : actual)[column]!,
      colour,
      decimals: 2,
      cell: { width: 40, height: 34 },
    });
    const legend = rampLegend(decimal(-limit, 1), decimal(limit, 1), "", (amount) =>
      colour((2 * amount - 1) * limit),
    );
    const reads = [text.captions.prediction(options.of ?? "")];
    return { ...stacked([strip, legend], 14), reads };
  },
} satisfies FigureMaker;

/** That one which the lesson is about. */
function lastRow(seen: Seen, option: string): Float32Array | undefined {
  const tensor = tensorOf(seen, option);
  return tensor?.data.subarray(-(tensor.shape.at(-1) ?? 0));
}
