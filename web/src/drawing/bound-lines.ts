import type uPlot from "uplot";

/** A value that a curve is to be compared with. */
export interface Bound {
  value: number;
  label: string;
  /** Where the curves leave room for the label. */
  side: "left" | "right";
  /** On which side of the line they are to be the least. */
  beyond: "above" | "below";
}

/** In pixels of the page: what the letters take, with what stands around them. */
const labelHeight = 16;

/** Faint lines across a chart, each with its label. */
export const boundLines =
  (bounds: () => readonly Bound[], mix: (colour: string) => string) =>
  (chart: uPlot): void => {
    const { ctx, bbox } = chart;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.font = `${11 * ratio}px ui-sans-serif, system-ui, sans-serif`;
    for (const { value, label, side, beyond } of bounds()) {
      const y = Math.round(chart.valToPos(value, "y", true)) + 0.5;
      if (!(y >= bbox.top && y <= bbox.top + bbox.height)) continue;
      ctx.strokeStyle = mix("color-mix(in srgb, var(--muted) 60%, transparent)");
      ctx.lineWidth = ratio;
      ctx.setLineDash([3 * ratio, 3 * ratio]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      const height = labelHeight * ratio;
      const hasRoom = {
        above: y - height > bbox.top,
        below: y + height < bbox.top + bbox.height,
      };
      const isAbove = hasRoom[beyond] === (beyond === "above");
      ctx.textAlign = side;
      ctx.textBaseline = "middle";
      const x = side === "left" ? bbox.left + 4 * ratio : bbox.left + bbox.width - 4 * ratio;
      const middle = y + (isAbove ? -1 : 1) * (height / 2 + ratio);
      // A curve that runs beneath it stops short of the letters.
      const { width } = ctx.measureText(label);
      ctx.fillStyle = mix("var(--surface)");
      ctx.fillRect(
        (side === "left" ? x : x - width) - 3 * ratio,
        middle - height / 2,
        width + 6 * ratio,
        height,
      );
      ctx.fillStyle = mix("var(--muted)");
      ctx.fillText(label, x, middle);
    }
    ctx.restore();
  };
