import type { Look } from "./look.ts";
import { rowsOf } from "./look.ts";
import {
  arch,
  type Box,
  cellOf,
  cells,
  colours,
  curve,
  type Grid,
  lines,
  outlines,
  sheet,
  stroke,
  track,
  widthOf,
  word,
} from "./svg.ts";

export type Motif = (look: Look) => string[];

const { width, height } = sheet;

/** The weights as a map, what is right outlined; named at its side where there is room. */
export function map({ weights, truth }: Look): string[] {
  const [rows, columns] = [weights.rows.length, weights.columns.length];
  const down = Math.min(156 / rows, 24);
  const named = down >= 9;
  const side = named ? 8 + Math.max(...weights.rows.map((label) => widthOf(label, 10))) : 0;
  // Cells are square, or high where there are many columns and few rows.
  const across = Math.min(down, (width - 24 - side) / columns);
  const grid: Grid = {
    columns,
    x: (width - across * columns + side) / 2,
    y: (height - down * rows) / 2,
    width: across * columns,
    height: down * rows,
    gap: across > 9 ? 2 : 0.8,
  };
  const label = (text: string, i: number) =>
    word(text, grid.x - 5, grid.y + (i + 0.5) * down + 3.5, { size: 10, anchor: "end" });
  return [
    cells(weights.values("mean"), grid),
    outlines(rightCells(truth, grid, rows)),
    ...(named ? weights.rows.map(label) : []),
  ];
}

function rightCells(truth: Look["truth"], grid: Grid, rows: number): Box[] {
  const right = truth ? rowsOf(truth) : [];
  return right.flatMap((share, i) => (share > 0 ? [cellOf(grid, rows, i)] : []));
}

/** Where the words of a line stand: each in the middle of what it takes. */
function spread(words: readonly string[], size: number): number[] {
  const widths = words.map((each) => widthOf(each, size));
  const gap = Math.min(22, (width - 28 - widths.reduce((a, b) => a + b, 0)) / (words.length - 1));
  const all = widths.reduce((a, b) => a + b, 0) + gap * (words.length - 1);
  let x = (width - all) / 2;
  return widths.map((each) => {
    const middle = x + each / 2;
    x += each + gap;
    return middle;
  });
}

/** What is read above, what is written beneath, and between them who looked at whom. */
export function links({ weights }: Look): string[] {
  const columns = weights.columns.filter((label) => label !== "");
  const [above, beneath] = [spread(columns, 15), spread(weights.rows, 12)];
  const all = weights.rows.flatMap((_, row) =>
    columns.map((_, column) => ({
      weight: weights.at("mean", row, column),
      path: curve(above[column]!, 42, beneath[row]!, 138),
    })),
  );
  return [
    lines(all.filter(({ weight }) => weight > 0.08)),
    ...columns.map((text, i) => word(text, above[i]!, 34, { size: 15 })),
    ...weights.rows.map((text, i) => word(text, beneath[i]!, 154, { size: 12 })),
  ];
}

/** One line of writing; from its end arches go to where each head looks, the heads one above the other. */
export function arches({ weights, truth }: Look): string[] {
  const { columns } = weights;
  const asking = weights.rows.length - 1;
  const size = Math.min(13, (13 * (width - 40)) / widthOf(columns.join(" "), 13));
  const places = spread(columns, size);
  const y = 140;
  const all = columns.flatMap((_, column) =>
    Array.from({ length: weights.heads }, (_, head) => ({
      weight: column === asking ? 0 : weights.at(head, asking, column) * 0.9,
      path: arch(places[asking]!, places[column]!, y, 30 + (asking - column) * 14 + head * 14),
    })),
  );
  const isRight = (column: number) => (truth?.at("mean", asking, column) ?? 0) > 0;
  return [
    lines(all, 3),
    ...columns.map((text, i) =>
      word(text, places[i]!, y + 16, {
        size: Math.round(size * 10) / 10,
        bold: i === asking || isRight(i),
        ...(isRight(i) ? { colour: colours.truth } : {}),
      }),
    ),
  ];
}

/** A small map of each head. */
export function heads({ weights, truth }: Look): string[] {
  const [rows, columns] = [weights.rows.length, weights.columns.length];
  const across = Math.ceil(Math.sqrt(weights.heads));
  const down = Math.ceil(weights.heads / across);
  const shape = Math.max(rows, columns);
  const size = Math.min(
    (width - 24) / across - 10,
    (((height - 16) / down - 10) * shape) / Math.max(1, rows),
  );
  return Array.from({ length: weights.heads }, (_, head) => {
    const [column, line] = [head % across, Math.floor(head / across)];
    const high = (size * rows) / shape;
    const grid: Grid = {
      columns,
      x: width / 2 + (column - across / 2) * (size + 10) + 5,
      y: height / 2 + (line - down / 2) * (high + 10) + 5,
      width: (size * columns) / shape,
      height: high,
      gap: 0.8,
    };
    return (
      cells(weights.values(head), grid) +
      outlines(rightCells(truth, grid, rows), colours.truth, 0.9)
    );
  });
}

/** A picture, strokes in the colour of writing. */
export function picture(look: Look, box: Box): string {
  const { shape, data } = look.tensor("input");
  const columns = shape.at(-1)!;
  const numbers = Array.from(data.subarray(0, columns * shape.at(-2)!));
  const high = Math.max(...numbers);
  // What is fainter than that is noise, and would only make the file large.
  const clear = numbers.map((value) => (value / high > 0.3 ? value / high : 0));
  return cells(clear, { ...box, columns, colour: colours.quiet });
}

/** A picture as it is, and again beneath the weights that were laid on it. */
export function veil(look: Look): string[] {
  const { weights, truth, lesson } = look;
  const columns = Number(lesson.views[0]!.options!.columns);
  const rows = Number(lesson.views[0]!.options!.rows);
  const [left, right] = [10, 166].map((x) => ({ x, y: 18, width: 144, height: 144 }));
  const row = rowsOf(weights, 0, 1);
  const most = Math.max(...row);
  const grid = { ...right!, columns };
  const touched = rowsOf(truth!, 0, 1).flatMap((share, i) =>
    share > 0 ? [cellOf(grid, rows, i)] : [],
  );
  return [
    picture(look, left!),
    picture(look, right!),
    cells(
      row.map((weight) => (weight / most) * 0.85),
      grid,
    ),
    outlines([around(touched)]),
  ];
}

/** The smallest box that holds them all. */
function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

/** Curves over the same steps: each from its first value down, on one logarithmic scale. */
export function falling(series: readonly Float32Array[], accents: number): string[] {
  const smooth = series.map((losses) => smoothed(losses, 40));
  const all = smooth.flat().map(Math.log);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return smooth.map((values, i) => {
    const points = values.map(
      (value, t) =>
        [
          16 + (288 * t) / (values.length - 1),
          20 + (140 * (high - Math.log(value))) / (high - low),
        ] as const,
    );
    const colour = i < accents ? colours.weight : colours.quiet;
    return stroke(track(points), colour, i === 0 ? 3 : 1.8, i === 0 ? 1 : 0.65);
  });
}

/** So many means of as many neighbours. */
function smoothed(values: Float32Array, count: number): number[] {
  const size = Math.floor(values.length / count);
  return Array.from({ length: count }, (_, i) => {
    const part = values.subarray(i * size, (i + 1) * size);
    return part.reduce((a, b) => a + b, 0) / part.length;
  });
}
