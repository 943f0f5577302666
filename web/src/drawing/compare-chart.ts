import type uPlot from "uplot";
import { decadeAxis, decades, drawable, stepRange } from "./loss-chart.ts";
import type { LossPoint } from "./loss-history.ts";
import { curveStroke } from "./score-chart.ts";
import { overSteps, stepAxes } from "./step-axes.ts";

type Curve = readonly LossPoint[];

/**
 * Smoothed losses over the steps that any curve has. One that ended early may have points where the
 * others, longer by then, have merged theirs.
 */
export function overlaid(curves: readonly Curve[]): uPlot.AlignedData {
  const every = curves.flatMap((points) => points.map(({ last }) => last));
  const steps = [...new Set(every)].sort((a, b) => a - b);
  const columns = curves.map((points) => {
    const values = new Map(points.map(({ last, smooth }) => [last, drawable(smooth)]));
    // Undefined is a gap that is drawn across, null would be one that is not.
    return steps.map((step) => values.get(step));
  });
  return [steps, ...columns] as uPlot.AlignedData;
}

/** The smoothed loss at a step: that of the stretch it lies in; undefined where there is none. */
export function lossAt(points: Curve, step: number): number | undefined {
  return points.find(({ first, last }) => first <= step && step <= last)?.smooth;
}

export function overlaidOptions(
  size: { width: number; height: number },
  curves: number,
  mix: (colour: string) => string,
): uPlot.Options {
  return {
    ...size,
    ...overSteps,
    scales: { x: { time: false, range: stepRange }, y: { distr: 3, range: decades } },
    axes: stepAxes(mix, decadeAxis),
    series: [
      {},
      ...Array.from({ length: curves }, (_, i) => ({
        stroke: () => mix(curveStroke(i).colour),
        dash: curveStroke(i).dash,
        width: 2,
        points: { show: false },
      })),
    ],
  };
}
