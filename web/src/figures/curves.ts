import { fitted, widthOf } from "./letters.ts";
import { type Figure, fontSize, line, type Mark, muted, type Point } from "./marks.ts";

export interface Curve {
  name: string;
  points: readonly Point[];
  stroke: string;
  dash?: readonly number[];
  /** Fainter, and not in the legend: a band that the curve runs through. */
  band?: readonly (readonly [x: number, low: number, high: number])[];
}

/** One axis: where a value is, as a share of the way, and what is written at it. */
export interface Axis {
  name: string;
  low: number;
  high: number;
  ticks: readonly { at: number; label: string }[];
  isLogarithmic?: boolean;
}

const plot = { width: 520, height: 260 };
const size = fontSize - 1;

export function curveChart(curves: readonly Curve[], across: Axis, up: Axis): Figure {
  const left = Math.max(0, ...up.ticks.map(({ label }) => widthOf(label, size))) + fontSize + 20;
  const x = (value: number) => left + share(across, value) * plot.width;
  const y = (value: number) => 6 + (1 - share(up, value)) * plot.height;
  const bottom = 6 + plot.height;
  const said = { kind: "letters", size, fill: muted } as const;
  const marks: Mark[] = [
    ...up.ticks.flatMap(({ at, label }): Mark[] => [
      {
        kind: "line",
        points: [
          [left, y(at)],
          [left + plot.width, y(at)],
        ],
        stroke: line,
      },
      { ...said, x: left - 6, y: y(at) + size * 0.36, text: label, anchor: "end" },
    ]),
    ...across.ticks.flatMap(({ at, label }): Mark[] => [
      {
        kind: "line",
        points: [
          [x(at), 6],
          [x(at), bottom],
        ],
        stroke: line,
      },
      { ...said, x: x(at), y: bottom + size + 5, text: label, anchor: "middle" },
    ]),
    { ...said, x: left + plot.width, y: bottom + 2 * size + 10, text: across.name, anchor: "end" },
    { ...said, x: size, y: 6 + plot.height, text: up.name, upright: true },
    ...curves.flatMap(({ band = [] }) => bandOf(band, x, y)),
    ...curves.flatMap(({ points, stroke, dash = [] }) =>
      unbroken(points, up).map((part): Mark => {
        const placed = part.map(([a, b]): Point => [x(a), y(b)]);
        return { kind: "line", points: placed, stroke, thickness: 2, dash };
      }),
    ),
  ];
  return { width: left + plot.width + 14, height: bottom + 2 * size + 14, marks, reads: [] };
}

const share = ({ low, high, isLogarithmic }: Axis, value: number): number =>
  isLogarithmic
    ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
    : (value - low) / (high - low);

/** What cannot be drawn leaves a gap: what is no number, and on a logarithmic axis what is not above 0. */
function unbroken(points: readonly Point[], up: Axis): Point[][] {
  const parts: Point[][] = [[]];
  for (const point of points) {
    const isDrawable = Number.isFinite(point[1]) && (!up.isLogarithmic || point[1] > 0);
    if (isDrawable) parts.at(-1)!.push(point);
    else if (parts.at(-1)!.length > 0) parts.push([]);
  }
  return parts.filter((part) => part.length > 0);
}

function bandOf(
  band: NonNullable<Curve["band"]>,
  x: (value: number) => number,
  y: (value: number) => number,
): Mark[] {
  const drawable = band.filter(([, low, high]) => low > 0 && high < Number.POSITIVE_INFINITY);
  if (drawable.length < 2) return [];
  const above = drawable.map(([at, , high]): Point => [x(at), y(high)]);
  const below = drawable.map(([at, low]): Point => [x(at), y(low)]).reverse();
  return [
    { kind: "area", points: [...above, ...below], fill: "#dbe4f7" },
    // Where a point is a single step, its band has no width.
    { kind: "line", points: above, stroke: "#bccbee" },
    { kind: "line", points: below, stroke: "#bccbee" },
  ];
}

/** A line of each kind with its name, one beneath the other. */
export function curveLegend(curves: readonly Pick<Curve, "name" | "stroke" | "dash">[]): Figure {
  const room = plot.width;
  const rowHeight = fontSize + 6;
  return {
    width: Math.min(room, 40 + Math.max(0, ...curves.map(({ name }) => widthOf(name, size)))),
    height: curves.length * rowHeight,
    marks: curves.flatMap(({ name, stroke, dash = [] }, i): Mark[] => {
      const y = i * rowHeight + 8;
      const points = [
        [0, y],
        [30, y],
      ] as const;
      return [
        { kind: "line", points, stroke, thickness: 2.5, dash },
        { kind: "letters", x: 38, y: y + 5, size, text: fitted(name, room - 40, size) },
      ];
    }),
    reads: [],
  };
}

/** Round numbers from 0 to at least `most`, about five of them. */
export function roundTicks(most: number): number[] {
  const rough = Math.max(most, 1e-12) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((each) => each >= rough)!;
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => i * step);
}

/** The powers of ten around some values, thinned out where they are many. */
export function decadeTicks(values: readonly number[]): number[] {
  const drawable = values.filter((value) => value > 0 && value < Number.POSITIVE_INFINITY);
  if (drawable.length === 0) return [0.01, 0.1, 1, 10];
  const low = Math.floor(Math.log10(drawable.reduce((a, b) => Math.min(a, b))));
  const high = Math.ceil(Math.log10(drawable.reduce((a, b) => Math.max(a, b)) * 1.0001));
  const last = Math.max(high, low + 1);
  const stride = Math.ceil((last - low) / 6);
  const count = Math.ceil((last - low) / stride) + 1;
  return Array.from({ length: count }, (_, i) => 10 ** (low + i * stride));
}
