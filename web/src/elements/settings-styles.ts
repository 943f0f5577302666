import { css } from "lit";

export const panelStyles = css`
  /* Closed, it is as wide as its name. */
  :host([wide]) {
    container-type: inline-size;
  }
  summary {
    width: fit-content;
    border-radius: 4px;
    font-weight: 650;
    cursor: pointer;
  }
  .groups {
    display: grid;
    gap: 1rem;
    margin-block-start: 0.75rem;
    padding: 0.75rem 1rem 1rem;
    border-radius: 10px;
    background: var(--raised);
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  fieldset + fieldset {
    padding-block-start: 0.75rem;
    border-block-start: 1px solid var(--line);
  }
  legend {
    float: inline-start;
    width: 100%;
    margin-block-end: 0.5rem;
    padding: 0;
    font-weight: 650;
  }
  legend code {
    color: var(--muted);
    font-weight: 400;
  }
  .fields {
    clear: both;
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr));
    gap: 0.875rem 1.5rem;
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .changed {
    margin-block-start: 0.375rem;
    color: var(--muted);
  }
  .changed button {
    min-height: 1.5rem;
    margin-inline-start: 0.5rem;
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    font: inherit;
    text-decoration: underline;
    text-underline-offset: 0.15em;
    cursor: pointer;
  }
  /* However long the list of settings: what is asked is seen where it was asked for. */
  [role="status"] {
    position: sticky;
    z-index: 1;
    inset-block-end: var(--above-panels, 0.5rem);
  }
  softlook-setting {
    scroll-margin-block-end: calc(var(--above-panels, 0.5rem) + 7rem);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 1rem;
    margin-block-start: 0.625rem;
    padding: 0.625rem 0.875rem;
    border: 1px solid var(--line);
    border-inline-start: 4px solid var(--accent);
    border-radius: 10px;
    background: var(--surface);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .buttons button {
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
  .buttons .go {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  .buttons button:disabled {
    opacity: 0.45;
    cursor: default;
  }
  .refused {
    flex-basis: 100%;
    color: var(--alarm);
  }
  :is(summary, button):focus-visible {
    border-radius: 6px;
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
`;
