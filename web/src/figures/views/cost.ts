import { count, decade, significant } from "../../drawing/number-format.ts";
import { type Axis, type Curve, curveChart, curveLegend, decadeTicks } from "../curves.ts";
import { stacked } from "../marks.ts";
import type { FigureMaker, Seen } from "../seen.ts";
import { paperStroke } from "./score.ts";

export default {
  figure: (seen) => {
    const { text } = seen;
    const measured = timesOf(seen);
    const curves = measured.map(({ title, times }, i): Curve => {
      const last = times.at(-1);
      const known = last ? `: ${text.costTime(significant(last[1], 2))} (${last[0]})` : "";
      return { name: `${title}${known}`, points: times, ...paperStroke(i) };
    });
    const points = curves.flatMap((curve) => curve.points);
    if (points.length === 0) return text.saving.notMeasured;
    const lengths = lengthsOf(seen);
    const across: Axis = {
      name: text.costLength,
      low: Math.min(...lengths),
      high: Math.max(...lengths, Math.min(...lengths) + 1),
      isLogarithmic: true,
      ticks: lengths.map((at) => ({ at, label: count(at) })),
    };
    const decades = decadeTicks(points.map(([, value]) => value));
    const up: Axis = {
      name: text.costTime("").trim(),
      low: decades[0]!,
      high: decades.at(-1)!,
      isLogarithmic: true,
      ticks: decades.map((at) => ({ at, label: decade(Math.round(Math.log10(at))) })),
    };
    const chart = curveChart(curves, across, up);
    return { ...stacked([chart, curveLegend(curves)], 8), reads: [text.captions.cost] };
  },
  tables: (seen) => {
    const rows = timesOf(seen).flatMap(({ name, times }) =>
      times.map(([length, milliseconds]) => [name, length, milliseconds]),
    );
    const columns = ["variant", "length", "milliseconds"];
    return rows.length > 0 ? [{ name: "cost of a step", columns, rows }] : [];
  },
} satisfies FigureMaker;

const lengthsOf = ({ options }: Seen): number[] => (options.lengths ?? "").split(" ").map(Number);

/** Of each variant the lengths that it could do, with the milliseconds; as the view asked for them. */
function timesOf(seen: Seen) {
  const { picture, chosen, language } = seen;
  const lengths = lengthsOf(seen);
  const compared = picture.variants.filter(({ config }) => config.settings?.length === undefined);
  return compared.map(({ name, title }, v) => ({
    name,
    title: title[language],
    times: lengths.flatMap((length, i) => {
      const milliseconds = chosen.timings?.[v * lengths.length + i]?.milliseconds;
      return milliseconds !== undefined && Number.isFinite(milliseconds)
        ? [[length, milliseconds] as const]
        : [];
    }),
  }));
}
