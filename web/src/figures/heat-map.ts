import { decimal } from "../drawing/number-format.ts";
import { alarm, inkOn, mix, weightColour } from "./colours.ts";
import { fitted, widthOf } from "./letters.ts";
import { type Figure, fontSize, type Mark, moved, muted, truth } from "./marks.ts";

/** A matrix of numbers as coloured cells with its labels; only `rows`, `columns` and `at` must be said. */
export interface HeatMap {
  rows: readonly string[];
  columns: readonly string[];
  at(row: number, column: number): number;
  colour?(value: number): string;
  /** Outlined: the right positions. */
  isMarked?(row: number, column: number): boolean;
  /** Never to be seen: crossed out, which is not the same as a zero. */
  isMasked?(row: number, column: number): boolean;
  /** How many decimals stand in a cell that has room for them; none if left out. */
  decimals?: number;
  /** In pixels; else as large as looks well. */
  cell?: { width: number; height: number };
  /** In words: what rows and columns are. */
  names?: { rows: string; columns: string };
  /** Above it. */
  title?: string;
}

/** With more cells a side they touch each other, and have no digits. */
const mostApart = 32;
const mostPrinted = 16;
const mostLabel = 130;
const smallest = 9;

export function heatMap(map: HeatMap): Figure {
  const { rows, columns, names, title } = map;
  const cell = map.cell ?? cellOf(Math.max(rows.length, columns.length));
  const size = Math.min(fontSize - 1, Math.max(smallest, cell.height - 3));
  const across = labelsAcross(columns, cell.width, size);
  const down = labelsDown(rows, cell.height, size);
  const left = (names ? fontSize + 8 : 0) + down.width;
  const top = (title ? fontSize + 10 : 0) + (names ? fontSize + 6 : 0) + across.height;
  const [width, height] = [columns.length * cell.width, rows.length * cell.height];
  const marks: Mark[] = [
    ...moved(across.marks, left, top),
    ...moved(down.marks, left, top),
    ...moved(cellsOf(map, cell), left, top),
  ];
  if (title) marks.push({ kind: "letters", x: left, y: fontSize, text: title, bold: true });
  if (names) {
    const said = { kind: "letters", fill: muted, size: fontSize - 1 } as const;
    const y = (title ? fontSize + 10 : 0) + fontSize;
    marks.push({ ...said, x: left, y, text: `${names.columns} →` });
    const text = `← ${names.rows}`;
    const end = Math.max(top + height, top + widthOf(text, fontSize - 1));
    marks.push({ ...said, x: fontSize, y: end, text, upright: true });
  }
  const words = Math.max(
    title ? widthOf(title) * 1.1 : 0,
    names ? widthOf(names.columns, fontSize - 1) + 2 * fontSize : 0,
  );
  const tall = names ? widthOf(`← ${names.rows}`, fontSize - 1) : 0;
  return {
    width: left + Math.max(width, words),
    height: top + Math.max(height, tall),
    marks,
    reads: [],
  };
}

function cellOf(side: number): { width: number; height: number } {
  const most = side <= 8 ? 46 : side <= mostPrinted ? 38 : Math.floor(640 / side);
  const width = Math.max(2, most);
  return { width, height: side <= mostPrinted ? Math.round(width * 0.8) : width };
}

function cellsOf(map: HeatMap, { width, height }: { width: number; height: number }): Mark[] {
  const { rows, columns, at, colour = weightColour, isMarked, isMasked, decimals } = map;
  const apart = Math.max(rows.length, columns.length) <= mostApart;
  const gap = apart ? 2 : 0;
  const every = rows.flatMap((_, row) => columns.map((_, column) => ({ row, column })));
  const fills = every.map(({ row, column }) =>
    isMasked?.(row, column) ? masked : colour(at(row, column)),
  );
  const box = ({ row, column }: { row: number; column: number }) => ({
    kind: "box" as const,
    x: column * width + gap / 2,
    y: row * height + gap / 2,
    width: width - gap,
    height: height - gap,
  });
  const marks: Mark[] = apart
    ? every.map((place, i) => ({ ...box(place), fill: fills[i]!, radius: 3 }))
    : [{ kind: "cells", x: 0, y: 0, width, height, columns: columns.length, fills }];
  const printed = decimals !== undefined && columns.length <= mostPrinted;
  every.forEach((place, i) => {
    const { row, column } = place;
    const cell = box(place);
    if (isMasked?.(row, column)) {
      // Crosses of thousands would be larger than all the rest.
      if (apart) marks.push(...crossed(cell));
    } else if (printed) marks.push(digits(at(row, column), decimals, cell, fills[i]!));
    if (isMarked?.(row, column)) {
      marks.push({ ...cell, stroke: truth, thickness: Math.min(2, width / 4), radius: gap + 1 });
    }
  });
  return marks;
}

/** A grey that no weight has. */
const masked = "#dcdcdc";

type Room = { x: number; y: number; width: number; height: number };

function digits(value: number, decimals: number, room: Room, fill: string): Mark {
  const text = decimal(value, decimals);
  const size = Math.min(12, (room.width - 4) / (widthOf(text, 1) || 1), room.height - 6);
  const [x, y] = [room.x + room.width / 2, room.y + room.height / 2 + size * 0.36];
  return { kind: "letters", x, y, text, size, fill: inkOn(fill), anchor: "middle" };
}

/** Grey beneath a stroke: nothing of a colour that would be a number. */
function crossed({ x, y, width, height }: Room): Mark[] {
  const points = [
    [x, y + height],
    [x + width, y],
  ] as const;
  return [
    { kind: "box", x, y, width, height, fill: masked },
    { kind: "line", points, stroke: "#a3acbf" },
  ];
}

/** Above the cells, standing on end where one is wider than its cell; of too many, some. */
function labelsAcross(labels: readonly string[], room: number, size: number) {
  const widest = Math.max(0, ...labels.map((label) => widthOf(label, size)));
  const upright = widest > room - 2;
  const every = upright ? Math.ceil((size + 1) / room) : 1;
  const height = upright ? Math.min(mostLabel, widest) + 8 : size + 6;
  const marks = labels.flatMap((label, i): Mark[] => {
    if (i % every !== 0) return [];
    const x = (i + 0.5) * room;
    const said = {
      kind: "letters",
      size,
      fill: muted,
      text: fitted(label, mostLabel, size),
    } as const;
    return upright
      ? [{ ...said, x: x + size * 0.36, y: -4, upright }]
      : [{ ...said, x, y: -5, anchor: "middle" }];
  });
  return { height, marks };
}

/** Left of the cells. */
function labelsDown(labels: readonly string[], room: number, size: number) {
  const every = Math.ceil((size + 1) / room);
  const widest = Math.max(0, ...labels.map((label) => widthOf(label, size)));
  const marks = labels.flatMap((label, i): Mark[] =>
    i % every !== 0
      ? []
      : [
          {
            kind: "letters",
            x: -6,
            y: (i + 0.5) * room + size * 0.36,
            size,
            fill: muted,
            anchor: "end",
            text: fitted(label, mostLabel, size),
          },
        ],
  );
  return { width: Math.min(mostLabel, widest) + 10, marks };
}

/** What the colours stand for: a ramp between two numbers. */
export function rampLegend(from: string, to: string, words: string, colours: Ramp): Figure {
  const size = fontSize - 1;
  const steps = 32;
  const x = widthOf(from, size) + 8;
  const width = 96;
  const fills = Array.from({ length: steps }, (_, i) => colours(i / (steps - 1)));
  const end = `${to} ${words}`;
  const said = { kind: "letters", y: size, size, fill: muted } as const;
  return {
    width: x + width + 8 + widthOf(end, size),
    height: size + 6,
    marks: [
      { ...said, x: 0, text: from },
      { kind: "cells", x, y: 2, width: width / steps, height: 11, columns: steps, fills },
      { ...said, x: x + width + 8, text: end },
    ],
    reads: [],
  };
}

type Ramp = (amount: number) => string;

/** From 0 to `most`, over a colour ramp of the weights. */
export const weightLegend = (words: string): Figure =>
  rampLegend("0", "1", words, (amount) => weightColour(amount));

export function markLegend(words: string, stroke = truth): Figure {
  return {
    width: 20 + widthOf(words, fontSize - 1),
    height: fontSize + 5,
    marks: [
      { kind: "box", x: 1, y: 1, width: 12, height: 12, stroke, thickness: 2, radius: 3 },
      { kind: "letters", x: 20, y: fontSize - 1, text: words, size: fontSize - 1, fill: muted },
    ],
    reads: [],
  };
}

export function maskLegend(words: string): Figure {
  return {
    width: 20 + widthOf(words, fontSize - 1),
    height: fontSize + 5,
    marks: [
      ...crossed({ x: 0, y: 1, width: 13, height: 13 }),
      { kind: "letters", x: 20, y: fontSize - 1, text: words, size: fontSize - 1, fill: muted },
    ],
    reads: [],
  };
}

/** For what is no number, where there is such a thing. */
export const brokenLegend = (words: string): Figure => markLegend(words, alarm);

export const fadedTo = (colour: string) => (amount: number) => mix("#ffffff", colour, amount);
