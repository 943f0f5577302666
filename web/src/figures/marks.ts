/** What a figure is made of: few enough kinds that an SVG and a canvas can both draw them exactly alike. */
export type Mark = Box | Line | Area | Letters | Cells;

export interface Box {
  kind: "box";
  x: number;
  y: number;
  width: number;
  height: number;
  fill?: string;
  stroke?: string;
  thickness?: number;
  radius?: number;
}

export interface Line {
  kind: "line";
  points: readonly Point[];
  stroke: string;
  thickness?: number;
  dash?: readonly number[];
}

/** Closed and filled. */
export interface Area {
  kind: "area";
  points: readonly Point[];
  fill: string;
}

export interface Letters {
  kind: "letters";
  x: number;
  /** Of the line that they stand on. */
  y: number;
  text: string;
  size?: number;
  fill?: string;
  bold?: boolean;
  anchor?: "start" | "middle" | "end";
  /** Read from the bottom to the top. */
  upright?: boolean;
}

/** Small boxes without a space between them, row by row: thousands, so they have a kind of their own. */
export interface Cells {
  kind: "cells";
  x: number;
  y: number;
  width: number;
  height: number;
  columns: number;
  fills: readonly string[];
}

export type Point = readonly [x: number, y: number];

/** Marks that fill a box from (0, 0) on, and in words what is seen. */
export interface Figure {
  width: number;
  height: number;
  marks: readonly Mark[];
  /** What rows, columns, curves are: sentences for the caption. */
  reads: readonly string[];
}

export const ink = "#1c2333";
export const muted = "#5a6376";
export const line = "#dfe3ea";
export const accent = "#1f56c9";
export const truth = "#d9480f";
export const fontSize = 14;

/** The same marks elsewhere. */
export function moved(marks: readonly Mark[], dx: number, dy: number): Mark[] {
  return marks.map((mark) =>
    "points" in mark
      ? { ...mark, points: mark.points.map(([x, y]): Point => [x + dx, y + dy]) }
      : { ...mark, x: mark.x + dx, y: mark.y + dy },
  );
}

/** One beneath the other. */
export function stacked(figures: readonly Figure[], gap = 24): Figure {
  let y = 0;
  const marks = figures.flatMap((figure) => {
    const placed = moved(figure.marks, 0, y);
    y += figure.height + gap;
    return placed;
  });
  return {
    width: Math.max(0, ...figures.map(({ width }) => width)),
    height: Math.max(0, y - gap),
    marks,
    reads: figures.flatMap(({ reads }) => reads),
  };
}

/** One beside the other, in as many rows as it takes. */
export function gathered(figures: readonly Figure[], widest: number, gap = 20): Figure {
  const rows: Figure[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const figure of figures) {
    if (used + figure.width > widest) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)!.push(figure);
    used += figure.width + gap;
  }
  return stacked(
    rows.map((row) => beside(row, gap)),
    gap,
  );
}

function beside(figures: readonly Figure[], gap: number): Figure {
  let x = 0;
  const marks = figures.flatMap((figure) => {
    const placed = moved(figure.marks, x, 0);
    x += figure.width + gap;
    return placed;
  });
  return {
    width: Math.max(0, x - gap),
    height: Math.max(0, ...figures.map(({ height }) => height)),
    marks,
    reads: figures.flatMap(({ reads }) => reads),
  };
}
