import { html, nothing, type PropertyValues, svg, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import { diverging, roundLimit, type Shade } from "../drawing/colour-scale.ts";
import { customElement } from "../drawing/custom-element.ts";
import type { Place } from "../drawing/grid-cursor.ts";
import { GridView } from "../drawing/grid-view.ts";
import { headSelect, headSelectStyles } from "../drawing/head-select.ts";
import { hints } from "../drawing/hints.ts";
import { header, isUpright, labelLetters } from "../drawing/matrix-labels.ts";
import { matrixLegend, shownSelect } from "../drawing/matrix-legend.ts";
import { matrixStyles } from "../drawing/matrix-styles.ts";
import { decimal } from "../drawing/number-format.ts";
import { Ramp, rampStyles } from "../drawing/ramp.ts";
import { setStyle } from "../drawing/set-style.ts";
import { shaded } from "../drawing/shaded.ts";
import { caption, cells, palette } from "../drawing/styles.ts";
import { weightShade } from "../drawing/weight-shade.ts";
import { type Head, placeName, WeightTable } from "../drawing/weight-table.ts";
import {
  blockOf,
  type CellChoice,
  lookOptions,
  named,
  namedWithScores,
  type View,
} from "./view.ts";

/** With more cells a side, printed digits are noise: then a cell tells on hover only. */
const printedSide = 16;
/** A cell holds two decimals in the smallest type that can still be read, from this width on. */
const printedWidth = 24;
/** In pixels: a letter of a label, and what else stands beside the cells. */
const letterWidth = 8.2;
const margin = 34;
const heightOfLabels = 14;
/** More than so many cells are pixels of a canvas: as elements, drawing them would hold up the page. */
const mostCells = 600;

@customElement("softlook-matrix")
class MatrixView extends GridView {
  static override styles = [palette, cells, caption, matrixStyles, headSelectStyles, rampStyles];

  @state() private printed = true;
  /** Of the columns' labels every so manieth has room. */
  @state() private every = 1;
  @query("canvas") private canvas!: HTMLCanvasElement | null;
  private table: WeightTable | undefined;
  private truth: WeightTable | undefined;
  private scores: WeightTable | undefined;
  @state() private showsScores = false;
  /** Scores have signs: what full colour stands for, on either side of 0. Weights go from 0 to 1. */
  private limit: number | undefined;
  private readonly ramp = new Ramp(this);
  private readonly resize = new ResizeObserver(() => this.measure());

  override connectedCallback(): void {
    super.connectedCallback();
    this.resize.observe(this);
  }

  override disconnectedCallback(): void {
    this.resize.disconnect();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has("picture") || changed.has("options")) this.read();
    this.limit = this.table && this.showsScores ? this.largestScore() : undefined;
  }

  private read(): void {
    const [weights, truth] = [this.tensorOf("weights"), this.tensorOf("truth")];
    const scores = this.scoresOf("weights");
    this.scores = scores && new WeightTable(scores);
    this.table = weights && new WeightTable(weights, scores);
    this.truth = truth && new WeightTable(truth);
    this.measure();
  }

  override render() {
    const { table } = this;
    if (!table) return html`<div class="waiting"></div>`;
    const choose = (head: Head) =>
      this.ask("choose-head", { weights: this.option("weights"), head });
    const shown = this.shown && this.within(this.shown) ? this.shown : this.strongest();
    return html`
      <div class="controls">
        ${headSelect(this.text, table.heads, this.head, choose)}
        ${this.scores ? shownSelect(this.text, this.showsScores, this.showScores) : nothing}
      </div>
      <div class="axes">
        <span class="at" aria-hidden="true">${this.text.looksAt}</span>
        <span class="from" aria-hidden="true">${this.text.looksFrom}</span>
        ${table.rows.length * table.columns.length > mostCells ? this.picturesque() : this.cells()}
      </div>
      ${matrixLegend(this.text, {
        limit: this.limit,
        hasTruth: this.truth !== undefined,
        hasHidden: this.hasHidden,
      })}
      <p class="readout">${this.sentence(shown)}</p>
      <p class="hint" id="hint">${this.isLocked ? hints(this.text).locked : hints(this.text).lock}</p>
      <p class="spoken" role="status">${this.spoken}</p>
    `;
  }

  override get chosen() {
    return this.table ? { head: this.head } : {};
  }

  protected override updated(): void {
    if (!this.canvas) return;
    const { columns } = this.size();
    this.ramp.paintShades(
      this.canvas,
      this.places().map((place) => this.shade(place)),
      columns,
    );
  }

  private cells(): TemplateResult {
    const { rows, columns } = this.table!;
    const { shown } = this;
    const upright = isUpright(columns);
    const classes = [
      this.hasDigits ? "printed" : "bare",
      columns.length > 24 ? "dense" : "",
      upright ? "upright" : "",
    ];
    const style = {
      "--columns": String(columns.length),
      "--labels": `${labelLetters(rows) * 0.62 + 0.6}em`,
    };
    return html`<table
      role="grid"
      aria-label=${this.text.matrixLabel}
      aria-describedby="hint"
      class=${classes.join(" ")}
      ${setStyle(style)}
    >
      <thead>
        <tr role="row">
          <td role="presentation" class="corner"></td>
          ${columns.map((name, column) =>
            header("columnheader", name, shown?.column === column, column % this.every !== 0),
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map((name, row) => [
          html`<tr role="row">
            ${header("rowheader", name, shown?.row === row)}
            ${columns.map((_, column) => this.cell({ row, column }))}
          </tr>`,
          row === rows.length - 1 ? this.note(name, columns.length) : nothing,
        ])}
      </tbody>
    </table>`;
  }

  /** Thousands of cells as one picture: hover and arrow keys find each of them all the same. */
  private picturesque(): TemplateResult {
    const { rows, columns } = this.size();
    const right = this.places().filter((place) => this.isTruth(place));
    const rect = ({ row, column }: Place, kind: string) =>
      svg`<rect class=${kind} x=${column} y=${row} width="1" height="1"></rect>`;
    return html`<div class="canvas">
      ${this.ramp.probe()}
      <canvas
        role="img"
        tabindex="0"
        aria-label=${this.text.matrixLabel}
        aria-describedby="hint"
        data-rows=${rows}
        data-columns=${columns}
      ></canvas>
      <svg viewBox="0 0 ${columns} ${rows}" preserveAspectRatio="none" aria-hidden="true">
        ${right.map((place) => rect(place, "right"))}
        ${this.shown ? rect(this.shown, "here") : nothing}
      </svg>
    </div>`;
  }

  private cell(place: Place): TemplateResult {
    const value = this.valueAt(place);
    return html`<td
      role="gridcell"
      class="cell ${this.isTruth(place) ? "truth" : ""} ${this.isLockedAt(place) ? "locked" : ""}"
      aria-label=${this.label(place)}
      tabindex=${this.tabIndexOf(place)}
      aria-selected=${this.isLockedAt(place)}
      data-row=${place.row}
      data-column=${place.column}
      ${shaded(value, () => this.shade(place))}
    ><span class="square">${this.hasDigits ? html`<span class="digits">${this.digits(place, value)}</span>` : nothing}</span></td>`;
  }

  private digits(place: Place, value: number): string {
    return this.isHidden(place) ? "" : decimal(value, 2);
  }

  /** Digits that nobody sees would have the whole table laid out anew in every frame. */
  private get hasDigits(): boolean {
    return this.printed && this.size().columns <= printedSide;
  }

  private label(place: Place): string {
    const weight = this.isHidden(place) ? this.text.hidden.short : decimal(this.valueAt(place), 2);
    return this.isTruth(place) ? `${weight}, ${this.text.truthLegend}` : weight;
  }

  /** Says beneath the last row what it is for. */
  private note(row: string, columns: number): TemplateResult | typeof nothing {
    const predicts = this.options.predicts;
    if (!predicts) return nothing;
    return html`<tr class="note" role="presentation">
      <td role="presentation"></td>
      <td role="presentation" colspan=${columns}>↑ ${this.text.predictsRow(row, predicts)}</td>
    </tr>`;
  }

  protected sentence({ row, column }: Place): string {
    const { rows, columns } = this.table!;
    const value = this.valueAt({ row, column });
    const weight = Number.isNaN(value) ? this.text.notANumber : decimal(value, 3);
    const names = [placeName(rows, row), placeName(columns, column)] as const;
    if (this.isHidden({ row, column })) return this.text.hidden.from(...names);
    if (this.limit !== undefined) return this.text.scored(...names, weight);
    return this.text.looks(...names, weight, this.isTruth({ row, column }));
  }

  protected size() {
    return { rows: this.table!.rows.length, columns: this.table!.columns.length };
  }

  protected override cellAt(place: Place): CellChoice {
    return { weights: this.option("weights"), head: this.head, ...place };
  }

  protected override placeOfCell({ weights, row, column }: CellChoice): Place | undefined {
    return weights === this.options.weights && this.within({ row, column })
      ? { row, column }
      : undefined;
  }

  protected firstTabStop(): Place {
    return { row: this.size().rows - 1, column: 0 };
  }

  /** With nothing pointed at, the sentence tells of the row that the prediction comes from. */
  private strongest(): Place {
    const { rows, columns } = this.size();
    const last = this.table!.values(this.head).subarray((rows - 1) * columns);
    return { row: rows - 1, column: Math.max(0, last.indexOf(Math.max(...last))) };
  }

  /** The sample on show may have become a shorter one. */
  private within({ row, column }: Place): boolean {
    const { rows, columns } = this.table ? this.size() : { rows: 0, columns: 0 };
    return row < rows && column < columns;
  }

  /** What a person chose for these weights; else what the lesson says, else all together. */
  private get head(): Head {
    const choice = this.headChoice;
    const said = this.options.head === undefined ? "mean" : Number(this.options.head);
    const head = choice?.weights === this.options.weights ? choice!.head : said;
    return head === "mean" || head < this.table!.heads ? head : "mean";
  }

  private readonly showScores = (shows: boolean): void => {
    this.showsScores = shows;
  };

  /** What a mask hides is 0 as a weight, and −∞ as a score: neither is a measurement. */
  private valueAt({ row, column }: Place): number {
    if (this.isHidden({ row, column })) return 0;
    const table = this.limit === undefined ? this.table : this.scores;
    return table!.at(this.head, row, column);
  }

  private isHidden({ row, column }: Place): boolean {
    return this.table!.isHidden(row, column);
  }

  private get hasHidden(): boolean {
    return this.places().some((place) => this.isHidden(place));
  }

  private shade(place: Place): Shade {
    const shade = weightShade(this.table!, this.head, place.row, place.column);
    if (shade.sign === "hidden" || this.limit === undefined) return shade;
    const score = this.valueAt(place);
    return Number.isFinite(score) ? diverging(score, this.limit) : { amount: 0, sign: "broken" };
  }

  private largestScore(): number | undefined {
    const { scores, head } = this;
    return (
      scores && roundLimit(this.places().map(({ row, column }) => scores.at(head, row, column)))
    );
  }

  private places(): Place[] {
    const { rows, columns } = this.size();
    return Array.from({ length: rows * columns }, (_, i) => ({
      row: Math.floor(i / columns),
      column: i % columns,
    }));
  }

  private isTruth({ row, column }: Place): boolean {
    return this.truth?.at(0, row, column) === 1;
  }

  private measure(): void {
    const { rows, columns } = this.table ?? { rows: [], columns: [] };
    const room = this.offsetWidth - margin - labelLetters(rows) * letterWidth;
    this.printed = room / columns.length - 3 >= printedWidth;
    const most = isUpright(columns) ? room / heightOfLabels : printedSide;
    this.every = Math.max(1, Math.ceil(columns.length / Math.max(1, most)));
  }
}

/**
 * Options: `weights` and `truth` name tensors, `head` (from 0) is drawn at first instead of all
 * together, `predicts` is what the last row's look-up is for.
 */
export default {
  name: "matrix",
  options: { ...lookOptions, predicts: "text" },
  title: (text, options) => text.matrixTitle + blockOf(text, options),
  needs: named("weights"),
  wants: namedWithScores("weights", "truth"),
  create: () => new MatrixView(),
} satisfies View;
