import { css } from "lit";

export const controlStyles = css`
  .transport {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 0.75rem;
  }
  .buttons,
  .seed,
  .seed label {
    display: flex;
    align-items: center;
    gap: 0.375rem;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.4rem;
    min-height: 2.375rem;
    padding: 0 0.5625rem;
    border: 1px solid var(--line);
    border-radius: 9px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-weight: 550;
    white-space: nowrap;
    cursor: pointer;
  }
  button:hover:not(:disabled) {
    background: var(--raised);
  }
  button:disabled {
    opacity: 0.45;
    cursor: default;
  }
  .steps-taken {
    display: flex;
    font-variant-numeric: tabular-nums;
  }
  .steps-taken button {
    margin-inline-start: -1px;
    border-radius: 0;
  }
  .steps-taken button:first-child {
    margin: 0;
    border-radius: 9px 0 0 9px;
  }
  .steps-taken button:last-child {
    border-radius: 0 9px 9px 0;
  }
  .steps-taken button:focus-visible {
    z-index: 1;
  }
  fieldset:disabled label {
    opacity: 0.6;
    cursor: default;
  }
  .play {
    min-width: 5.5rem;
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  .play:hover:not(:disabled) {
    background: color-mix(in oklab, var(--accent) 88%, var(--ink));
  }
  :is(button, summary, input):focus-visible,
  .segmented label:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .segmented {
    display: flex;
    margin: 0;
    padding: 3px;
    border: 0;
    border-radius: 10px;
    background: var(--raised);
  }
  .segmented label {
    display: flex;
    align-items: center;
    min-height: 2rem;
    padding: 0 0.5rem;
    border-radius: 7px;
    color: var(--muted);
    white-space: nowrap;
    cursor: pointer;
  }
  .segmented label:has(:checked) {
    background: var(--chip);
    box-shadow: 0 1px 3px light-dark(#1c233326, #0008);
    color: var(--ink);
    font-weight: 550;
  }
  @media (forced-colors: active) {
    .segmented label:has(:checked) {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  .segmented input {
    position: absolute;
    opacity: 0;
    pointer-events: none;
  }
  .variants {
    flex-wrap: wrap;
    width: fit-content;
    min-width: 0;
  }
  .variants label {
    white-space: normal;
  }
  .seed {
    flex-wrap: wrap;
  }
  .seed label {
    color: var(--muted);
  }
  .seed input {
    width: calc(10ch + 1rem);
    min-height: 2.375rem;
    padding: 0 0.375rem;
    border: 1px solid color-mix(in oklab, var(--muted) 75%, var(--surface));
    border-radius: 9px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-variant-numeric: tabular-nums;
    box-sizing: border-box;
  }
  .seed input:disabled {
    opacity: 0.6;
  }
  .seed input[aria-invalid="true"] {
    border-color: var(--alarm);
  }
  .seed-wrong {
    flex-basis: 100%;
    margin: 0;
    color: var(--alarm);
    font-size: 0.93em;
  }
  .seed button span {
    display: none;
  }
  .seed button {
    padding: 0;
    width: 2.375rem;
  }

  .shortcuts {
    color: var(--muted);
    font-size: 0.93em;
  }
  .shortcuts summary {
    width: fit-content;
    border-radius: 4px;
    cursor: pointer;
  }
  .shortcuts dl {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
    margin: 0.5rem 0;
  }
  .shortcuts dl div {
    display: flex;
    align-items: baseline;
    gap: 0.4rem;
  }
  .shortcuts p {
    margin: 0;
  }
  kbd {
    padding: 0 0.35rem;
    border: 1px solid var(--line);
    border-radius: 5px;
    background: var(--raised);
    color: var(--ink);
    font: inherit;
  }

  /* All in one row: what starts over is known by its sign too. */
  @container (max-width: 760px) {
    .buttons [aria-keyshortcuts="r"] span {
      display: none;
    }
  }

  /* Within reach of a thumb: what is pressed again and again stays at the bottom of the screen. */
  @container (max-width: 520px) {
    .transport {
      display: contents;
    }
    .buttons {
      position: sticky;
      bottom: 0;
      order: 9;
      margin: 0 -0.75rem -0.75rem;
      padding: 0.625rem 0.75rem max(0.625rem, env(safe-area-inset-bottom));
      border-block-start: 1px solid var(--line);
      border-radius: 0 0 14px 14px;
      background: var(--surface);
      z-index: 2;
    }
    .seed {
      order: 8;
    }
    .steps-taken {
      flex: 2;
    }
    .buttons button {
      flex: 1;
      min-height: 2.75rem;
      padding: 0 0.375rem;
    }
    .buttons .play {
      flex: 2;
    }
    .play {
      min-width: 0;
    }
    .pace {
      justify-content: stretch;
    }
    .pace label {
      flex: 1;
      justify-content: center;
      padding: 0 0.25rem;
    }
  }
  @container (max-width: 330px) {
    .buttons .play {
      flex: 1 0 auto;
    }
    .play svg {
      display: none;
    }
    .buttons .steps-taken button {
      padding: 0 0.25rem;
    }
  }
`;
