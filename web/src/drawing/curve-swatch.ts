import { html } from "lit";
import { curveStroke } from "./score-chart.ts";

/** What a curve looks like, beside its name. */
export function swatch(i: number) {
  const { colour, dash } = curveStroke(i);
  return html`<svg width="24" height="8" aria-hidden="true">
    <line x1="0" y1="4" x2="24" y2="4" stroke=${colour} stroke-dasharray=${dash.join(" ")}></line>
  </svg>`;
}
