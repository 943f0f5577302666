import { css, html, type TemplateResult } from "lit";
import { count, significant } from "../drawing/number-format.ts";
import { type Lesson, measures } from "../lessons/lesson.ts";
import type { Text } from "../text/text.ts";
import { whoIs } from "./compare-chips.ts";
import type { Comparison } from "./comparison.ts";
import { shownScore } from "./status.ts";

export const compareTableStyles = css`
  .scores {
    overflow-x: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 0.25rem 0.5rem;
    border-block-end: 1px solid var(--line);
    font-weight: 400;
    text-align: end;
  }
  :is(th, td):first-child {
    padding-inline-start: 0;
    text-align: start;
  }
  thead th {
    color: var(--muted);
    font-size: 0.93em;
  }
  td {
    font-weight: 600;
  }
  @container (max-width: 340px) {
    table .who svg {
      display: none;
    }
    th,
    td {
      padding-inline: 0.25rem;
    }
  }
  /* Where names would be a letter wide: above, each stands with its letter. */
  @container (max-width: 520px) {
    table .who span:last-child {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
`;

/** How good each is at the step where all are. */
export function compareTable(
  text: Text,
  { learned }: Lesson,
  { contenders }: Comparison,
  titles: readonly string[],
): TemplateResult {
  const words = text.compare;
  const shown = measures.filter((measure) => measure in learned);
  return html`<div class="scores"><table>
    <thead>
      <tr>
        <th scope="col">${words.name}</th>
        <th scope="col">${text.stepCount}</th>
        <th scope="col" title=${words.lossTitle}>${words.loss}</th>
        ${shown.map((measure) => {
          const { name, hint } = text.measures[measure];
          return html`<th scope="col" title=${hint}>${name}</th>`;
        })}
      </tr>
    </thead>
    <tbody>
      ${contenders.map(
        ({ history, score, step }, i) => html`<tr>
          <th scope="row">
            ${whoIs(i, titles[i]!)}
          </th>
          <td>${count(step)}</td>
          <td>${history.latest ? significant(history.latest.smooth) : words.none}</td>
          ${shown.map((measure) => html`<td>${shownScore(measure, score)}</td>`)}
        </tr>`,
      )}
    </tbody>
  </table></div>`;
}
