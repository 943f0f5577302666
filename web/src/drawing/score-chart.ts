import type uPlot from "uplot";
import type { Measure } from "../lessons/lesson.ts";
import { share } from "../lessons/share.ts";
import { type Bound, boundLines } from "./bound-lines.ts";
import type { ScoreCurve } from "./score-log.ts";
import { overSteps, stepAxes } from "./step-axes.ts";

/** Told apart by their dashes as well as by their colours. */
const strokes = [
  { colour: "var(--accent)", dash: [] },
  { colour: "var(--truth)", dash: [6, 4] },
  { colour: "var(--curve-3)", dash: [2, 3] },
  { colour: "var(--alarm)", dash: [10, 3, 2, 3] },
  { colour: "var(--muted)", dash: [14, 4] },
];

export const curveStroke = (i: number) => strokes[i % strokes.length]!;

/** All curves over the steps that any of them has; uPlot wants one axis for all. */
export function curveData(curves: readonly ScoreCurve[], measure: Measure): uPlot.AlignedData {
  const every = curves.flatMap(({ points }) => points.map(({ step }) => step));
  const steps = [...new Set(every)].sort((a, b) => a - b);
  const columns = curves.map(({ points }) => {
    const values = new Map(points.map(({ step, score }) => [step, share(measure, score)]));
    // Undefined is a gap that is drawn across, null would be one that is not.
    return steps.map((step) => values.get(step));
  });
  return [steps, ...columns] as uPlot.AlignedData;
}

export function curveOptions(
  size: { width: number; height: number },
  curves: number,
  mix: (colour: string) => string,
  bounds: () => readonly Bound[],
): uPlot.Options {
  return {
    ...size,
    ...overSteps,
    hooks: { draw: [boundLines(bounds, mix)] },
    scales: {
      x: { time: false, range: (_, __, high) => [0, Math.max(high ?? 0, 10)] },
      y: { range: (_, __, high) => [0, Math.max(1, Math.min(2, high ?? 1))] },
    },
    axes: stepAxes(mix, {
      values: (_, shares) => shares.map((value) => `${Math.round(value * 100)}\u202f%`),
    }),
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
