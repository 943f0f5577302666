import type { NamedTensor } from "softlook-wasm";
import { roundLimit } from "../../drawing/colour-scale.ts";
import { signedColour, weightColour } from "../colours.ts";
import { heatMap } from "../heat-map.ts";
import { type Figure, gathered, stacked } from "../marks.ts";
import type { FigureMaker } from "../seen.ts";

export default {
  figure: ({ picture, text }) => {
    const { tensors } = picture.frame;
    const { queries, keys, values, output } = tensors;
    const [scores, weights] = [tensors["attention.scores"], tensors["attention.weights"]];
    if (!queries || !keys || !values || !scores || !weights || !output) {
      return text.saving.noPicture;
    }
    const parts = text.calculatorParts;
    const given = [
      grid(queries, parts.queries.sign),
      grid(keys, parts.keys.sign),
      grid(values, parts.values.sign),
    ];
    const found = [
      grid(scores, text.calculatorScores),
      grid(weights, text.calculatorWeights, weightColour),
      grid(output, text.calculatorOutput),
    ];
    const figure = stacked([gathered(given, widest, 32), gathered(found, widest, 32)]);
    return { ...figure, reads: [text.captions.calculator] };
  },
} satisfies FigureMaker;

const widest = 720;

/** Weights on their scale from 0 to 1; all else is signed, each on a scale that holds it. */
function grid({ shape, data }: NamedTensor, title: string, colour = signed(data)): Figure {
  const [height, width] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
  const numbered = (count: number) => Array.from({ length: count }, (_, i) => String(i + 1));
  return heatMap({
    rows: numbered(height),
    columns: numbered(width),
    at: (row, column) => data[row * width + column]!,
    colour,
    cell: { width: 54, height: 30 },
    decimals: 3,
    title,
  });
}

function signed(data: Float32Array): (value: number) => string {
  const limit = roundLimit(data);
  // A masked score is −∞: it is no colour of this scale.
  return (value) => (value === Number.NEGATIVE_INFINITY ? "#ffffff" : signedColour(value, limit));
}
