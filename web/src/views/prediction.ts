import { css, html, nothing, type TemplateResult } from "lit";
import type { NamedTensor } from "softlook-wasm";
import { diverging, roundLimit } from "../drawing/colour-scale.ts";
import { customElement } from "../drawing/custom-element.ts";
import type { Place } from "../drawing/grid-cursor.ts";
import { GridView } from "../drawing/grid-view.ts";
import { decimal } from "../drawing/number-format.ts";
import { shaded } from "../drawing/shaded.ts";
import { caption, cells, palette } from "../drawing/styles.ts";
import type { View } from "./view.ts";

@customElement("softlook-prediction")
class PredictionView extends GridView {
  static override styles = [
    palette,
    cells,
    caption,
    css`
      table {
        --gap: 2px;
        --corner: 3px;
      }
      tbody th {
        width: 5.2em;
        padding-inline-end: 0.25rem;
        text-align: start;
      }
      .gap {
        width: 4px;
        background: none;
      }
      .cell {
        height: clamp(1.75rem, 5cqi, 2.5rem);
      }
      .legend {
        display: flex;
        align-items: center;
        gap: 0.375rem;
        margin-block-start: 0.5rem;
        color: var(--muted);
        font-size: 0.93em;
        font-variant-numeric: tabular-nums;
      }
      .legend i {
        width: 8rem;
        height: 0.625rem;
        border-radius: 3px;
        background: linear-gradient(
          to right in oklab,
          var(--scale-negative),
          var(--scale-zero),
          var(--scale-full)
        );
        box-shadow: inset 0 0 0 1px var(--line);
        forced-color-adjust: none;
        print-color-adjust: exact;
      }
      .waiting {
        min-height: 8rem;
      }
    `,
  ];

  override render() {
    const [predicted, actual] = this.strips;
    if (!predicted || !actual) return html`<div class="waiting"></div>`;
    const limit = roundLimit(actual);
    return html`
      <table
        role="grid"
        aria-label=${this.text.predictionLabel(this.option("of"))}
      >
        <tbody>
          ${this.strip(0, this.text.predicted, predicted, limit)}
          ${this.strip(1, this.text.actual, actual, limit)}
        </tbody>
      </table>
      <div class="legend"><span>${decimal(-limit, 1)}</span><i></i><span>${decimal(limit, 1)}</span></div>
      <p class="readout">${this.shown ? this.sentence(this.shown) : this.text.predictionHint}</p>
      <p class="spoken" role="status">${this.spoken}</p>
    `;
  }

  private strip(row: number, name: string, values: Float32Array, limit: number): TemplateResult {
    return html`<tr role="row">
      <th role="rowheader" class=${this.shown?.row === row ? "lit" : ""}>${name}</th>
      ${Array.from(values, (value, column) => this.cell({ row, column }, value, limit))}
    </tr>`;
  }

  private cell(place: Place, value: number, limit: number): TemplateResult {
    const gap = html`<td role="presentation" class="gap"></td>`;
    return html`${this.beginsPart(place) ? gap : nothing}<td
      role="gridcell"
      class="cell ${this.isLockedAt(place) ? "locked" : ""}"
      tabindex=${this.tabIndexOf(place)}
      aria-selected=${this.isLockedAt(place)}
      aria-label=${decimal(value, 3)}
      data-row=${place.row}
      data-column=${place.column}
      ${shaded(value, (x) => diverging(x, limit))}
    ></td>`;
  }

  protected sentence({ column }: Place): string {
    const [predicted, actual] = this.strips;
    const name = this.tensor("predicted")?.columns[column] ?? this.text.numberAt(column + 1);
    return this.text.predictionAt(
      name,
      decimal(predicted?.[column] ?? Number.NaN, 3),
      decimal(actual?.[column] ?? Number.NaN, 3),
    );
  }

  private beginsPart({ column }: Place): boolean {
    const parts = Number(this.options.parts ?? 1);
    return column > 0 && column % (this.size().columns / parts) === 0;
  }

  protected size() {
    return { rows: 2, columns: this.strips[0]?.length ?? 0 };
  }

  protected firstTabStop(): Place {
    return { row: 0, column: 0 };
  }

  /** The last row of both tensors: the one that the lesson is about. */
  private get strips(): (Float32Array | undefined)[] {
    return ["predicted", "actual"].map((option) => {
      const tensor = this.tensor(option);
      return tensor?.data.subarray(-(tensor.shape.at(-1) ?? 0));
    });
  }

  private tensor(option: string): NamedTensor | undefined {
    return this.picture?.frame.tensors[this.option(option)];
  }
}

/** Options: `predicted` and `actual` name tensors, `of` says what is predicted, `parts` of how many equal ones it is made. */
export default {
  name: "prediction",
  options: { predicted: "tensor", actual: "tensor", of: "text", parts: "number" },
  title: (text, options) => text.predictionTitle(options.of ?? ""),
  needs: (options) => ["predicted", "actual"].flatMap((name) => options[name] ?? []),
  create: () => new PredictionView(),
} satisfies View;
