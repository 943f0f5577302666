import { css, html, type TemplateResult } from "lit";

/** What the author of a lesson says of it: plain text, whatever it looks like. */
export function ownWords(title: string, text: string): TemplateResult {
  const paragraphs = text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim());
  return html`<header class="words">
    <h2>${title}</h2>
    ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
  </header>`;
}

export const ownWordStyles = css`
  .words h2 {
    margin: 0;
    font-size: 1.4em;
  }
  .words p {
    max-width: 65ch;
    margin: 0.5rem 0 0;
    font-size: 1.07em;
    line-height: 1.6;
  }
`;
