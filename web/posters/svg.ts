// A poster is a sheet of 320 × 180 without a ground of its own. Its colours are those of the page around,
// so that it fits both themes; numbers are rounded, for a poster is to be small.

export const sheet = { width: 320, height: 180 };

export const colours = {
  weight: "currentColor",
  truth: "var(--truth,#c2410c)",
  quiet: "var(--muted,#7b8498)",
};

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export function sheetOf(...parts: string[]): string {
  const { width, height } = sheet;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${parts.join("\n")}</svg>\n`;
}

const round = (value: number) => String(Math.round(value * 10) / 10);
const held = (amount: number) => Math.min(1, Math.max(0, amount || 0));

/** Of so many strengths is everything that has one; those alike share an element. */
const levels = 10;

function byLevel(amounts: readonly number[], shape: (index: number) => string): [number, string][] {
  const shapes = Array.from({ length: levels + 1 }, () => "");
  amounts.forEach((amount, i) => {
    shapes[Math.round(held(amount) * levels)] += shape(i);
  });
  return shapes.map((path, level) => [level / levels, path] as [number, string]).slice(1);
}

export interface Grid extends Box {
  columns: number;
  gap?: number;
  colour?: string;
}

export function cellOf(grid: Grid, rows: number, place: number): Box {
  const { columns, x, y, gap = 0 } = grid;
  const [width, height] = [grid.width / columns, grid.height / rows];
  return {
    x: x + (place % columns) * width + gap / 2,
    y: y + Math.floor(place / columns) * height + gap / 2,
    width: width - gap,
    height: height - gap,
  };
}

const square = ({ x, y, width, height }: Box) =>
  `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;

/** Amounts, 0 … 1, row by row: the more, the stronger the colour. */
export function cells(amounts: ArrayLike<number>, grid: Grid): string {
  const { colour = colours.weight, gap } = grid;
  const numbers = Array.from(amounts);
  const rows = numbers.length / grid.columns;
  // Cells without a gap would show seams: each is a little wider than it is.
  const shape = (i: number) => {
    const box = cellOf(grid, rows, i);
    return square(gap ? box : { ...box, width: box.width + 0.3, height: box.height + 0.3 });
  };
  // So that what is nothing is seen, too; of many small cells it need not be seen which is which.
  const ground = numbers.length > 70 ? square(grid) : numbers.map((_, i) => shape(i)).join("");
  return (
    (gap ? `<path fill="${colours.quiet}" opacity=".13" d="${ground}"/>` : "") +
    painted(byLevel(numbers, shape), colour)
  );
}

const painted = (layers: [number, string][], colour: string) =>
  layers
    .filter(([, path]) => path)
    .map(([level, path]) => `<path fill="${colour}" opacity="${level}" d="${path}"/>`)
    .join("");

/** Amounts of either sign, −1 … 1. */
export const signedCells = (amounts: readonly number[], grid: Grid): string =>
  cells(
    amounts.map((amount) => Math.max(0, amount)),
    grid,
  ) +
  painted(
    byLevel(
      amounts.map((amount) => Math.max(0, -amount)),
      (i) => square(cellOf(grid, amounts.length / grid.columns, i)),
    ),
    colours.truth,
  );

export function outlines(boxes: readonly Box[], colour = colours.truth, width = 1.5): string {
  if (boxes.length === 0) return "";
  return `<path fill="none" stroke="${colour}" stroke-width="${width}" d="${boxes.map(square).join("")}"/>`;
}

export interface Line {
  weight: number;
  path: string;
}

/** Wider and stronger, the larger the weight. */
export function lines(all: readonly Line[], widest = 3): string {
  const weights = all.map(({ weight }) => weight);
  return byLevel(weights, (i) => all[i]!.path)
    .filter(([, path]) => path)
    .map(([level, path]) => stroke(path, colours.weight, 0.4 + widest * level, level))
    .join("");
}

export const stroke = (path: string, colour: string, width: number, opacity = 1) =>
  `<path fill="none" stroke="${colour}" stroke-width="${round(width)}" stroke-linecap="round" stroke-linejoin="round" opacity="${opacity}" d="${path}"/>`;

/** From one point to another, leaving and arriving straight up or down. */
export function curve(x1: number, y1: number, x2: number, y2: number): string {
  const middle = round((y1 + y2) / 2);
  return `M${round(x1)} ${round(y1)}C${round(x1)} ${middle} ${round(x2)} ${middle} ${round(x2)} ${round(y2)}`;
}

/** An arch over a line of writing. */
export function arch(x1: number, x2: number, y: number, height: number): string {
  const top = round(y - height);
  return `M${round(x1)} ${round(y)}C${round(x1)} ${top} ${round(x2)} ${top} ${round(x2)} ${round(y)}`;
}

export const track = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");

interface Writing {
  size?: number;
  anchor?: "start" | "middle" | "end";
  colour?: string;
  bold?: boolean;
}

export function word(text: string, x: number, y: number, how: Writing = {}): string {
  const { size = 11, anchor = "middle", colour = colours.quiet, bold } = how;
  const weight = bold ? ' font-weight="650"' : "";
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" text-anchor="${anchor}" fill="${colour}"${weight}>${escaped(text)}</text>`;
}

const escaped = (text: string) =>
  text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]!);

/** About how wide a word is when it is written. */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + (letter > "⺀" ? 1 : 0.56), 0) * size;
