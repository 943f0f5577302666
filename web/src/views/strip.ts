import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { sequential } from "../drawing/colour-scale.ts";
import { customElement } from "../drawing/custom-element.ts";
import { moved, type Place } from "../drawing/grid-cursor.ts";
import { headSelect, headSelectStyles } from "../drawing/head-select.ts";
import { hints } from "../drawing/hints.ts";
import { asked, asking, LookView } from "../drawing/look-view.ts";
import { decimal } from "../drawing/number-format.ts";
import { shaded } from "../drawing/shaded.ts";
import { caption, palette } from "../drawing/styles.ts";
import { blockOf, lookOptions, named, namedWithScores, type View } from "./view.ts";

/** The text itself, in which each word is shaded by how much one of them looks at it. */
@customElement("softlook-strip")
class StripView extends LookView {
  static override styles = [
    palette,
    caption,
    headSelectStyles,
    css`
      .controls {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 1rem;
      }
      .controls label {
        margin-block-end: 0.5rem;
      }
      .words {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
        margin-block: 0.25rem 0.5rem;
      }
      .heading {
        color: var(--muted);
        font-size: 0.93em;
      }
      .word {
        --fill: color-mix(in oklab, var(--scale-full) var(--amount, 0%), var(--scale-zero));
        position: relative;
        min-width: 1.5em;
        padding: 0.25rem 0.4375rem;
        border-radius: 6px;
        background: var(--fill);
        /* As in cells: black on light fills, white on dark ones. */
        color: oklch(from var(--fill) clamp(0, (l - 0.565) * -1000, 1) 0 0);
        text-align: center;
        cursor: default;
        outline: none;
        forced-color-adjust: none;
        print-color-adjust: exact;
      }
      .word.plain {
        background: none;
        color: var(--ink);
        box-shadow: inset 0 0 0 1px var(--line);
      }
      .word.hidden {
        background: repeating-linear-gradient(
          -45deg,
          transparent 0 4px,
          color-mix(in oklab, var(--muted) 22%, transparent) 4px 5px
        );
        color: var(--muted);
      }
      .word[data-shade="broken"] {
        background: var(--alarm);
        color: #fff;
      }
      .word.from {
        box-shadow:
          inset 0 0 0 2px var(--surface),
          0 0 0 2px var(--accent);
      }
      .word.plain.from {
        box-shadow: 0 0 0 2px var(--accent);
        font-weight: 650;
      }
      .word.right::after {
        content: "";
        position: absolute;
        inset: auto 0.25rem -3px;
        height: 3px;
        border-radius: 2px;
        background: var(--truth);
      }
      .word:focus-visible,
      .word.locked {
        outline: 2px solid var(--ink);
        outline-offset: 2px;
      }
      .key {
        display: inline-block;
        width: 1.25rem;
        height: 3px;
        margin-inline: 0.125rem 0.375rem;
        border-radius: 2px;
        background: var(--truth);
        vertical-align: middle;
        forced-color-adjust: none;
        print-color-adjust: exact;
      }
      .waiting {
        min-height: 6rem;
      }
    `,
  ];

  /** Shaded as shares of the strongest, where all are weak. */
  @state() private isRelative = false;

  protected override render() {
    const { table, text } = this;
    if (!table) return html`<div class="waiting"></div>`;
    const choose = (head: number | "mean") =>
      this.ask("choose-head", { weights: this.option("weights"), head });
    const { looksAtItself, rows, columns } = table;
    const relative = (event: Event) => {
      this.isRelative = (event.target as HTMLInputElement).checked;
    };
    return html`
      <div class="controls">
        ${headSelect(text, table.heads, this.head, choose)}
        <label>
          <input type="checkbox" .checked=${live(this.isRelative)} @change=${relative} />
          ${text.look.relative}
        </label>
      </div>
      ${
        looksAtItself
          ? nothing
          : html`<span class="heading" aria-hidden="true">${text.looksFrom}</span>
              <div class="words" role="group" aria-label=${text.looksFrom} aria-describedby="hint">
                ${rows.map((name, row) => this.asker(name, row))}
              </div>
              <span class="heading" aria-hidden="true">${text.looksAt}</span>`
      }
      <div class="words" role="group" aria-label=${text.look.stripLabel} aria-describedby="hint">
        ${columns.map((name, column) => this.word(name, column, looksAtItself ? asking : asked))}
      </div>
      <p class="readout">${this.sentence({ row: this.from, column: asking })}</p>
      <p class="hint" id="hint">${this.isLocked ? hints(text).locked : hints(text).look}</p>
      ${this.truth ? html`<p class="hint"><i class="key"></i>${text.truthLegend}</p>` : nothing}
      <p class="spoken" role="status">${this.spoken}</p>
    `;
  }

  override get chosen() {
    return this.table ? { head: this.head, row: this.from } : {};
  }

  /** The word whose look is shown: the last one, until another is pointed at or locked. */
  private get from(): number {
    const { shown, lockedCell } = this;
    const last = this.table!.rows.length - 1;
    if (lockedCell) return lockedCell.row;
    return shown?.column === asking ? Math.min(shown.row, last) : last;
  }

  private asker(name: string, row: number): TemplateResult {
    return this.placed(name, { row, column: asking }, ["plain", row === this.from ? "from" : ""]);
  }

  private word(name: string, column: number, side: number): TemplateResult {
    const { from } = this;
    const kinds = [
      side === asking && column === from ? "from" : "",
      this.table!.isHidden(from, column) ? "hidden" : "",
      this.isRight(from, column) ? "right" : "",
    ];
    return this.placed(name, { row: column, column: side }, kinds, this.weight(from, column));
  }

  private placed(
    name: string,
    place: Place,
    kinds: readonly string[],
    weight?: number,
  ): TemplateResult {
    const isLocked = this.isLockedAt(place);
    const said = weight === undefined ? name : this.text.look.one(name, decimal(weight, 2));
    const strongest = this.isRelative ? this.strongest : 1;
    return html`<span
      class="word ${kinds.join(" ")} ${isLocked ? "locked" : ""}"
      role="button"
      aria-label=${kinds.includes("right") ? `${said}, ${this.text.truthLegend}` : said}
      aria-pressed=${isLocked}
      tabindex=${this.tabIndexOf(place)}
      data-row=${place.row}
      data-column=${place.column}
      ${shaded((weight ?? 0) / strongest, sequential)}
    >${name}</span>`;
  }

  private get strongest(): number {
    return this.table!.columns.reduce(
      (most, _, column) => Math.max(most, this.weight(this.from, column) || 0),
      1e-9,
    );
  }

  /** Words stand side by side: their rows are walked through to the left and right. */
  protected override towards({ row, column }: Place, event: KeyboardEvent): Place | undefined {
    const { rows, columns } = this.size();
    const to = moved({ row: column, column: row }, event, columns, rows);
    return to && { row: to.column, column: to.row };
  }

  /** Where a text looks at itself it stands there once. */
  protected override size() {
    const { columns, rows } = super.size();
    return { rows, columns: this.table!.looksAtItself ? 1 : columns };
  }
}

/**
 * Options: `weights` and `truth` name tensors, `head` (from 0) is drawn at first instead of all
 * together.
 */
export default {
  name: "strip",
  options: lookOptions,
  title: (text, options) => text.look.stripTitle + blockOf(text, options),
  needs: named("weights"),
  wants: namedWithScores("weights", "truth"),
  create: () => new StripView(),
} satisfies View;
