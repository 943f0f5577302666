import type uPlot from "uplot";
import { count } from "./number-format.ts";

/** What all charts over steps have in common. To the right there is room for half of the last number. */
export const overSteps = {
  padding: [8, 24, 0, 0],
  legend: { show: false },
  cursor: { show: false },
} satisfies Partial<uPlot.Options>;

export function stepAxes(mix: (colour: string) => string, up: uPlot.Axis): uPlot.Axis[] {
  const axis = {
    font: "12px ui-sans-serif, system-ui, sans-serif",
    stroke: () => mix("var(--muted)"),
    grid: { stroke: () => mix("var(--line)"), width: 1 },
    ticks: { show: false },
  } satisfies uPlot.Axis;
  const across = (steps: number[]) => steps.map((step) => (step % 1 ? "" : count(step)));
  return [
    { ...axis, size: 30, values: (_, steps) => across(steps) },
    { ...axis, size: 52, ...up },
  ];
}
