import { css } from "lit";

export const explainedStyles = css`
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375rem 0.5rem;
    margin-block: 0.75rem;
  }
  button {
    min-height: 2.125rem;
    padding: 0 0.75rem;
    border: 1px solid var(--line);
    border-radius: 9px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    cursor: pointer;
  }
  button:hover {
    background: var(--raised);
  }
  button[aria-pressed="true"] {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  :is(button, summary, textarea):focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  textarea {
    box-sizing: border-box;
    width: 100%;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--raised);
    color: var(--ink);
    font: inherit;
  }
  ol {
    display: grid;
    gap: 1rem;
    margin: 0;
    padding: 0;
    list-style: none;
    counter-reset: part;
  }
  li {
    min-width: 0;
    padding-inline-start: 2rem;
    counter-increment: part;
    position: relative;
  }
  li::before {
    content: counter(part);
    position: absolute;
    inset: 0 auto auto 0;
    width: 1.375rem;
    height: 1.375rem;
    border-radius: 50%;
    background: var(--raised);
    color: var(--muted);
    font-size: 0.86em;
    line-height: 1.375rem;
    text-align: center;
  }
  li:not(:last-child)::after {
    content: "";
    position: absolute;
    inset: 1.75rem auto -0.625rem 0.6875rem;
    border-inline-start: 1px solid var(--line);
  }
  h3 {
    margin: 0 0 0.375rem;
    font-size: 1em;
    font-weight: 650;
  }
  .formula {
    color: var(--muted);
    font-family: "Cambria Math", "STIX Two Math", "Latin Modern Math", Georgia, serif;
    font-weight: 400;
    font-style: italic;
    white-space: nowrap;
  }
  .strips {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: baseline;
    gap: 0.25rem 0.5rem;
    margin-block: 0.25rem 0.5rem;
  }
  .strips b {
    color: var(--muted);
    font-weight: 500;
  }
  table.strip {
    --gap: 1px;
    --corner: 2px;
    max-width: calc(var(--count) * 4rem);
  }
  /* In a narrow place, more rows: a number that is cut in two is another number. */
  table.printed,
  .printed tbody {
    display: block;
  }
  .printed tr {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(2.875rem, 1fr));
    gap: 1px;
  }
  .printed td {
    display: grid;
    place-items: center;
  }
  .strip td {
    height: 1.5rem;
    font-size: 0.82em;
  }
  .equation {
    margin: 0.125rem 0;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .equation b {
    font-weight: 650;
    white-space: nowrap;
  }
  .equation i {
    color: var(--muted);
    font-style: normal;
  }
  .more,
  .note {
    margin: 0.125rem 0;
    color: var(--muted);
    font-size: 0.93em;
  }
  details {
    margin-block-start: 0.25rem;
  }
  summary {
    color: var(--accent);
    cursor: pointer;
    font-size: 0.93em;
  }
  .row {
    width: auto;
    border-spacing: 0 2px;
    margin-block: 0.25rem 0.5rem;
  }
  .row :is(th, td) {
    padding: 0.0625rem 0.625rem 0.0625rem 0;
    background: none;
    color: var(--ink);
    font-size: 1em;
    text-align: end;
  }
  .row thead th {
    color: var(--muted);
  }
  .row tbody th {
    max-width: 9rem;
    overflow: hidden;
    text-overflow: ellipsis;
    text-align: start;
  }
  .row .chosen :is(th, td) {
    font-weight: 650;
  }
  .row .chosen th::after {
    content: " ◂";
    color: var(--accent);
  }
  .bar {
    display: inline-block;
    width: clamp(1.5rem, 17cqi, 5rem);
    height: 0.625rem;
    border-radius: 3px;
    background: linear-gradient(
      to right,
      var(--scale-full) var(--share),
      var(--scale-zero) var(--share)
    );
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  /* It says nothing that the numbers beside it do not say. */
  @container (max-width: 270px) {
    .bar {
      display: none;
    }
  }
`;
