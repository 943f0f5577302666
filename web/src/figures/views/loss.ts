import { count, decade, significant } from "../../drawing/number-format.ts";
import { type Axis, curveChart, decadeTicks, roundTicks } from "../curves.ts";
import { accent } from "../marks.ts";
import type { FigureMaker } from "../seen.ts";

export default {
  figure: ({ picture, text }) => {
    const { points } = picture.history;
    if (points.length === 0) return text.saving.noSteps;
    const curve = {
      name: text.lossTitle,
      points: points.map(({ last, smooth }) => [last, smooth] as const),
      band: points.map(({ last, low, high }) => [last, low, high] as const),
      stroke: accent,
    };
    const decades = decadeTicks(points.flatMap(({ low, high }) => [low, high]));
    const up: Axis = {
      name: text.lossTitle,
      low: decades[0]!,
      high: decades.at(-1)!,
      isLogarithmic: true,
      ticks: decades.map((at) => ({ at, label: decadeLabel(at) })),
    };
    const figure = curveChart([curve], stepAxis(points.at(-1)!.last, text.captions.steps), up);
    return { ...figure, reads: [text.captions.loss] };
  },
  tables: ({ picture }) => {
    const { points } = picture.history;
    if (points.length === 0) return [];
    const columns = ["first step", "last step", "lowest", "highest", "mean", "smoothed"];
    const rows = points.map(({ first, last, low, high, mean, smooth }) => [
      first,
      last,
      low,
      high,
      mean,
      smooth,
    ]);
    return [{ name: "loss", columns, rows }];
  },
} satisfies FigureMaker;

const decadeLabel = (value: number): string => decade(Math.round(Math.log10(value)));

/** From step 0 to the last one. */
export function stepAxis(last: number, name: string): Axis {
  const high = Math.max(10, last);
  const ticks = roundTicks(high).map((at) => ({
    at,
    label: Number.isInteger(at) ? count(at) : significant(at),
  }));
  return { name, low: 0, high, ticks };
}
