import { family } from "./letters.ts";
import { type Figure, fontSize, ink, type Mark } from "./marks.ts";

/** Browsers make no canvas of more pixels a side, and some none of more in all. */
const mostSide = 16_384;
const mostPixels = 64_000_000;

/**
 * The same marks on a canvas, at twice the size. An SVG is not painted through an image, since a page's
 * policy may forbid those that are made here.
 */
export async function pngOf(figure: Figure): Promise<Blob> {
  const { width, height, marks } = figure;
  const scale = Math.min(
    2,
    mostSide / Math.max(width, height),
    Math.sqrt(mostPixels / (width * height)),
  );
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d")!;
  context.scale(scale, scale);
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  for (const mark of marks) paint(context, mark);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("[png] the browser made no picture of it; SVG has no such limit");
  return blob;
}

function paint(context: CanvasRenderingContext2D, mark: Mark): void {
  switch (mark.kind) {
    case "box": {
      const { x, y, width, height, fill, stroke, thickness = 1, radius = 0 } = mark;
      context.beginPath();
      context.roundRect(x, y, width, height, radius);
      if (fill && fill !== "none") {
        context.fillStyle = fill;
        context.fill();
      }
      if (stroke) draw(context, stroke, thickness);
      return;
    }
    case "line":
      trace(context, mark.points);
      draw(context, mark.stroke, mark.thickness ?? 1, mark.dash);
      return;
    case "area":
      trace(context, mark.points);
      context.fillStyle = mark.fill;
      context.fill();
      return;
    case "letters": {
      const { x, y, text, size = fontSize, fill = ink, bold, anchor = "start", upright } = mark;
      context.save();
      context.translate(x, y);
      if (upright) context.rotate(-Math.PI / 2);
      context.font = `${bold ? "bold " : ""}${size}px ${family}`;
      context.textAlign = anchor === "middle" ? "center" : anchor;
      context.direction = "ltr";
      context.fillStyle = fill;
      context.fillText(text, 0, 0);
      context.restore();
      return;
    }
    case "cells":
      mark.fills.forEach((fill, i) => {
        const [row, column] = [Math.floor(i / mark.columns), i % mark.columns];
        context.fillStyle = fill;
        context.fillRect(
          mark.x + column * mark.width,
          mark.y + row * mark.height,
          mark.width,
          mark.height,
        );
      });
  }
}

function trace(context: CanvasRenderingContext2D, points: readonly (readonly [number, number])[]) {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
}

function draw(
  context: CanvasRenderingContext2D,
  stroke: string,
  thickness: number,
  dash: readonly number[] = [],
): void {
  context.strokeStyle = stroke;
  context.lineWidth = thickness;
  context.setLineDash([...dash]);
  context.stroke();
}
