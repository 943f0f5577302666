import { css, html, nothing, svg, type TemplateResult } from "lit";
import type { Place } from "./grid-cursor.ts";
import { setStyle } from "./set-style.ts";

/** A map small enough to stand beside others: one canvas, with names along it where they have room. */
export interface SmallMap {
  /** By which its canvas is found, to be painted. */
  name: string;
  rows: readonly string[];
  columns: readonly string[];
  label: string;
  /** The one of several that the keyboard comes to. */
  isTabStop: boolean;
  /** Names along the sides. */
  named: boolean;
  right: readonly Place[];
  here: Place | undefined;
}

export const smallMapStyles = css`
  .small {
    display: grid;
    grid-template: auto auto / auto minmax(0, 1fr);
    gap: 2px 4px;
    max-width: calc(var(--columns) * 2.75rem + 5rem);
  }
  .names {
    display: grid;
    color: var(--muted);
    font-size: 11px;
    line-height: 1;
  }
  .names span {
    display: grid;
    align-items: center;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
  }
  .names .lit {
    color: var(--ink);
    font-weight: 700;
  }
  .across {
    grid-area: 1 / 2;
    grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
    align-items: end;
  }
  .across span {
    justify-self: center;
    max-height: 5.5em;
    white-space: nowrap;
  }
  .upright span {
    writing-mode: vertical-rl;
  }
  .upright span:not(:lang(zh)) {
    transform: rotate(180deg);
  }
  .down {
    grid-area: 2 / 1;
    grid-template-rows: repeat(var(--rows), minmax(0, 1fr));
    max-width: 4.5rem;
    text-align: end;
    white-space: nowrap;
  }
  .paper {
    position: relative;
    grid-area: 2 / 2;
    min-width: 0;
    aspect-ratio: var(--columns) / var(--rows);
  }
  .paper canvas {
    display: block;
    width: 100%;
    height: 100%;
    border-radius: 3px;
    cursor: crosshair;
  }
  .paper canvas:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .paper svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: visible;
    pointer-events: none;
  }
  .paper rect {
    fill: none;
    stroke-width: 1.5px;
    vector-effect: non-scaling-stroke;
  }
  .paper .right {
    stroke: var(--truth);
  }
  .paper .here {
    stroke: var(--ink);
    stroke-width: 2px;
  }
`;

export function smallMap(map: SmallMap): TemplateResult {
  const { rows, columns, right, here } = map;
  const sizes = { "--rows": String(rows.length), "--columns": String(columns.length) };
  return html`<div class="small" ${setStyle(sizes)}>
    ${map.named ? names(isShort(columns) ? "across" : "across upright", columns, here?.column) : nothing}
    ${map.named ? names("down", rows, here?.row) : nothing}
    <div class="paper">
      <canvas
        role="img"
        tabindex=${map.isTabStop ? 0 : -1}
        aria-label=${map.label}
        aria-describedby="hint"
        data-map=${map.name}
        data-rows=${rows.length}
        data-columns=${columns.length}
      ></canvas>
      <svg viewBox="0 0 ${columns.length} ${rows.length}" preserveAspectRatio="none" aria-hidden="true">
        ${right.map((place) => frame(place, "right"))}
        ${here ? frame(here, "here") : nothing}
      </svg>
    </div>
  </div>`;
}

function names(side: string, labels: readonly string[], lit: number | undefined) {
  return html`<div class="names ${side}" aria-hidden="true">
    ${labels.map((label, i) => html`<span class=${i === lit ? "lit" : ""}>${label}</span>`)}
  </div>`;
}

const isShort = (labels: readonly string[]) => labels.every((label) => [...label].length < 3);

const frame = ({ row, column }: Place, kind: string) =>
  svg`<rect class=${kind} x=${column} y=${row} width="1" height="1"></rect>`;
