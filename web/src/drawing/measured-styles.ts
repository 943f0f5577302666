import { css } from "lit";

/** For what is measured when a person asks for it: a button, a small chart, a table. */
export const measuredStyles = css`
  button {
    min-height: 2.375rem;
    padding: 0 0.75rem;
    border: 1px solid var(--line);
    border-radius: 9px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    cursor: pointer;
  }
  button:hover:enabled {
    background: var(--raised);
  }
  button:disabled {
    cursor: default;
    opacity: 0.6;
  }
  button:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  svg {
    display: block;
    width: 100%;
    margin-block: 0.5rem;
    overflow: visible;
  }
  svg text {
    fill: var(--muted);
    font-size: 11px;
  }
  polyline,
  .swatch line {
    fill: none;
    stroke-width: 2.5px;
  }
  .grid {
    stroke: var(--line);
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 0.125rem 0.625rem 0.125rem 0;
    font-weight: 400;
    text-align: end;
    white-space: nowrap;
  }
  th:first-child {
    text-align: start;
  }
  .swatch {
    display: inline-block;
    width: 24px;
    margin: 0 0.25rem 0 0;
    vertical-align: middle;
  }
`;
