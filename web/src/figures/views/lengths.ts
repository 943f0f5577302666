import { lengthsOf, shareOf } from "../../drawing/length-log.ts";
import { count, percent } from "../../drawing/number-format.ts";
import { type Axis, type Curve, curveChart, curveLegend, roundTicks } from "../curves.ts";
import { stacked } from "../marks.ts";
import type { FigureMaker, Seen } from "../seen.ts";
import { paperStroke } from "./score.ts";

export default {
  figure: (seen) => {
    const { picture, text } = seen;
    const lengths = lengthsOf(picture.lengths.curves);
    if (lengths.length === 0) return text.saving.notCounted;
    const curves = curvesOf(seen);
    const across: Axis = {
      name: text.lengths.length,
      low: lengths[0]!,
      high: Math.max(lengths.at(-1)!, lengths[0]! + 1),
      ticks: lengths.map((at) => ({ at, label: count(at) })),
    };
    const ticks = roundTicks(1).map((at) => ({ at, label: percent(at) }));
    const up: Axis = { name: text.measures.whole.name, low: 0, high: 1, ticks };
    const chart = curveChart(curves, across, up);
    return { ...stacked([chart, curveLegend(curves)], 8), reads: [text.captions.lengths] };
  },
  tables: ({ picture }) => {
    const rows = picture.lengths.curves.flatMap(({ variant, counted: { step, shares } }) =>
      shares.map(({ length, whole, samples }) => [variant, step, length, whole, samples]),
    );
    const columns = ["variant", "step", "length", "whole", "samples"];
    const words = picture.lengths.curves.flatMap(({ variant, counted: { step, words } }) =>
      words ? [[variant, step, words.wrong, words.said]] : [],
    );
    return [
      { name: "wholly right by length", columns, rows },
      { name: "words", columns: ["variant", "step", "wrong", "words"], rows: words },
    ].filter((table) => table.rows.length > 0);
  },
} satisfies FigureMaker;

function curvesOf({ picture, text, language }: Seen): Curve[] {
  return picture.lengths.curves.map(({ variant, counted }) => {
    const title = picture.variants.find(({ name }) => name === variant)?.title[language];
    const place = picture.scores.findIndex((curve) => curve.variant === variant);
    return {
      name: text.lengths.at(title ?? text.scoreRun, count(counted.step)),
      points: counted.shares.map((share) => [share.length, shareOf(share)] as const),
      ...paperStroke(Math.max(0, place)),
    };
  });
}
