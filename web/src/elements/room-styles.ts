import { css } from "lit";

/** A part of the element that is opened to bring something, or to take it away. */
export const roomStyles = css`
  summary {
    width: fit-content;
    border-radius: 4px;
    font-weight: 650;
    cursor: pointer;
  }
  .room {
    min-width: 0;
    margin: 0;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.625rem;
    margin-block-start: 0.5rem;
    padding: 0.75rem;
    border: 1px dashed color-mix(in oklab, var(--muted) 75%, var(--surface));
    border-radius: 10px;
  }
  .room.over {
    border-color: var(--accent);
    background: var(--raised);
  }
  /* What says nothing yet takes no place; it is still there, so that what it will say is spoken. */
  .room > :empty {
    position: absolute;
  }
  p {
    margin: 0;
    max-width: 75ch;
    overflow-wrap: anywhere;
  }
  :is(textarea, button) {
    border: 1px solid color-mix(in oklab, var(--muted) 75%, var(--surface));
    border-radius: 9px;
    background: var(--surface);
    color: var(--ink);
  }
  button {
    min-height: 2.375rem;
    padding: 0.25rem 0.75rem;
    border-color: var(--line);
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
  :is(summary, textarea, button):focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  .refused {
    color: var(--alarm);
  }
`;
