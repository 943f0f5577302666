import type uPlot from "uplot";
import { type Bound, boundLines } from "./bound-lines.ts";
import type { LossPoint } from "./loss-history.ts";
import { decade } from "./number-format.ts";
import { overSteps, stepAxes } from "./step-axes.ts";

/** Turns any colour of the stylesheet into one that a canvas takes. */
type Mix = (colour: string) => string;

const faint = "color-mix(in srgb, var(--accent) 30%, transparent)";
const fainter = "color-mix(in srgb, var(--accent) 14%, transparent)";

/** A logarithmic axis has no place for zero and below, nor for what is not a number. */
export const drawable = (value: number): number | null =>
  value > 0 && value < Infinity ? value : null;

/** In the order of the chart's series: step, lowest, highest, smoothed. */
export function chartSeries(points: readonly LossPoint[]): uPlot.AlignedData {
  return [
    points.map((point) => point.last),
    points.map((point) => drawable(point.low)),
    points.map((point) => drawable(point.high)),
    points.map((point) => drawable(point.smooth)),
  ];
}

export function chartOptions(
  size: { width: number; height: number },
  mix: Mix,
  bounds: () => readonly Bound[],
): uPlot.Options {
  return {
    ...size,
    ...overSteps,
    scales: { x: { time: false, range: stepRange }, y: { distr: 3, range: decadesWith(bounds) } },
    axes: stepAxes(mix, decadeAxis),
    series: [
      {},
      { stroke: () => mix(faint), width: 1, points: { show: false } },
      { stroke: () => mix(faint), width: 1, points: { show: false } },
      { stroke: () => mix("var(--accent)"), width: 2, points: { show: false } },
    ],
    bands: [{ series: [2, 1], fill: () => mix(fainter) }],
    hooks: { draw: [boundLines(bounds, mix)] },
  };
}

/** A lone step would make a range of no width. */
export const stepRange = (_: uPlot, low: number | null, high: number | null): uPlot.Range.MinMax =>
  low === null || high === null ? [0, 100] : [0, Math.max(high, 10)];

/** Whole decades, so that the axis rests while the curve falls; with what it is compared with. */
export const decadesWith =
  (bounds: () => readonly Bound[]) =>
  (_: uPlot, low: number | null, high: number | null): uPlot.Range.MinMax => {
    if (low === null || high === null) return [0.01, 10];
    const values = bounds().map(({ value }) => value);
    const [least, most] = [Math.min(low, ...values), Math.max(high, ...values)];
    return [10 ** Math.floor(Math.log10(least)), 10 ** Math.ceil(Math.log10(most * 1.0001))];
  };

export const decades = decadesWith(() => []);

/** Lines between the decades would be more ink than the curve; of very many, some will do. */
function everyDecade(_: uPlot, __: number, low: number, high: number): number[] {
  const from = Math.round(Math.log10(low));
  const to = Math.round(Math.log10(high));
  const stride = Math.ceil((to - from) / 6) || 1;
  return Array.from({ length: Math.floor((to - from) / stride) + 1 }, (_, i) => {
    return 10 ** (from + i * stride);
  });
}

const decadeLabel = (value: number): string => decade(Math.round(Math.log10(value)));

export const decadeAxis: uPlot.Axis = {
  splits: everyDecade,
  filter: (_, splits) => splits,
  values: (_, values) => values.map(decadeLabel),
};
