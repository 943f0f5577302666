import { count, decade } from "../../drawing/number-format.ts";
import { entropyTicks, type Reading, readings, told } from "../../drawing/saturation-axes.ts";
import { type Axis, type Curve, curveChart, curveLegend, decadeTicks } from "../curves.ts";
import { stacked } from "../marks.ts";
import type { FigureMaker, Seen } from "../seen.ts";
import { paperStroke } from "./score.ts";

export default {
  figure: (seen) => {
    const { text } = seen;
    if (foundIn(seen).length === 0) return text.saving.notMeasured;
    const charts = readings.map((reading) =>
      curveChart(curvesOf(seen, reading), across(seen), up(seen, reading)),
    );
    const figure = stacked([...charts, curveLegend(curvesOf(seen, "entropy"))], 8);
    return { ...figure, reads: [text.captions.saturation] };
  },
  tables: (seen) => {
    const rows = foundIn(seen).map(({ attention, width, entropy, gradient }) => [
      attention,
      width,
      entropy,
      gradient,
    ]);
    const columns = ["attention", "width", "entropy", "gradient"];
    return rows.length > 0 ? [{ name: "random looks", columns, rows }] : [];
  },
} satisfies FigureMaker;

const foundIn = ({ chosen }: Seen) => chosen.saturations ?? [];

function curvesOf(seen: Seen, reading: Reading): Curve[] {
  const names = [...new Set(foundIn(seen).map(({ attention }) => attention))];
  return names.map((name, i) => ({
    name: titleOf(seen, name),
    points: foundIn(seen)
      .filter(({ attention }) => attention === name)
      .map((each) => [each.width, told(reading, each)] as const),
    ...paperStroke(i),
  }));
}

const titleOf = ({ picture, language }: Seen, name: string): string =>
  picture.variants.find((variant) => variant.name === name)?.title[language] ?? name;

function across(seen: Seen): Axis {
  const widths = [...new Set(foundIn(seen).map(({ width }) => width))];
  return {
    name: seen.text.saturation.width,
    low: Math.min(...widths),
    high: Math.max(...widths, Math.min(...widths) + 1),
    isLogarithmic: true,
    ticks: widths.map((at) => ({ at, label: count(at) })),
  };
}

function up(seen: Seen, reading: Reading): Axis {
  const name = seen.text.saturation[reading];
  const isEntropy = reading === "entropy";
  const ticks = isEntropy
    ? entropyTicks
    : decadeTicks(foundIn(seen).map((each) => told(reading, each)));
  return {
    name,
    low: ticks[0]!,
    high: ticks.at(-1)!,
    isLogarithmic: !isEntropy,
    ticks: ticks.map((at) => ({
      at,
      label: isEntropy ? String(at) : decade(Math.round(Math.log10(at))),
    })),
  };
}
