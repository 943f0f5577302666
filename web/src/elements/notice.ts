import { html, nothing, type TemplateResult } from "lit";
import type { Text } from "../text/text.ts";

export interface Notice {
  kind: keyof Text["failures"];
  detail: string;
}

/** What happened, what to do, and the exact words of the machine for whoever wants to report it. */
export function notice(
  text: Text,
  { kind, detail }: Notice,
  retry: (() => void) | undefined,
): TemplateResult {
  const { what, remedy } = text.failures[kind];
  return html`<div class="notice ${kind}" role="alert">
    <h3>${what}</h3>
    <p>${remedy}</p>
    ${detail ? html`<p class="detail"><span>${text.detail}</span> <code>${detail}</code></p>` : nothing}
    ${retry ? html`<button class="retry" @click=${retry}>${text.tryAgain}</button>` : nothing}
  </div>`;
}
