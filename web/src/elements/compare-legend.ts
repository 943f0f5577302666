import { html, nothing, type TemplateResult } from "lit";
import type { Difference, NoDifference } from "../drawing/difference.ts";
import { significant } from "../drawing/number-format.ts";
import type { Text } from "../text/text.ts";
import type { Pair } from "./compare-pair.ts";
import { letterOf } from "./contender-letter.ts";

/** What the colours of weights and of their difference mean: two scales, as they are of two kinds. */
export function compareLegend(
  text: Text,
  [of, minus]: Pair,
  difference: Difference | NoDifference,
  hasTruth: boolean,
): TemplateResult {
  const words = text.compare;
  const limit = typeof difference === "object" ? significant(difference.limit, 1) : undefined;
  const signed = html`<span>
    ${words.more(letterOf(minus))} −${limit} <i class="signed"></i> ${limit} ${words.more(letterOf(of))}
  </span>`;
  return html`<div class="legend">
    <span>0 <i></i> 1 ${text.weightLegend}</span>
    ${limit ? signed : nothing}
    ${hasTruth ? html`<span><i class="right"></i>${text.truthLegend}</span>` : nothing}
  </div>`;
}
