import { css } from "lit";

export const writerStyles = css`
  form,
  .buttons,
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  form input {
    flex: 1 1 12rem;
    min-width: 0;
  }
  form input,
  button {
    box-sizing: border-box;
    min-height: 2.375rem;
    padding: 0 0.625rem;
    border: 1px solid color-mix(in oklab, var(--muted) 75%, var(--surface));
    border-radius: 9px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
  }
  button {
    border-color: var(--line);
    cursor: pointer;
  }
  button:hover:not(:disabled) {
    background: var(--raised);
  }
  button:disabled {
    opacity: 0.45;
    cursor: default;
  }
  :is(input, button):focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  input[aria-invalid="true"] {
    border-color: var(--alarm);
  }
  .choices {
    margin-block-start: 0.5rem;
    column-gap: 1.25rem;
    color: var(--muted);
  }
  .choices label {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.5rem;
  }
  .choices input {
    width: 7rem;
    min-height: 1.5rem;
    margin: 0;
    accent-color: var(--accent);
  }
  output {
    min-width: 4.5em;
    color: var(--ink);
    font-variant-numeric: tabular-nums;
  }
  .refused {
    margin: 0.5rem 0 0;
    color: var(--alarm);
    overflow-wrap: anywhere;
  }
  .page {
    margin-block-start: 0.75rem;
    line-height: 2;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .given {
    color: var(--muted);
  }
  /* As long a line as it was likely: what the model wrote, never what a person did. */
  .token {
    padding: 0.125rem 0.1875rem;
    border-radius: 4px;
    background:
      linear-gradient(
          to right,
          var(--scale-full) var(--amount),
          color-mix(in oklab, var(--muted) 35%, var(--raised)) var(--amount)
        )
        bottom / 100% 3px no-repeat,
      var(--raised);
    color: var(--ink);
    font-weight: 550;
    cursor: default;
    outline: none;
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  .token:focus-visible,
  .locked {
    outline: 2px solid var(--ink);
    outline-offset: 1px;
  }
`;
