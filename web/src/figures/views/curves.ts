import { type HeadPattern, headPattern } from "../../drawing/head-patterns.ts";
import { decimal } from "../../drawing/number-format.ts";
import { WeightTable } from "../../drawing/weight-table.ts";
import { curveChart, curveLegend, roundTicks } from "../curves.ts";
import { stacked } from "../marks.ts";
import { type FigureMaker, type Seen, tensorOf } from "../seen.ts";
import { stepAxis } from "./loss.ts";
import { paperStroke } from "./score.ts";

const measures = ["entropy", "truth", "previous", "first", "same", "distance"] as const;

export default {
  figure: (seen) => {
    const { text } = seen;
    const { measure, points } = measured(seen);
    const heads = points.at(-1)?.value.length ?? 0;
    const curves = Array.from({ length: heads }, (_, head) => ({
      name: text.headNumber(String(head + 1)),
      points: points.map(
        ({ step, value }) => [step, value[head]?.[measure] ?? Number.NaN] as const,
      ),
      ...paperStroke(head),
    }));
    if (curves.length === 0) return text.saving.noPicture;
    const values = curves.flatMap((curve) => curve.points.map(([, value]) => value));
    const most = values.filter(Number.isFinite).reduce((a, b) => Math.max(a, b), 1);
    const ticks = roundTicks(most).map((at) => ({ at, label: decimal(at, 1) }));
    const name = text.headPatterns[measure];
    const chart = curveChart(curves, stepAxis(points.at(-1)!.step, text.captions.steps), {
      name,
      low: 0,
      high: most,
      ticks,
    });
    const reads = [`${name}: ${text.headPatternHints[measure]}.`];
    return { ...stacked([chart, curveLegend(curves)], 8), reads };
  },
  tables: (seen) => {
    const { points } = measured(seen);
    const rows = points.flatMap(({ step, value }) =>
      value.map((pattern, head) => [
        step,
        head + 1,
        ...measures.map((measure) => pattern[measure] ?? Number.NaN),
      ]),
    );
    return [{ name: "heads", columns: ["step", "head", ...measures], rows }];
  },
} satisfies FigureMaker;

/** What the view has gathered; without it, what there is in this frame. */
function measured(seen: Seen) {
  const { chosen, picture } = seen;
  if (chosen.curves && chosen.curves.points.length > 0) return chosen.curves;
  const [weights, truth] = [tensorOf(seen, "weights"), tensorOf(seen, "truth")];
  const table = weights && new WeightTable(weights);
  const right = truth && new WeightTable(truth);
  const value: HeadPattern[] = table
    ? Array.from({ length: table.heads }, (_, head) => headPattern(table, head, right))
    : [];
  return { measure: "entropy" as const, points: [{ step: picture.frame.step, value }] };
}
