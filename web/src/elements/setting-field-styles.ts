import { css } from "lit";

export const fieldStyles = css`
  :host {
    min-width: 0;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.5rem;
  }
  label {
    font-weight: 550;
  }
  small {
    color: var(--muted);
    font-size: 0.86em;
  }
  .at-once {
    color: var(--accent);
  }
  .hint {
    margin: 0;
    line-height: 1.3;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    margin-block-start: 0.25rem;
  }
  input[type="range"] {
    flex: 1 1 6rem;
    min-width: 0;
    margin: 0;
    accent-color: var(--accent);
  }
  input[type="checkbox"] {
    width: 1.25rem;
    height: 1.25rem;
    margin: 0.375rem 0;
    accent-color: var(--accent);
  }
  input[type="text"],
  select {
    box-sizing: border-box;
    min-height: 2.125rem;
    padding: 0 0.375rem;
    border: 1px solid color-mix(in oklab, var(--muted) 75%, var(--surface));
    border-radius: 8px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-variant-numeric: tabular-nums;
  }
  input[type="text"] {
    flex: 0 0 5.5rem;
    width: 5.5rem;
  }
  select {
    flex: 1;
    min-width: 0;
    width: 100%;
  }
  input[aria-invalid="true"] {
    border-color: var(--alarm);
  }
  :disabled {
    opacity: 0.7;
  }
  .wrong {
    margin: 0.25rem 0 0;
    color: var(--alarm);
    font-size: 0.93em;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.75rem;
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
  }
  button {
    min-height: 1.5rem;
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    font: inherit;
    text-decoration: underline;
    text-underline-offset: 0.15em;
    cursor: pointer;
  }
  :is(input, select, button):focus-visible {
    border-radius: 6px;
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  @media (pointer: coarse) {
    input[type="text"],
    select,
    button {
      min-height: 2.75rem;
    }
  }
`;
