import { html, nothing, type TemplateResult } from "lit";

/** In letters of the Latin kind; others are about as wide as two. */
export function width(label: string): number {
  return [...label].reduce((sum, sign) => sum + (sign > "\u2e80" ? 1.7 : 1), 0);
}

const longest = (labels: readonly string[]) => Math.max(1, ...labels.map(width));

export const isUpright = (columns: readonly string[]) => longest(columns) > 3;

/** Longer row labels are cut short. */
export const labelLetters = (rows: readonly string[]) => Math.min(9, Math.max(2, longest(rows)));

/** A quiet one is there for who cannot see, and shows itself when it is lit. */
export function header(
  role: "columnheader" | "rowheader",
  name: string,
  lit: boolean,
  quiet = false,
): TemplateResult {
  const kind = lit ? "lit" : quiet ? "quiet" : "";
  return html`<th role=${role} class=${kind} title=${width(name) > 8 ? name : nothing}><span>${name}</span></th>`;
}
