import { html, nothing, type TemplateResult } from "lit";
import { engineSpan } from "../text/engine-words.ts";
import type { Text } from "../text/text.ts";

export interface Notice {
  kind: keyof Text["failures"];
  /** Asked anew whenever it is shown: the language may be another one by then. */
  detail: (text: Text) => string;
  /** The engine says it, in its own words. */
  isEngines: boolean;
}

/** What cannot be different the second time is not offered a second time. */
const transient = ["worker", "missing", "corrupt"];
/** After these there are still pictures to look at. */
const harmless = ["engine", "diverged", "picture"];

export const hidesPictures = ({ kind }: Notice): boolean => !harmless.includes(kind);

/** What happened, what to do, and what the machine says of it. */
export function notice(
  text: Text,
  { kind, detail, isEngines }: Notice,
  retry: () => void,
): TemplateResult {
  const { what, remedy } = text.failures[kind];
  const words = detail(text);
  return html`<div class="notice on-all ${kind}" role="alert">
    <h2>${what}</h2>
    <p>${remedy}</p>
    ${words ? html`<p class="detail"><span>${text.detail}</span> <code>${isEngines ? engineSpan(text, words) : words}</code></p>` : nothing}
    ${transient.includes(kind) ? html`<button class="retry" @click=${retry}>${text.tryAgain}</button>` : nothing}
  </div>`;
}
