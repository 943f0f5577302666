import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { type NoDifference, sizeOf } from "../drawing/difference.ts";
import type { WeightTable } from "../drawing/weight-table.ts";
import type { Text } from "../text/text.ts";
import { letterOf } from "./contender-letter.ts";

/** Whose weights, less whose. */
export type Pair = readonly [number, number];

export function pairChoice(
  text: Text,
  count: number,
  [of, minus]: Pair,
  choose: (pair: Pair) => void,
): TemplateResult {
  const words = text.compare;
  const select = (label: string, chosen: number, chose: (i: number) => void) => html`<select
    aria-label=${label}
    .value=${live(String(chosen))}
    @change=${(event: Event) => chose(Number((event.target as HTMLSelectElement).value))}
  >
    ${Array.from(
      { length: count },
      (_, i) => html`<option value=${i} ?selected=${i === chosen}>${letterOf(i)}</option>`,
    )}
  </select>`;
  return html`<figcaption class="pair">
    ${words.difference}
    <span>
      ${select(words.differenceOf, of, (i) => choose([i, minus]))} −
      ${select(words.differenceMinus, minus, (i) => choose([of, i]))}
    </span>
  </figcaption>`;
}

export function whyNoDifference(
  text: Text,
  [of, minus]: Pair,
  why: NoDifference,
  tableOf: (i: number) => WeightTable | undefined,
): string {
  const words = text.compare;
  if (of === minus) return words.needsTwo;
  if (why === "samples") return words.otherSamples;
  if (why === "missing") return words.noDifference;
  return words.otherSizes(sizeOf(tableOf(of)!), sizeOf(tableOf(minus)!));
}
