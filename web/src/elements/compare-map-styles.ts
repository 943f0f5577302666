import { css } from "lit";

export const compareMapStyles = css`
  :host {
    container-type: inline-size;
  }
  .maps {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(8rem, 100%), 1fr));
    gap: 0.375rem 1rem;
  }
  /* Maps in a row begin at the same height, however many lines their names take. */
  figure {
    display: grid;
    grid-row: span 2;
    grid-template-rows: subgrid;
    min-width: 0;
    margin: 0 0 0.75rem;
  }
  figcaption {
    align-self: end;
  }
  @container (min-width: 500px) {
    .maps {
      grid-template-columns: repeat(auto-fit, minmax(12.5rem, 1fr));
    }
  }
  .pair {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375rem;
  }
  .pair span {
    white-space: nowrap;
  }
  .pair select {
    min-height: 1.75rem;
    padding: 0 0.25rem;
  }
  .missing {
    color: var(--muted);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.5rem;
    margin-block-start: 0.75rem;
    color: var(--muted);
    font-size: 0.93em;
    font-variant-numeric: tabular-nums;
  }
  .legend span {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375rem;
  }
  .legend i {
    width: 5rem;
    height: 0.625rem;
    border-radius: 3px;
    background: linear-gradient(to right in oklab, var(--scale-zero), var(--scale-full));
    box-shadow: inset 0 0 0 1px var(--line);
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  .legend .signed {
    background: linear-gradient(
      to right in oklab,
      var(--scale-negative),
      var(--scale-zero),
      var(--scale-full)
    );
  }
  .legend .right {
    width: 0.625rem;
    border: 2px solid var(--truth);
    background: none;
    box-shadow: none;
  }
`;
