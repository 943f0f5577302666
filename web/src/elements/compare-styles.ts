import { css } from "lit";

/** What the parts of a comparison share. */
export const compareStyles = css`
  h2 {
    margin: 0 0 0.5rem;
    font-size: 1em;
    font-weight: 650;
  }
  p {
    margin: 0;
    max-width: 75ch;
    overflow-wrap: anywhere;
  }
  .letter {
    display: inline-grid;
    min-width: 1.4em;
    border: 1px solid currentcolor;
    border-radius: 5px;
    font-weight: 700;
    font-size: 0.93em;
    line-height: 1.35;
    text-align: center;
  }
  .who {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .who svg {
    flex: none;
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  select,
  input {
    box-sizing: border-box;
    min-height: 2.375rem;
    max-width: 100%;
    min-width: 0;
    padding: 0 0.5rem;
    border: 1px solid color-mix(in oklab, var(--muted) 75%, var(--surface));
    border-radius: 9px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
  }
  button {
    min-height: 2.375rem;
    padding: 0 0.75rem;
    border: 1px solid var(--line);
    border-radius: 9px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-weight: 550;
    cursor: pointer;
  }
  button:hover:not(:disabled) {
    background: var(--raised);
  }
  button:disabled {
    opacity: 0.45;
    cursor: default;
  }
  :is(select, input, button):focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
`;
