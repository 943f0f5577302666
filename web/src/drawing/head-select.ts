import { css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Text } from "../text/text.ts";
import type { Head } from "./weight-table.ts";

export const headSelectStyles = css`
  .head-select {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    width: fit-content;
    max-width: 100%;
    margin-block-end: 0.5rem;
    color: var(--muted);
  }
  select {
    field-sizing: content;
    min-width: 0;
    max-width: 100%;
    min-height: 2.125rem;
    padding: 0 0.375rem;
    border: 1px solid color-mix(in oklab, var(--muted) 75%, var(--surface));
    border-radius: 9px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
  }
  select:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
`;

/** Which head is drawn, where there are several. */
export function headSelect(
  text: Text,
  heads: number,
  chosen: Head,
  choose: (head: Head) => void,
): TemplateResult | typeof nothing {
  if (heads < 2) return nothing;
  const options: Head[] = ["mean", ...Array.from({ length: heads }, (_, head) => head)];
  const chose = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    choose(value === "mean" ? value : Number(value));
  };
  return html`<label class="head-select">
    ${text.head}
    <select .value=${live(String(chosen))} @change=${chose}>
      ${options.map(
        (head) =>
          html`<option value=${head} ?selected=${head === chosen}>
            ${head === "mean" ? text.everyHead : text.headNumber(String(head + 1))}
          </option>`,
      )}
    </select>
  </label>`;
}
