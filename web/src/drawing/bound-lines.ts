import type uPlot from "uplot";

/** A value that a curve is to be compared with. */
export interface Bound {
  value: number;
  label: string;
  /** Where the curves leave room for the label. */
  side: "left" | "right";
}

/** Faint lines across a chart, each with its label. */
export const boundLines =
  (bounds: () => readonly Bound[], mix: (colour: string) => string) =>
  (chart: uPlot): void => {
    const { ctx, bbox } = chart;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.font = `${11 * ratio}px ui-sans-serif, system-ui, sans-serif`;
    for (const { value, label, side } of bounds()) {
      const y = Math.round(chart.valToPos(value, "y", true)) + 0.5;
      if (!(y >= bbox.top && y <= bbox.top + bbox.height)) continue;
      ctx.strokeStyle = mix("color-mix(in srgb, var(--muted) 60%, transparent)");
      ctx.lineWidth = ratio;
      ctx.setLineDash([3 * ratio, 3 * ratio]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      const isHigh = y < bbox.top + bbox.height / 2;
      ctx.textAlign = side;
      ctx.textBaseline = isHigh ? "top" : "bottom";
      const x = side === "left" ? bbox.left + 4 * ratio : bbox.left + bbox.width - 4 * ratio;
      // A curve that runs beneath it stops short of the letters.
      const { width } = ctx.measureText(label);
      ctx.fillStyle = mix("var(--surface)");
      ctx.fillRect(
        (side === "left" ? x : x - width) - 3 * ratio,
        isHigh ? y + ratio : y - 17 * ratio,
        width + 6 * ratio,
        16 * ratio,
      );
      ctx.fillStyle = mix("var(--muted)");
      ctx.fillText(label, x, y + (isHigh ? 3 : -3) * ratio);
    }
    ctx.restore();
  };
