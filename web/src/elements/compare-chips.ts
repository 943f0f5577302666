import { css, html, nothing, type TemplateResult } from "lit";
import { swatch } from "../drawing/swatch.ts";
import type { Text } from "../text/text.ts";
import type { Contender } from "./comparison.ts";
import { letterOf } from "./contender-letter.ts";

export const compareChipStyles = css`
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    min-width: 0;
    min-height: 2.375rem;
    padding-inline: 0.625rem;
    border: 1px solid var(--line);
    border-radius: 1.25rem;
    background: var(--raised);
  }
  li button {
    flex: none;
    min-width: 2rem;
    min-height: 2rem;
    margin-inline-end: -0.5rem;
    padding: 0;
    border-color: transparent;
    border-radius: 999px;
    background: none;
    color: var(--muted);
  }
`;

/** Its stroke, its letter and its title: how one of them is named everywhere. */
export function whoIs(i: number, title: string): TemplateResult {
  return html`<span class="who">
    ${swatch(i)}<span class="letter">${letterOf(i)}</span><span>${title}</span>
  </span>`;
}

/** Who is compared; all but the run itself can be taken out, where anybody can. */
export function compareChips(
  text: Text,
  contenders: readonly Contender[],
  titles: readonly string[],
  drop: ((key: string) => void) | undefined,
): TemplateResult {
  const words = text.compare;
  return html`<ul aria-label=${words.who}>
    ${contenders.map(({ lane }, i) => {
      const label = words.remove(`${letterOf(i)}, ${titles[i]}`);
      return html`<li>
        ${whoIs(i, titles[i]!)}
        ${
          lane && drop
            ? html`<button type="button" aria-label=${label} title=${label} @click=${() => drop(lane.key)}>
                ✕
              </button>`
            : nothing
        }
      </li>`;
    })}
  </ul>`;
}
