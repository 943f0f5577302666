import { count, decade, significant } from "../../drawing/number-format.ts";
import { scoreOf } from "../../drawing/score-log.ts";
import { lossBounds } from "../../lessons/goals.ts";
import {
  type Axis,
  type Curve,
  curveChart,
  curveLegend,
  decadeTicks,
  roundTicks,
} from "../curves.ts";
import { accent, muted, stacked } from "../marks.ts";
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
    const { baseline, floor } = lossBounds(scoreOf(picture));
    const { last } = points.at(-1)!;
    const across = (name: string, value: number | undefined, dash: number[]): Curve[] =>
      value === undefined
        ? []
        : [
            {
              name: `${name}: ${significant(value)}`,
              points: [
                [0, value],
                [Math.max(10, last), value],
              ],
              stroke: muted,
              dash,
            },
          ];
    const compared = [
      ...across(text.goals.baseline, baseline, [6, 4]),
      ...across(text.goals.floor, floor, [2, 3]),
    ];
    const values = compared.flatMap((line) => line.points.map(([, value]) => value));
    const decades = decadeTicks([...points.flatMap(({ low, high }) => [low, high]), ...values]);
    const up: Axis = {
      name: text.lossTitle,
      low: decades[0]!,
      high: decades.at(-1)!,
      isLogarithmic: true,
      ticks: decades.map((at) => ({ at, label: decadeLabel(at) })),
    };
    const chart = curveChart([curve, ...compared], stepAxis(last, text.captions.steps), up);
    return { ...stacked([chart, curveLegend(compared)], 8), reads: [text.captions.loss] };
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
