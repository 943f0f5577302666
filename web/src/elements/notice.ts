import { html, nothing, type TemplateResult } from "lit";
import type { Text } from "../text/text.ts";

export interface Notice {
  kind: keyof Text["failures"];
  /** Asked anew whenever it is shown: the language may be another one by then. */
  detail: (text: Text) => string;
}

/** What cannot be different the second time is not offered a second time. */
const transient = ["worker", "missing", "corrupt"];
/** After these there are still pictures to look at. */
const harmless = ["engine", "diverged", "picture"];

export const hidesPictures = ({ kind }: Notice): boolean => !harmless.includes(kind);

/** What happened, what to do, and the exact words of the machine for whoever wants to report it. */
export function notice(text: Text, { kind, detail }: Notice, retry: () => void): TemplateResult {
  const { what, remedy } = text.failures[kind];
  const words = detail(text);
  return html`<div class="notice on-all ${kind}" role="alert">
    <h2>${what}</h2>
    <p>${remedy}</p>
    ${words ? html`<p class="detail"><span>${text.detail}</span> <code>${words}</code></p>` : nothing}
    ${transient.includes(kind) ? html`<button class="retry" @click=${retry}>${text.tryAgain}</button>` : nothing}
  </div>`;
}
