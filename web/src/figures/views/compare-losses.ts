import type { ComparedRun } from "../../drawing/compared.ts";
import { decade } from "../../drawing/number-format.ts";
import { type Axis, curveChart, curveLegend, decadeTicks } from "../curves.ts";
import { stacked } from "../marks.ts";
import type { Table } from "../numbers.ts";
import type { FigureMaker, Seen } from "../seen.ts";
import { stepAxis } from "./loss.ts";
import { paperStroke } from "./score.ts";

export default {
  figure: (seen) => {
    const { text } = seen;
    const runs = runsOf(seen);
    const curves = runs.map(({ letter, title, history }, i) => ({
      name: `${letter} ${title}`,
      points: history.points.map(({ last, smooth }) => [last, smooth] as const),
      ...paperStroke(i),
    }));
    const points = curves.flatMap((curve) => curve.points);
    if (points.length === 0) return text.saving.noSteps;
    const decades = decadeTicks(points.map(([, loss]) => loss));
    const up: Axis = {
      name: text.lossTitle,
      low: decades[0]!,
      high: decades.at(-1)!,
      isLogarithmic: true,
      ticks: decades.map((at) => ({ at, label: decade(Math.round(Math.log10(at))) })),
    };
    const last = points.reduce((most, [step]) => Math.max(most, step), 0);
    const chart = curveChart(curves, stepAxis(last, text.captions.steps), up);
    return { ...stacked([chart, curveLegend(curves)], 8), reads: [text.captions.compareLosses] };
  },
  tables: (seen) => {
    const columns = ["letter", "first step", "last step", "mean", "smoothed"];
    const rows = runsOf(seen).flatMap(({ letter, history }) =>
      history.points.map(({ first, last, mean, smooth }) => [letter, first, last, mean, smooth]),
    );
    return rows.length > 0 ? [comparedTable(seen), { name: "loss", columns, rows }] : [];
  },
} satisfies FigureMaker;

const runsOf = ({ chosen }: Seen): readonly ComparedRun[] => chosen.compared?.runs ?? [];

/** Which letter is which run; the seed is that of all. */
export function comparedTable(seen: Seen): Table {
  const rows = runsOf(seen).map(({ letter, title, other, step }) => [letter, title, other, step]);
  return { name: "compared", columns: ["letter", "title", "compare", "step"], rows };
}

export function whoIsWho(seen: Seen): string {
  const { captions } = seen.text;
  return captions.whoIsWho(runsOf(seen).map(({ letter, title }) => captions.who(letter, title)));
}
