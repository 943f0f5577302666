import { css, html, nothing, type PropertyValues, svg, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { customElement } from "../drawing/custom-element.ts";
import type { Place } from "../drawing/grid-cursor.ts";
import { GridView } from "../drawing/grid-view.ts";
import { headSelect, headSelectStyles } from "../drawing/head-select.ts";
import { hints } from "../drawing/hints.ts";
import { decimal } from "../drawing/number-format.ts";
import { paintGrey, paintVeil, rampStyles } from "../drawing/ramp.ts";
import { caption, palette } from "../drawing/styles.ts";
import { type Head, WeightTable } from "../drawing/weight-table.ts";
import { type CellChoice, named, type View } from "./view.ts";

/** Seen on black as on white, in either theme. */
const veil = [64, 140, 255] as const;

@customElement("softlook-image")
class ImageView extends GridView {
  static override styles = [
    palette,
    caption,
    headSelectStyles,
    rampStyles,
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
      .image {
        position: relative;
        width: min(100%, 26rem);
        border-radius: 8px;
        overflow: hidden;
        outline: 1px solid var(--line);
      }
      canvas {
        display: block;
        width: 100%;
      }
      .over,
      svg {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
      }
      .over {
        cursor: crosshair;
      }
      .over:focus-visible {
        outline: 3px solid var(--accent);
        outline-offset: -3px;
      }
      svg {
        pointer-events: none;
      }
      rect {
        fill: none;
        stroke-width: 2px;
        vector-effect: non-scaling-stroke;
      }
      .right {
        stroke: #ff8a3d;
      }
      .here {
        stroke: #fff;
        paint-order: stroke;
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
      .legend i {
        width: 6rem;
        height: 0.625rem;
        border-radius: 3px;
        background: linear-gradient(to right, transparent, rgb(64 140 255 / 80%));
        box-shadow: inset 0 0 0 1px var(--line);
        forced-color-adjust: none;
        print-color-adjust: exact;
      }
      .key i {
        width: 0.875rem;
        height: 0.875rem;
        border: 2px solid #ff8a3d;
        border-radius: 4px;
        background: none;
      }
      .waiting {
        aspect-ratio: 1;
        max-width: 26rem;
      }
    `,
  ];

  @state() private overlaid = true;
  /** Which row of the weights is laid over the image. */
  @state() private asking = 0;
  @query(".picture") private picturePlace!: HTMLCanvasElement | null;
  @query(".over") private over!: HTMLCanvasElement | null;
  private table: WeightTable | undefined;
  private truth: WeightTable | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    // A weight that was locked elsewhere may be of another query than the one laid over the image.
    if (changed.has("cellChoice") && this.cellChoice?.weights === this.options.weights) {
      this.asking = this.cellChoice?.row ?? this.asking;
    }
    if (!changed.has("picture")) return;
    const [weights, truth] = [this.tensorOf("weights"), this.tensorOf("truth")];
    // Of the parts of an image none is padding, whatever they are called.
    this.table = weights && new WeightTable({ ...weights, columns: [] });
    this.truth = truth && new WeightTable({ ...truth, columns: [] });
    if (this.table) this.asking = Math.min(this.asking, this.table.rows.length - 1);
  }

  protected override render() {
    if (!this.table) return html`<div class="waiting"></div>`;
    const { rows, columns } = this.size();
    const shown = this.sentence(this.shown ?? this.strongest());
    const rect = ({ row, column }: Place, kind: string) =>
      svg`<rect class=${kind} x=${column} y=${row} width="1" height="1"></rect>`;
    const right = this.every.filter((place) => this.isRight(place));
    return html`
      ${this.controls(this.table)}
      <div class="image">
        <canvas class="picture" aria-hidden="true"></canvas>
        <canvas
          class="over"
          role="img"
          tabindex="0"
          aria-label=${this.text.imageLabel(String(rows), String(columns), shown)}
          aria-describedby="hint"
          data-rows=${rows}
          data-columns=${columns}
        ></canvas>
        <svg viewBox="0 0 ${columns} ${rows}" preserveAspectRatio="none" aria-hidden="true">
          ${this.overlaid ? right.map((place) => rect(place, "right")) : nothing}
          ${this.shown ? rect(this.shown, "here") : nothing}
        </svg>
      </div>
      <div class="legend">
        <span><span>0</span><i></i><span>${decimal(this.largest, 2)}</span> ${this.text.weightLegend}</span>
        ${right.length > 0 ? html`<span class="key"><i></i>${this.text.truthLegend}</span>` : nothing}
      </div>
      <p class="readout">${shown}</p>
      <p class="hint" id="hint">${this.isLocked ? hints(this.text).locked : hints(this.text).lock}</p>
      <p class="spoken" role="status">${this.spoken}</p>
    `;
  }

  override get chosen() {
    return this.table ? { head: this.head, row: this.asking } : {};
  }

  protected override updated(): void {
    const image = this.tensorOf("image");
    if (!this.over || !this.picturePlace || !image) return;
    const [height, width] = [image.shape[1]!, image.shape[2]!];
    paintGrey(this.picturePlace, image.data.subarray(0, height * width), width);
    const { largest } = this;
    const amounts = this.every.map((place) => (this.overlaid ? this.weightAt(place) / largest : 0));
    paintVeil(this.over, amounts, this.size().columns, veil);
  }

  private controls(table: WeightTable): TemplateResult {
    const choose = (head: Head) =>
      this.ask("choose-head", { weights: this.option("weights"), head });
    const asked = (event: Event) => {
      this.asking = Number((event.target as HTMLSelectElement).value);
    };
    return html`<div class="controls">
      ${headSelect(this.text, table.heads, this.head, choose)}
      ${
        table.rows.length > 1
          ? html`<label class="head-select">
              ${this.text.imageQuery}
              <select .value=${live(String(this.asking))} @change=${asked}>
                ${table.rows.map(
                  (name, row) =>
                    html`<option value=${row} ?selected=${row === this.asking}>
                      ${name === String(row + 1) ? name : `${row + 1}: ${name}`}
                    </option>`,
                )}
              </select>
            </label>`
          : nothing
      }
      <label>
        <input
          type="checkbox"
          .checked=${live(this.overlaid)}
          @change=${(event: Event) => {
            this.overlaid = (event.target as HTMLInputElement).checked;
          }}
        />
        ${this.text.imageOverlay}
      </label>
    </div>`;
  }

  protected sentence(place: Place): string {
    const value = this.weightAt(place);
    const weight = Number.isNaN(value) ? this.text.notANumber : decimal(value, 3);
    const { row, column } = place;
    return this.text.imageAt(String(row + 1), String(column + 1), weight, this.isRight(place));
  }

  protected size() {
    return { rows: Number(this.option("rows")), columns: Number(this.option("columns")) };
  }

  /** A part of the image is a key of the query whose weights are laid over it. */
  protected override cellAt({ row, column }: Place): CellChoice {
    const key = row * this.size().columns + column;
    return { weights: this.option("weights"), head: this.head, row: this.asking, column: key };
  }

  protected override placeOfCell({ weights, row, column }: CellChoice): Place | undefined {
    const { rows, columns } = this.size();
    const isHere = weights === this.options.weights && row === this.asking;
    if (!this.table || !isHere || column >= rows * columns) return undefined;
    return { row: Math.floor(column / columns), column: column % columns };
  }

  protected firstTabStop(): Place {
    return this.strongest();
  }

  private get every(): Place[] {
    const { rows, columns } = this.size();
    return Array.from({ length: rows * columns }, (_, i) => ({
      row: Math.floor(i / columns),
      column: i % columns,
    }));
  }

  private get largest(): number {
    return Math.max(1e-9, ...this.every.map((place) => this.weightAt(place) || 0));
  }

  private strongest(): Place {
    const { every } = this;
    const heavier = (a: Place, b: Place) => (this.weightAt(b) > this.weightAt(a) ? b : a);
    return every.reduce(heavier, every[0]!);
  }

  private get head(): Head {
    const { headChoice: choice, table } = this;
    const head = choice?.weights === this.options.weights ? choice!.head : "mean";
    return head === "mean" || head < table!.heads ? head : "mean";
  }

  private weightAt({ row, column }: Place): number {
    return this.table!.at(this.head, this.asking, row * this.size().columns + column);
  }

  /** Where the truth is told in parts as fine as these. */
  private isRight({ row, column }: Place): boolean {
    const { truth, table } = this;
    if (!truth || truth.columns.length !== table!.columns.length) return false;
    return (
      truth.at(
        0,
        Math.min(this.asking, truth.rows.length - 1),
        row * this.size().columns + column,
      ) > 0
    );
  }
}

/**
 * Options: `image` [B,Y,X], `weights` and `truth` name tensors; the keys of the weights are the parts
 * of the image, `rows` times `columns` of them.
 */
export default {
  name: "image",
  options: {
    image: "tensor",
    weights: "tensor",
    truth: "tensor",
    rows: "number",
    columns: "number",
  },
  title: (text) => text.imageTitle,
  needs: named("image", "weights"),
  wants: named("truth"),
  create: () => new ImageView(),
} satisfies View;
