import { css, unsafeCSS } from "lit";
import { eachLevel } from "./shaded.ts";

/**
 * The palette. `light-dark()` follows the colour scheme of the page around, which is inherited into
 * the shadow tree; a page may set any --softlook-… of its own. Not on <soft-look> itself, where a page's own
 * --accent, say, would take the place of this one.
 */
export const palette = css`
  :host(:not(soft-look)),
  .room {
    --ink: var(--softlook-ink, light-dark(#1c2333, #e9ecf3));
    --muted: var(--softlook-muted, light-dark(#5a6376, #a3acbf));
    --line: var(--softlook-line, light-dark(#dfe3ea, #303848));
    --surface: var(--softlook-surface, light-dark(#ffffff, #171c27));
    --raised: var(--softlook-raised, light-dark(#f4f6f9, #212837));
    --chip: light-dark(#ffffff, color-mix(in oklab, var(--raised), var(--ink) 14%));
    --accent: var(--softlook-accent, light-dark(#1f56c9, #7fa8ff));
    --on-accent: var(--softlook-on-accent, light-dark(#ffffff, #0b1730));
    --truth: var(--softlook-truth, light-dark(#c2410c, #ff9f5a));
    --curve-3: light-dark(#1a7f4b, #6fd3a0);
    --alarm: var(--softlook-alarm, light-dark(#b3126b, #ff7ac0));

    --scale-zero: light-dark(#eef1f6, #222a3a);
    --scale-full: var(--softlook-scale, light-dark(#123f9e, #9cc0ff));
    --scale-negative: light-dark(#b8400a, #ffab6b);

    --font: var(
      --softlook-font,
      ui-sans-serif,
      system-ui,
      -apple-system,
      "Segoe UI",
      "Helvetica Neue",
      Arial,
      "PingFang SC",
      "Hiragino Sans GB",
      "Microsoft YaHei",
      "Noto Sans CJK SC",
      sans-serif
    );
  }
`;

const fill = (share: string) => `color-mix(in oklab, var(--end) ${share}, var(--scale-zero))`;
/** Black on light fills, white on dark ones; at this lightness both have a contrast of 4.5. */
const inkOn = (colour: string) => `oklch(from ${colour} clamp(0, (l - 0.565) * -1000, 1) 0 0)`;

/** Cells of a picture made of a table: colour by amount, loud when broken, focus outside the cell. */
export const cells = css`
  table {
    --end: var(--scale-full);
    border-collapse: separate;
    border-spacing: var(--gap, 4px);
    table-layout: fixed;
    width: 100%;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 0;
    font-weight: 400;
  }
  th {
    color: var(--muted);
    font-size: 0.93em;
    white-space: nowrap;
  }
  th.lit {
    color: var(--ink);
    font-weight: 650;
  }
  td {
    position: relative;
    border-radius: var(--corner, 6px);
    background: var(--scale-zero);
    color: ${unsafeCSS(inkOn("var(--scale-zero)"))};
    text-align: center;
    cursor: default;
    outline: none;
    /* The colour is the datum: neither a palette of the system nor a saving printer may drop it. */
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  ${eachLevel((share) => `td{background:${fill(share)}}`)}
  /* Where there are no digits, it would be thousands of colours for nothing. */
  ${eachLevel((share) => `table:not(.bare) td{color:${inkOn(fill(share))}}`)}
  td[data-shade="negative"] {
    --end: var(--scale-negative);
  }
  /* A mask hides it: not a small weight, but none. */
  td[data-shade="hidden"] {
    background: repeating-linear-gradient(
      -45deg,
      transparent 0 4px,
      color-mix(in oklab, var(--muted) 30%, transparent) 4px 5px
    );
    color: var(--muted);
  }
  td[data-shade="broken"] {
    background: repeating-linear-gradient(
      45deg,
      var(--alarm) 0 5px,
      color-mix(in oklab, var(--alarm) 55%, black) 5px 10px
    );
    color: #fff;
    font-weight: 700;
  }
  td:focus-visible,
  td.locked {
    outline: 2px solid var(--ink);
    outline-offset: 2px;
    z-index: 1;
  }
`;

export const caption = css`
  :host {
    display: block;
    color: var(--ink);
    font-family: var(--font);
    /* Not below 14 px, whatever the page makes of a rem. */
    font-size: max(0.875rem, 14px);
    line-height: 1.45;
  }
  .readout {
    margin: 0.5rem 0 0;
    min-height: 1.45em;
    font-variant-numeric: tabular-nums;
  }
  .hint {
    margin: 0.125rem 0 0;
    color: var(--muted);
    font-size: 0.93em;
  }
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** A chart that is read under the pointer, by keys or with a finger: drawn by uPlot, or by a view itself. */
export const readable = css`
  :is(.plot, .chart) {
    border-radius: 6px;
    outline: none;
    /* A finger that goes across reads, one that goes up or down scrolls. */
    touch-action: pan-y pinch-zoom;
  }
  :is(.plot, .chart):focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
`;
