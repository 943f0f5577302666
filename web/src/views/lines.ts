import { css, html, nothing, svg, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { customElement } from "../drawing/custom-element.ts";
import { headSelect, headSelectStyles } from "../drawing/head-select.ts";
import { hints } from "../drawing/hints.ts";
import { asked, asking, LookView } from "../drawing/look-view.ts";
import { percent } from "../drawing/number-format.ts";
import { setStyle } from "../drawing/set-style.ts";
import { caption, palette } from "../drawing/styles.ts";
import { blockOf, lookOptions, named, namedWithScores, type View } from "./view.ts";

/** Which lines are drawn: of each word so many of the strongest, or all from a weight on. */
const rules = {
  "top-1": { top: 1, from: 0 },
  "top-2": { top: 2, from: 0 },
  "top-3": { top: 3, from: 0 },
  "from-0.3": { top: Number.POSITIVE_INFINITY, from: 0.3 },
  "from-0.1": { top: Number.POSITIVE_INFINITY, from: 0.1 },
  "from-0.02": { top: Number.POSITIVE_INFINITY, from: 0.02 },
} as const;
type Rule = keyof typeof rules;

interface Line {
  row: number;
  column: number;
  weight: number;
}

/** Words that look on the left, words that are looked at on the right, and between them the weights. */
@customElement("softlook-lines")
class LinesView extends LookView {
  static override styles = [
    palette,
    caption,
    headSelectStyles,
    css`
      .controls {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1rem;
      }
      .sides {
        display: grid;
        grid-template-columns: auto minmax(4rem, 16rem) auto;
        justify-content: start;
      }
      .side {
        display: grid;
        grid-auto-rows: var(--height);
        min-width: 0;
        max-width: 30cqi;
      }
      .heading {
        color: var(--muted);
        font-size: 0.93em;
      }
      .asking {
        text-align: end;
      }
      .word {
        padding-inline: 0.375rem;
        border-radius: 5px;
        overflow: hidden;
        line-height: var(--height);
        text-overflow: ellipsis;
        white-space: nowrap;
        cursor: default;
        outline: none;
      }
      .word.near {
        background: var(--raised);
        font-weight: 650;
      }
      .word:focus-visible,
      .word.locked {
        outline: 2px solid var(--ink);
        outline-offset: -2px;
      }
      svg {
        width: 100%;
        height: calc(var(--count) * var(--height));
        forced-color-adjust: none;
        print-color-adjust: exact;
      }
      line {
        stroke: var(--scale-full);
        stroke-linecap: round;
        vector-effect: non-scaling-stroke;
      }
      .right {
        stroke: var(--truth);
        stroke-dasharray: 2 5;
        stroke-width: 2px;
      }
      .key {
        display: inline-flex;
        align-items: center;
        gap: 0.375rem;
      }
      .key svg {
        width: 1.5rem;
        height: 0.5rem;
      }
      .waiting {
        min-height: 16rem;
      }
    `,
  ];

  @state() private rule: Rule = "top-2";

  protected override render() {
    const { table, text, shown } = this;
    if (!table) return html`<div class="waiting"></div>`;
    const count = Math.max(table.rows.length, table.columns.length);
    const height = count <= 16 ? "1.625rem" : count <= 28 ? "1.25rem" : "1.125rem";
    const lines = this.lines();
    return html`
      <div class="controls">
        ${headSelect(text, table.heads, this.head, (head) => this.ask("choose-head", { weights: this.option("weights"), head }))}
        ${this.ruleSelect()}
      </div>
      <div
        class="sides"
        role="group"
        aria-label=${text.look.linesLabel}
        aria-describedby="hint"
        ${setStyle({ "--height": height, "--count": String(count) })}
      >
        <span class="heading asking" aria-hidden="true">${text.looksFrom}</span>
        <span></span>
        <span class="heading" aria-hidden="true">${text.looksAt}</span>
        <div class="side asking">${table.rows.map((name, row) => this.word(name, row, asking))}</div>
        <svg viewBox="0 0 1 ${count}" preserveAspectRatio="none" aria-hidden="true">
          ${this.rightOnes().map((line) => drawn(line, "right"))}
          ${lines.map((line) => this.line(line))}
        </svg>
        <div class="side">${table.columns.map((name, column) => this.word(name, column, asked))}</div>
      </div>
      <p class="readout">${shown ? this.sentence(shown) : this.share(lines)}</p>
      <p class="hint" id="hint">${this.isLocked ? hints(text).locked : hints(text).look}</p>
      ${this.truth ? html`<p class="hint key"><svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true"><line class="right" x1="0" x2="1" y1="0.5" y2="0.5"></line></svg>${text.truthLegend}</p>` : nothing}
      <p class="spoken" role="status">${this.spoken}</p>
    `;
  }

  override get chosen() {
    return this.table ? { head: this.head, lines: rules[this.rule] } : {};
  }

  private ruleSelect(): TemplateResult {
    const chose = (event: Event) => {
      this.rule = (event.target as HTMLSelectElement).value as Rule;
    };
    return html`<label class="head-select">
      ${this.text.look.lines}
      <select .value=${live(this.rule)} @change=${chose}>
        ${Object.entries(rules).map(
          ([name, { top, from }]) => html`<option value=${name} ?selected=${name === this.rule}>
            ${from > 0 ? this.text.look.linesFrom(String(from)) : this.text.look.linesTop(String(top))}
          </option>`,
        )}
      </select>
    </label>`;
  }

  private word(name: string, row: number, column: number): TemplateResult {
    const place = { row, column };
    const kind = [this.isLockedAt(place) ? "locked" : "", this.isNear(place) ? "near" : ""];
    return html`<span
      class="word ${kind.join(" ")}"
      role="button"
      title=${name}
      aria-label=${this.sentence(place)}
      aria-pressed=${this.isLockedAt(place)}
      tabindex=${this.tabIndexOf(place)}
      data-row=${row}
      data-column=${column}
    >${name}</span>`;
  }

  /** Is it the word on show, or at the other end of one of its lines? */
  private isNear({ row, column }: { row: number; column: number }): boolean {
    const { shown } = this;
    if (!shown) return false;
    if (shown.column === column) return shown.row === row;
    const [from, to] = column === asked ? [shown.row, row] : [row, shown.row];
    return this.drawnOf(from).includes(to);
  }

  private line({ row, column, weight }: Line): TemplateResult {
    const { shown, lockedCell } = this;
    const isShown = !shown || (shown.column === asking ? shown.row === row : shown.row === column);
    const isLocked = lockedCell?.row === row && lockedCell.column === column;
    const strength = Math.min(1, Math.max(0, weight));
    return svg`<line
      x1="0.01" y1=${row + 0.5} x2="0.99" y2=${column + 0.5}
      stroke-width=${(0.75 + 5.25 * strength).toFixed(2)}
      stroke-opacity=${isShown || isLocked ? (0.2 + 0.8 * strength).toFixed(3) : "0.06"}
    ></line>`;
  }

  /** The columns whose lines are drawn. */
  private drawnOf(row: number): number[] {
    const { top, from } = rules[this.rule];
    return this.looked(row)
      .slice(0, top)
      .filter((column) => this.weight(row, column) > 0 && this.weight(row, column) >= from);
  }

  private lines(): Line[] {
    return this.table!.rows.flatMap((_, row) =>
      this.drawnOf(row).map((column) => ({ row, column, weight: this.weight(row, column) })),
    );
  }

  private rightOnes(): Line[] {
    const { rows, columns } = this.table!;
    const { shown } = this;
    return rows.flatMap((_, row) =>
      columns.flatMap((_, column) => {
        const isOfShown =
          !shown || (shown.column === asking ? shown.row === row : shown.row === column);
        return isOfShown && this.isRight(row, column) ? [{ row, column, weight: 1 }] : [];
      }),
    );
  }

  /** What is left out is said. */
  private share(lines: readonly Line[]): string {
    const { rows, columns } = this.table!;
    const all = rows.reduce(
      (sum, _, row) => columns.reduce((of, _, column) => of + this.weight(row, column), sum),
      0,
    );
    const drawn = lines.reduce((sum, { weight }) => sum + weight, 0);
    return this.text.look.share(percent(drawn / all));
  }
}

function drawn({ row, column }: Line, kind: string): TemplateResult {
  return svg`<line class=${kind} x1="0.01" y1=${row + 0.5} x2="0.99" y2=${column + 0.5}></line>`;
}

/**
 * Options: `weights` and `truth` name tensors, `head` (from 0) is drawn at first instead of all
 * together. Best for a few dozen words.
 */
export default {
  name: "lines",
  options: lookOptions,
  title: (text, options) => text.look.linesTitle + blockOf(text, options),
  needs: named("weights"),
  wants: namedWithScores("weights", "truth"),
  create: () => new LinesView(),
} satisfies View;
