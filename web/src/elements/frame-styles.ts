import { css } from "lit";

export const frameStyles = css`
  /* What a page puts into the element is the page's own, and looks like it. */
  :host {
    inline-size: 100%;
    min-inline-size: 0;
    max-inline-size: 100%;
    color: inherit;
    font-family: inherit;
    font-size: inherit;
    line-height: inherit;
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme="light"]) {
    color-scheme: light;
  }
  :host([theme="dark"]) {
    color-scheme: dark;
  }
  /*
   * From here on nothing is the page's, but for the palette, and whether it can be seen and pressed at all.
   * A container has no width of its own: where its contents are asked for one, it would be nothing.
   */
  .room {
    all: initial;
    /* Names that have a meaning further in, where they are set. */
    --amount: initial;
    --corner: initial;
    --gap: initial;
    --labels: initial;
    display: block;
    container-type: inline-size;
    contain-intrinsic-inline-size: min(640px, 88vw);
    direction: ltr;
    color-scheme: inherit;
    visibility: inherit;
    pointer-events: inherit;
    color: var(--ink);
    font-family: var(--font);
    font-size: max(0.875rem, 14px);
    line-height: 1.45;
  }
  .frame {
    display: flex;
    flex-direction: column;
    gap: 1rem;
    padding: 1rem;
    border: 1px solid var(--line);
    border-radius: 14px;
    background: var(--surface);
    outline: none;
  }
  h2 {
    margin: 0 0 0.5rem;
    font-size: 1.07em;
    font-weight: 650;
  }

  .heading {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: 0.5rem;
    margin-block-end: 0.5rem;
  }
  .heading h2 {
    margin: 0;
  }
  .heading softlook-save {
    inline-size: 2rem;
    block-size: 2rem;
    margin-block: -0.375rem;
  }

  /* Numbers */
  .numbers {
    display: grid;
    gap: 0.5rem;
    /* Above the pictures, where all are in one column. */
    order: -1;
  }
  .status {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(6.75rem, 1fr));
    gap: 0.75rem 1rem;
    margin: 0;
    padding: 0.75rem 1rem;
    border-radius: 10px;
    background: var(--raised);
    font-variant-numeric: tabular-nums;
  }
  dt {
    color: var(--muted);
    font-size: 0.93em;
  }
  dd {
    margin: 0;
  }
  dd b {
    font-size: 1.57em;
    font-weight: 650;
    line-height: 1.3;
    letter-spacing: -0.01em;
  }
  dd small,
  .unit {
    color: var(--muted);
    font-size: 0.93em;
  }
  progress {
    display: block;
    width: 100%;
    height: 5px;
    margin-block-start: 0.375rem;
    border: 0;
    border-radius: 3px;
    overflow: hidden;
    appearance: none;
    background: var(--line);
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  progress::-webkit-progress-bar {
    background: var(--line);
  }
  progress::-webkit-progress-value {
    background: var(--accent);
  }
  progress::-moz-progress-bar {
    background: var(--accent);
  }
  .steps {
    grid-column: 1 / -1;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: baseline;
    column-gap: 0.75rem;
  }
  .steps :is(dt, dd:last-child) {
    grid-column: 1 / -1;
  }
  .left {
    text-align: end;
  }
  dd .reached {
    color: var(--accent);
    font-size: 1.1em;
    line-height: 1;
  }
  .told {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    color: var(--muted);
    font-size: 0.93em;
  }
  .told p {
    margin: 0;
  }
  /* It is still there, so that what it will say is spoken. */
  .told p:empty {
    position: absolute;
  }
  .told:not(:has(:not(:empty))) {
    display: none;
  }

  /* What is opened takes the whole width; closed, all lie in one row. */
  .drawers {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1.5rem;
  }
  .drawers:not(:has(> *)) {
    display: none;
  }
  .drawers > :is([open], [wide]) {
    flex-basis: 100%;
    min-width: 0;
  }

  /* Pictures */
  .views {
    display: grid;
    gap: 1.5rem;
  }
  .column {
    display: contents;
  }
  .view {
    order: var(--place);
    min-width: 0;
    container-type: inline-size;
  }
  .view:has(softlook-save[open]) {
    z-index: 1;
  }
  [hidden] {
    display: none;
  }
  .missing {
    margin: 0;
    color: var(--muted);
  }
  .starting {
    display: grid;
    min-height: 20rem;
    place-content: center;
    grid-template-columns: min(100%, 40rem);
    color: var(--muted);
    text-align: center;
  }
  .starting softlook-poster {
    color: var(--scale-full);
    opacity: 0.55;
  }

  /* Trouble */
  .notice {
    padding: 1rem 1.25rem;
    border: 1px solid color-mix(in oklab, var(--alarm) 45%, var(--line));
    border-inline-start: 4px solid var(--alarm);
    border-radius: 10px;
  }
  .notice p {
    margin: 0 0 0.75rem;
    max-width: 60ch;
  }
  .detail {
    color: var(--muted);
    font-size: 0.93em;
    overflow-wrap: anywhere;
  }

  @container (min-width: 660px) {
    .frame {
      padding: 1.25rem;
    }
    .views {
      grid-template-columns: minmax(0, 7fr) minmax(0, 5fr);
      gap: 1.75rem;
    }
    .views:has(.column:empty) {
      grid-template-columns: minmax(0, 1fr);
    }
    .column {
      display: grid;
      gap: 1.75rem;
      align-content: start;
      min-width: 0;
    }
    .column:empty {
      display: none;
    }
    .view {
      order: 0;
    }
  }

  @container (max-width: 520px) {
    .frame {
      gap: 0.75rem;
      padding: 0.75rem;
    }
    .unit {
      line-height: 1.25;
    }
  }
`;
