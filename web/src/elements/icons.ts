import { svg, type TemplateResult } from "lit";

const icon = (shape: TemplateResult): TemplateResult =>
  svg`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${shape}</svg>`;

export const play = icon(
  svg`<path d="M4 2.6v10.8a.6.6 0 0 0 .92.5l8.3-5.4a.6.6 0 0 0 0-1L4.92 2.1a.6.6 0 0 0-.92.5z" fill="currentColor"/>`,
);

export const pause = icon(svg`<path d="M4 2.5h2.8v11H4zm5.2 0H12v11H9.2z" fill="currentColor"/>`);

export const reset = icon(
  svg`<path d="M3.2 8a4.9 4.9 0 1 0 1.5-3.5M4.4 1.9v3h3" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/>`,
);

export const dice = icon(
  svg`<rect x="2" y="2" width="12" height="12" rx="2.6" fill="none" stroke="currentColor" stroke-width="1.5"/><circle cx="5.4" cy="5.4" r="1.15" fill="currentColor"/><circle cx="8" cy="8" r="1.15" fill="currentColor"/><circle cx="10.6" cy="10.6" r="1.15" fill="currentColor"/>`,
);

export const save = icon(
  svg`<path d="M8 2v7.6M4.9 6.7 8 9.8l3.1-3.1M2.6 11.2v1.6a1.2 1.2 0 0 0 1.2 1.2h8.4a1.2 1.2 0 0 0 1.2-1.2v-1.6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>`,
);

export const next = icon(
  svg`<path d="M6 3l5 5-5 5" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/>`,
);
