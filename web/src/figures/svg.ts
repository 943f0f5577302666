import { family } from "./letters.ts";
import { type Cells, type Figure, fontSize, ink, type Letters, type Mark } from "./marks.ts";

/** A file of its own: text stays text, fonts are whatever there is, and nothing is referred to. */
export function svgOf({ width, height, marks }: Figure, title: string, words: string): string {
  const [w, h] = [number(width), number(height)];
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="${family}" font-size="${fontSize}" fill="${ink}">
<title>${escaped(title)}</title>
<desc>${escaped(words)}</desc>
<rect width="${w}" height="${h}" fill="#ffffff"/>
${marks.map(markup).join("\n")}
</svg>
`;
}

function markup(mark: Mark): string {
  switch (mark.kind) {
    case "box": {
      const { x, y, width, height, fill = "none", stroke, thickness, radius } = mark;
      const at = attributes({ x, y, width, height, rx: radius, fill, stroke });
      return `<rect${at}${attributes({ "stroke-width": thickness })}/>`;
    }
    case "line": {
      const { points, stroke, thickness = 1, dash = [] } = mark;
      const dashes = dash.length > 0 ? dash.join(" ") : undefined;
      const look = { stroke, "stroke-width": thickness, "stroke-dasharray": dashes };
      return `<polyline points="${pointsOf(points)}" fill="none"${attributes(look)}/>`;
    }
    case "area":
      return `<polygon points="${pointsOf(mark.points)}"${attributes({ fill: mark.fill })}/>`;
    case "letters":
      return letters(mark);
    case "cells":
      return cells(mark);
  }
}

function letters({ x, y, text, size, fill, bold, anchor = "start", upright }: Letters): string {
  const at = attributes({
    x,
    y,
    "font-size": size,
    fill,
    "font-weight": bold ? 700 : undefined,
    "text-anchor": anchor === "start" ? undefined : anchor,
    transform: upright ? `rotate(-90 ${number(x)} ${number(y)})` : undefined,
  });
  return `<text${at} xml:space="preserve">${escaped(text)}</text>`;
}

/** One path for all cells of a colour, and neighbours in a row as one piece. */
function cells({ x, y, width, height, columns, fills }: Cells): string {
  const paths = new Map<string, string>();
  for (let i = 0; i < fills.length; ) {
    const fill = fills[i]!;
    const rowEnd = (Math.floor(i / columns) + 1) * columns;
    let end = i + 1;
    while (end < rowEnd && fills[end] === fill) end++;
    const left = number(x + (i % columns) * width);
    const top = number(y + Math.floor(i / columns) * height);
    const right = number(x + (i % columns) * width + (end - i) * width);
    const piece = `M${left} ${top}H${right}v${number(height)}H${left}z`;
    paths.set(fill, (paths.get(fill) ?? "") + piece);
    i = end;
  }
  const parts = [...paths].map(([fill, d]) => `<path fill="${escaped(fill)}" d="${d}"/>`);
  return `<g shape-rendering="crispEdges">${parts.join("")}</g>`;
}

function attributes(given: Record<string, string | number | undefined>): string {
  return Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const said = typeof value === "number" ? number(value) : escaped(String(value));
      return ` ${name}="${said}"`;
    })
    .join("");
}

const pointsOf = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y]) => `${number(x)},${number(y)}`).join(" ");

/** A hundredth of a pixel is finer than any printer. */
const number = (value: number): string => String(Number(value.toFixed(2)));

/** Labels can be what somebody typed. What XML has no place for at all is shown as a replacement. */
export function escaped(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"']/g, (sign) => entities[sign]!);
}
