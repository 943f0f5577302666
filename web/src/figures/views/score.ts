import { boundText } from "../../drawing/bound-text.ts";
import { percent } from "../../drawing/number-format.ts";
import { curveStroke } from "../../drawing/score-chart.ts";
import type { Measure } from "../../lessons/lesson.ts";
import { measures } from "../../lessons/lesson.ts";
import { share } from "../../lessons/share.ts";
import { aimOf } from "../../lessons/variants.ts";
import { type Curve, curveChart, curveLegend, roundTicks } from "../curves.ts";
import { accent, muted, stacked, truth } from "../marks.ts";
import type { FigureMaker, Seen } from "../seen.ts";
import { stepAxis } from "./loss.ts";

/** On paper the colours of the light theme; the dashes are the page's. */
const colours = [accent, truth, "#1a7f4b", "#b3126b", muted];

export const paperStroke = (i: number) => ({
  stroke: colours[i % colours.length]!,
  dash: curveStroke(i).dash,
});

export default {
  figure: (seen) => {
    const { text, options } = seen;
    const curves = curvesOf(seen, options.value as Measure);
    const points = curves.flatMap((curve) => curve.points);
    if (points.length === 0) return text.saving.noScores;
    const finite = points.map(([, value]) => value).filter(Number.isFinite);
    const most = finite.reduce((a, b) => Math.max(a, b), 1);
    const ticks = roundTicks(most).map((at) => ({ at, label: percent(at) }));
    const last = points.reduce((a, [step]) => Math.max(a, step), 0);
    const { name } = text.measures[options.value as Measure];
    const up = { name, low: 0, high: most, ticks };
    const drawn = [...curves, ...goalOf(seen, options.value as Measure, Math.max(10, last))];
    const chart = curveChart(drawn, stepAxis(last, text.captions.steps), up);
    return { ...stacked([chart, curveLegend(drawn)], 8), reads: [text.captions.score] };
  },
  tables: ({ picture }) => {
    const rows = picture.scores.flatMap(({ variant, points }) =>
      points.map(({ step, score }) => [
        variant,
        step,
        ...measures.map((measure) => share(measure, score)),
      ]),
    );
    return rows.length > 0
      ? [{ name: "score", columns: ["variant", "step", ...measures], rows }]
      : [];
  },
} satisfies FigureMaker;

function goalOf({ picture, text }: Seen, measure: Measure, last: number): Curve[] {
  const bound = aimOf(picture.lesson, picture.run.variant).learned[measure];
  if (bound === undefined) return [];
  const name = text.goals.is(boundText(text, measure, bound));
  const points = [
    [0, bound],
    [last, bound],
  ] as const;
  return [{ name, points, stroke: muted, dash: [3, 3] }];
}

function curvesOf({ picture, text, language }: Seen, measure: Measure): Curve[] {
  return picture.scores.map(({ variant, points }, i) => ({
    name: picture.variants.find(({ name }) => name === variant)?.title[language] ?? text.scoreRun,
    points: points.map(({ step, score }) => [step, share(measure, score)] as const),
    ...paperStroke(i),
  }));
}
