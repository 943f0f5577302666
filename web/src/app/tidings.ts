import { html, nothing, type TemplateResult } from "lit";
import { count } from "../drawing/number-format.ts";
import { engineSpan } from "../text/engine-words.ts";
import type { Text } from "../text/text.ts";
import type { Tidings } from "./arrival.ts";
import type { Fault } from "./link.ts";

/** Says what became of the address that somebody came by; always there, so that a change of it is spoken. */
export function tidings(text: Text, told: Tidings | undefined, close: () => void): TemplateResult {
  return html`<div class="tidings ${told?.kind ?? ""}" role="status">
    ${
      told
        ? html`<p>${words(text, told)}</p>
            <button aria-label=${text.arrival.close} title=${text.arrival.close} @click=${close}>✕</button>`
        : nothing
    }
  </div>`;
}

function words(text: Text, told: Tidings): TemplateResult | string {
  const { arrival } = text;
  switch (told.kind) {
    case "fault":
      return `${faulty(text, told.fault)}${told.fault.kind === "lesson" ? arrival.firstInstead : arrival.instead}`;
    case "refused":
      return html`${arrival.refused} ${engineSpan(text, told.sentence)} ${arrival.instead}`;
    case "nowhere":
      return told.sentence;
    case "stopped":
      return arrival.stopped(count(told.step), count(told.at));
    case "failed":
      return html`${arrival.failed(count(told.step))} ${engineSpan(text, told.sentence)}`;
    default:
      return arrival[told.kind](count(told.step));
  }
}

const faulty = (text: Text, { kind, given }: Fault) => text.arrival.fault[kind](legible(given));

/** Somebody may have put anything into an address: it is quoted, short, and without what cannot be seen. */
function legible(given: string): string {
  const seen = given
    .slice(0, 200)
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .trim();
  return seen.length > 40 ? `${seen.slice(0, 40)}…` : seen;
}
