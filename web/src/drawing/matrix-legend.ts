import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Text } from "../text/text.ts";
import { decimal } from "./number-format.ts";

interface Shown {
  /** Of signed numbers, what full colour stands for; weights have none. */
  limit: number | undefined;
  hasTruth: boolean;
  hasHidden: boolean;
}

export function matrixLegend(text: Text, { limit, hasTruth, hasHidden }: Shown): TemplateResult {
  const ramp =
    limit === undefined
      ? html`<span class="ramp"><span>0</span><i></i><span>1</span> ${text.weightLegend}</span>`
      : html`<span class="ramp signed"
          ><span>${decimal(-limit, 1)}</span><i></i><span>${decimal(limit, 1)}</span> ${text.scoreLegend}</span
        >`;
  return html`<div class="legend">
    ${ramp}
    ${hasTruth ? html`<span class="key"><i></i>${text.truthLegend}</span>` : nothing}
    ${hasHidden ? html`<span class="masked"><i></i>${text.hidden.legend}</span>` : nothing}
  </div>`;
}

/** Weights, or the scores that they were made of. */
export function shownSelect(
  text: Text,
  showsScores: boolean,
  show: (showsScores: boolean) => void,
): TemplateResult {
  const shown = showsScores ? "scores" : "weights";
  const chose = (event: Event) => show((event.target as HTMLSelectElement).value === "scores");
  return html`<label class="head-select">
    ${text.shows}
    <select class="shows" .value=${live(shown)} @change=${chose}>
      <option value="weights" ?selected=${!showsScores}>${text.showsWeights}</option>
      <option value="scores" ?selected=${showsScores}>${text.showsScores}</option>
    </select>
  </label>`;
}
