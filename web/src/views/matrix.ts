import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import type { NamedTensor } from "softlook-wasm";
import { sequential } from "../drawing/colour-scale.ts";
import { customElement } from "../drawing/custom-element.ts";
import type { Place } from "../drawing/grid-cursor.ts";
import { GridView } from "../drawing/grid-view.ts";
import { matrixStyles } from "../drawing/matrix-styles.ts";
import { decimal } from "../drawing/number-format.ts";
import { shaded } from "../drawing/shaded.ts";
import { caption, cells, palette } from "../drawing/styles.ts";
import type { View } from "./view.ts";

/** With more cells a side, printed digits are noise: then a cell tells on hover only. */
const printedSide = 16;
/** A cell holds two decimals in the smallest type that can still be read, from this width on. */
const printedWidth = 24;
const widthOfLabels = 48;

@customElement("softlook-matrix")
class MatrixView extends GridView {
  static override styles = [palette, cells, caption, matrixStyles];

  @state() private printed = true;
  private readonly resize = new ResizeObserver(() => this.measure());

  override connectedCallback(): void {
    super.connectedCallback();
    this.resize.observe(this);
  }

  override disconnectedCallback(): void {
    this.resize.disconnect();
    super.disconnectedCallback();
  }

  override render() {
    const weights = this.weights;
    if (!weights) return html`<div class="waiting"></div>`;
    const { rows, columns } = weights;
    const shown = this.shown;
    const every = Math.ceil(columns.length / printedSide);
    return html`
      <div class="axes">
        <span class="at" aria-hidden="true">${this.text.looksAt}</span>
        <span class="from" aria-hidden="true">${this.text.looksFrom}</span>
        <table
          role="grid"
          aria-label=${this.text.matrixLabel}
          aria-describedby="hint"
          class=${this.printed && columns.length <= printedSide ? "printed" : "bare"}
        >
          <thead>
            <tr role="row">
              <td role="presentation" class="corner"></td>
              ${columns.map((name, column) =>
                header("columnheader", name, shown?.column === column, column % every !== 0),
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
        </table>
      </div>
      ${this.legend()}
      <p class="readout">${this.sentence(shown ?? this.strongest())}</p>
      <p class="hint" id="hint">${this.isLocked ? this.text.locked : this.text.lockHint}</p>
      <p class="spoken" role="status">${this.spoken}</p>
    `;
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
      ${shaded(value, sequential)}
    ><span class="square"><span class="digits">${decimal(value, 2)}</span></span></td>`;
  }

  private label(place: Place): string {
    const weight = decimal(this.valueAt(place), 2);
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

  private legend(): TemplateResult {
    return html`<div class="legend">
      <span class="ramp"><span>0</span><i></i><span>1</span> ${this.text.weightLegend}</span>
      ${this.truth ? html`<span class="key"><i></i>${this.text.truthLegend}</span>` : nothing}
    </div>`;
  }

  protected sentence({ row, column }: Place): string {
    const { rows, columns } = this.weights!;
    const value = this.valueAt({ row, column });
    const weight = Number.isNaN(value) ? this.text.notANumber : decimal(value, 3);
    return this.text.looks(rows[row]!, columns[column]!, weight, this.isTruth({ row, column }));
  }

  protected size() {
    return { rows: this.weights!.rows.length, columns: this.weights!.columns.length };
  }

  protected firstTabStop(): Place {
    return { row: this.size().rows - 1, column: 0 };
  }

  /** With nothing pointed at, the sentence tells of the row that the prediction comes from. */
  private strongest(): Place {
    const { rows, columns } = this.size();
    const last = this.weights!.data.subarray((rows - 1) * columns);
    return { row: rows - 1, column: Math.max(0, last.indexOf(Math.max(...last))) };
  }

  private get weights(): NamedTensor | undefined {
    return this.picture?.frame.tensors[this.option("weights")];
  }

  private get truth(): NamedTensor | undefined {
    return this.picture?.frame.tensors[this.options.truth ?? ""];
  }

  private valueAt(place: Place): number {
    return this.weights!.data[place.row * this.size().columns + place.column] ?? Number.NaN;
  }

  private isTruth(place: Place): boolean {
    return this.truth?.data[place.row * this.size().columns + place.column] === 1;
  }

  private measure(): void {
    const columns = this.weights?.columns.length ?? 8;
    this.printed = (this.offsetWidth - widthOfLabels) / columns - 3 >= printedWidth;
  }
}

/** A quiet one is there for who cannot see, and shows itself when it is lit. */
function header(
  role: "columnheader" | "rowheader",
  name: string,
  lit: boolean,
  quiet = false,
): TemplateResult {
  return html`<th role=${role} class=${lit ? "lit" : quiet ? "quiet" : ""}>${name}</th>`;
}

/** Options: `weights` and `truth` name tensors, `predicts` what the last row's look-up is for. */
export default {
  name: "matrix",
  title: (text) => text.matrixTitle,
  needs: (options) => ["weights", "truth"].flatMap((name) => options[name] ?? []),
  create: () => new MatrixView(),
} satisfies View;
