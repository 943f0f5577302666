import { css } from "lit";

export const matrixStyles = css`
  .axes {
    display: grid;
    grid-template: auto 1fr / auto 1fr;
    gap: 0 2px;
  }
  .at,
  .from {
    color: var(--muted);
    font-size: 0.93em;
    letter-spacing: 0.02em;
  }
  .at {
    grid-column: 2;
    padding-inline-start: 2.75em;
  }
  .at::after {
    content: " →";
  }
  .from {
    padding-inline-start: 3.4em;
    writing-mode: vertical-rl;
  }
  .from::after {
    content: " →";
  }
  table {
    --gap: clamp(3px, 0.9cqi, 6px);
    --corner: clamp(3px, 1cqi, 7px);
    max-width: calc(var(--columns) * 5rem + var(--labels, 1.9em));
  }
  .dense {
    --gap: 1px;
    --corner: 1px;
  }
  .corner {
    width: var(--labels, 1.9em);
    background: none;
  }
  tbody th {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  /* Words stand on end where they are wider than a cell. */
  .upright thead th {
    vertical-align: bottom;
  }
  .upright thead span {
    display: inline-block;
    max-height: 7em;
    overflow: hidden;
    text-overflow: ellipsis;
    writing-mode: vertical-rl;
  }
  .upright thead span:not(:lang(zh)) {
    transform: rotate(180deg);
  }
  .canvas {
    position: relative;
  }
  .canvas canvas {
    display: block;
    width: 100%;
    cursor: crosshair;
  }
  .canvas canvas:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .canvas svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: visible;
    pointer-events: none;
  }
  .canvas rect {
    fill: none;
    stroke-width: 1.5px;
    vector-effect: non-scaling-stroke;
  }
  .canvas .right {
    stroke: var(--truth);
  }
  .canvas .here {
    stroke: var(--ink);
    stroke-width: 2px;
  }
  tbody th {
    padding-inline-end: 0.25rem;
    text-align: end;
  }
  thead th {
    padding-block-end: 0.125rem;
  }
  .square {
    display: grid;
    aspect-ratio: 1;
    place-items: center;
  }
  .digits {
    font-size: clamp(10px, 3cqi, 16px);
  }
  .bare th {
    font-size: 0.79em;
    line-height: 1;
  }
  .quiet {
    color: transparent;
  }
  /* Around the cell, in the gap: seen as well on the lightest cell as on the darkest. */
  .truth::after {
    content: "";
    position: absolute;
    inset: calc(var(--gap) * -0.5 - 0.5px);
    border: 2px solid var(--truth);
    border-radius: calc(var(--corner) + 2px);
    pointer-events: none;
  }
  .note td {
    background: none;
    color: var(--muted);
    font-size: 0.93em;
    text-align: start;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
    margin-block-start: 0.5rem;
    color: var(--muted);
    font-size: 0.93em;
  }
  .legend span {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
  }
  .ramp i,
  .key i {
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  .ramp i {
    width: 6rem;
    height: 0.625rem;
    border-radius: 3px;
    background: linear-gradient(to right in oklab, var(--scale-zero), var(--scale-full));
    box-shadow: inset 0 0 0 1px var(--line);
  }
  .ramp.signed i {
    background: linear-gradient(
      to right in oklab,
      var(--scale-negative),
      var(--scale-zero),
      var(--scale-full)
    );
  }
  .masked i {
    width: 0.875rem;
    height: 0.875rem;
    border-radius: 3px;
    background: repeating-linear-gradient(
      -45deg,
      transparent 0 4px,
      color-mix(in oklab, var(--muted) 45%, transparent) 4px 5px
    );
    box-shadow: inset 0 0 0 1px var(--line);
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
  }
  .key i {
    width: 0.875rem;
    height: 0.875rem;
    border: 2px solid var(--truth);
    border-radius: 4px;
  }
  .heads {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    margin-block-end: 0.5rem;
    color: var(--muted);
  }
  .waiting {
    aspect-ratio: 1.1;
  }
`;
