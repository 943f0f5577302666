import { html, type TemplateResult } from "lit";
import { curveStroke } from "./score-chart.ts";

/** A piece of the i-th curve, to stand before its name. */
export function swatch(i: number): TemplateResult {
  const { colour, dash } = curveStroke(i);
  return html`<svg width="24" height="8" aria-hidden="true">
    <line
      x1="0"
      y1="4"
      x2="24"
      y2="4"
      stroke=${colour}
      stroke-width="2.5"
      stroke-dasharray=${dash.join(" ")}
    ></line>
  </svg>`;
}
