import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { NamedTensor } from "softlook-wasm";
import { sequential } from "../drawing/colour-scale.ts";
import { customElement } from "../drawing/custom-element.ts";
import { bits, softmaxAt } from "../drawing/entropy.ts";
import type { Place } from "../drawing/grid-cursor.ts";
import { engineSpan } from "../text/engine-words.ts";
import "../drawing/explained.ts";
import { GridView } from "../drawing/grid-view.ts";
import { decimal } from "../drawing/number-format.ts";
import { shaded } from "../drawing/shaded.ts";
import { caption, cells, palette } from "../drawing/styles.ts";
import { asksFor, explain } from "../explaining/explanation.ts";
import type { Asked } from "../explaining/source.ts";
import type { CellChoice, View } from "./view.ts";

const tensors = {
  queries: "queries",
  keys: "keys",
  values: "values",
  scores: "attention.scores",
  weights: "attention.weights",
  output: "output",
} as const;
type Part = keyof typeof tensors;
/** A row, and a place in it, that counts through Q, K and V. */
interface Cell {
  row: number;
  at: number;
}
const written = ["queries", "keys", "values"] as const;

/** An attention worked out by hand: Q, K and V can be edited, and every step of it is shown. */
@customElement("softlook-calculator")
class CalculatorView extends GridView {
  static override styles = [
    palette,
    cells,
    caption,
    css`
      .tables {
        display: flex;
        flex-wrap: wrap;
        gap: 1rem;
        margin-block-end: 1rem;
      }
      figure {
        margin: 0;
        min-width: 0;
      }
      figcaption {
        max-inline-size: 12.5rem;
        margin-block-end: 0.25rem;
        color: var(--muted);
      }
      figcaption b {
        color: var(--ink);
      }
      table {
        --gap: 2px;
        --corner: 4px;
        width: auto;
      }
      th {
        padding-inline-end: 0.375rem;
      }
      td {
        min-width: 3.5rem;
        height: 2.25rem;
      }
      td.plain {
        background: none;
        color: var(--ink);
      }
      input[type="text"] {
        box-sizing: border-box;
        width: 4rem;
        height: 2.25rem;
        padding: 0 1px;
        border: 1px solid color-mix(in oklab, var(--muted) 75%, var(--surface));
        border-radius: 6px;
        background: var(--surface);
        color: var(--ink);
        font: inherit;
        font-variant-numeric: tabular-nums;
        text-align: center;
      }
      /* One table beneath the other: there is room for more digits. */
      @container (max-width: 520px) {
        figcaption {
          max-inline-size: none;
        }
        input[type="text"] {
          width: clamp(3.25rem, 25cqi, 6rem);
        }
      }
      input:focus-visible {
        outline: 2px solid var(--accent);
        outline-offset: 1px;
      }
      input[aria-invalid="true"] {
        border-color: var(--alarm);
      }
      .refused {
        margin: 0.5rem 0 0;
        color: var(--alarm);
      }
      .heat {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.75rem;
        margin-block-start: 0.75rem;
      }
      .heat input {
        flex: 1 1 10rem;
        min-width: 0;
        accent-color: var(--accent);
      }
      h3 {
        margin: 1.5rem 0 0;
        font-size: 1.07em;
        font-weight: 650;
      }
      .waiting {
        min-height: 12rem;
      }
    `,
  ];

  /** What stands in the fields, row by row, once a person has changed one: [q | k | v]. */
  @state() private fields: string[][] | undefined;
  /** What is being written: a picture that comes meanwhile leaves it alone. */
  private readonly typing = new Map<string, string>();
  /** What was left empty last, and has its number back. */
  @state() private emptied: Cell | undefined;
  /** What the fields say. */
  private asked = "";
  /** What the scores are divided by in the question "what if", as a power of two. */
  @state() private heat = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    // It was not written here, or is of a sample that nobody wrote.
    if (changed.has("typed") && this.typed !== this.asked) {
      this.fields = undefined;
      this.emptied = undefined;
    }
  }

  protected override render() {
    if (!this.tableOf("weights")) return html`<div class="waiting"></div>`;
    const { text } = this;
    const typed = this.picture?.frame.typed;
    const refusal = typed?.text === this.typed ? typed.refusal : undefined;
    return html`
      <div class="tables">${written.map((part, i) => this.editable(part, i))}</div>
      ${this.complaint()}
      ${refusal ? html`<p class="refused" role="status">${text.typedRefused} ${engineSpan(text, refusal)}</p>` : ""}
      <div class="tables">
        ${this.plain("scores", text.calculatorScores)}
        ${this.weights()}
        ${this.plain("output", text.calculatorOutput)}
      </div>
      <p class="readout">${this.sentence(this.shown ?? { row: 0, column: 0 })}</p>
      <p class="hint" id="hint">${this.isLocked ? text.locked : text.calculatorHint}</p>
      <p class="spoken" role="status">${this.spoken}</p>
      ${this.whatIf()}
      ${this.explained(this.shown ?? this.firstTabStop())}
    `;
  }

  /** Which number of which table is none, and what would be one. */
  private complaint(): TemplateResult | typeof nothing {
    const { emptied, text } = this;
    const wrong = this.wrong();
    if (!wrong && !emptied) return nothing;
    const words = wrong
      ? text.calculatorWrong(this.nameOf(wrong), wrong.value, String(largest))
      : text.calculatorEmpty(this.nameOf(emptied!), String(largest));
    return html`<p class="refused" role="status">${words}</p>`;
  }

  private wrong(): (Cell & { value: string }) | undefined {
    for (const [row, line] of (this.fields ?? []).entries()) {
      const at = line.findIndex((value) => !isNumber(value));
      if (at >= 0) return { row, at, value: line[at]! };
    }
    return undefined;
  }

  private nameOf({ row, at }: Cell): string {
    const { width } = this.sizeOf("queries");
    const { sign } = this.text.calculatorParts[written[Math.floor(at / width)]!];
    return this.text.calculatorField(sign, String(row + 1), String((at % width) + 1));
  }

  private editable(part: (typeof written)[number], place: number): TemplateResult {
    const { rows, width } = this.sizeOf(part);
    const name = this.text.calculatorParts[part];
    return html`<figure>
      <figcaption><b>${name.sign}</b> ${name.words}</figcaption>
      <table>
        ${Array.from({ length: rows }, (_, row) => {
          const label = String(row + 1);
          return html`<tr>
            <th scope="row">${label}</th>
            ${Array.from({ length: width }, (_, column) => {
              const at = place * width + column;
              const known = this.fields?.[row]?.[at] ?? this.writtenAt(part, row, column);
              const value = this.typing.get(`${row} ${at}`) ?? known;
              return html`<td class="plain"><input
                type="text"
                inputmode="decimal"
                autocomplete="off"
                aria-label=${this.text.calculatorField(name.sign, label, String(column + 1))}
                aria-invalid=${!isNumber(known)}
                .value=${live(value)}
                @input=${({ target }: Event) => this.typing.set(`${row} ${at}`, (target as HTMLInputElement).value)}
                @change=${(event: Event) => this.edit(row, at, event.target as HTMLInputElement)}
              /></td>`;
            })}
          </tr>`;
        })}
      </table>
    </figure>`;
  }

  private plain(part: Part, words: string): TemplateResult {
    const { rows, width } = this.sizeOf(part);
    return html`<figure>
      <figcaption>${words}</figcaption>
      <table>
        ${Array.from({ length: rows }, (_, row) => {
          return html`<tr>
            <th scope="row">${row + 1}</th>
            ${Array.from(
              { length: width },
              (_, column) => html`<td class="plain">${decimal(this.at(part, row, column), 3)}</td>`,
            )}
          </tr>`;
        })}
      </table>
    </figure>`;
  }

  private weights(): TemplateResult {
    const { rows, width } = this.sizeOf("weights");
    return html`<figure>
      <figcaption>${this.text.calculatorWeights}</figcaption>
      <table role="grid" aria-label=${this.text.matrixLabel} aria-describedby="hint">
        ${Array.from({ length: rows }, (_, row) => {
          const entropy = decimal(bits(this.rowOf("weights", row)), 2);
          return html`<tr role="row">
            <th scope="row" role="rowheader">${row + 1}</th>
            ${Array.from({ length: width }, (_, column) => this.weight({ row, column }))}
            <td class="plain" role="presentation"><small>${this.text.calculatorBits(entropy)}</small></td>
          </tr>`;
        })}
      </table>
    </figure>`;
  }

  private weight(place: Place): TemplateResult {
    const value = this.at("weights", place.row, place.column);
    return html`<td
      role="gridcell"
      class=${this.isLockedAt(place) ? "locked" : ""}
      aria-label=${decimal(value, 3)}
      tabindex=${this.tabIndexOf(place)}
      aria-selected=${this.isLockedAt(place)}
      data-row=${place.row}
      data-column=${place.column}
      ${shaded(value, sequential)}
    >${decimal(value, 3)}</td>`;
  }

  /** How a weight comes about: its share of the powers of e of its row. */
  protected sentence({ row, column }: Place): string {
    const scores = this.rowOf("scores", row);
    const powers = scores.map((score) => Math.exp(score));
    const sum = powers.reduce((total, power) => total + power, 0);
    return this.text.calculatorHow(
      String(row + 1),
      String(column + 1),
      decimal(scores[column] ?? Number.NaN, 3),
      decimal(powers[column] ?? Number.NaN, 3),
      decimal(sum, 3),
      decimal(this.at("weights", row, column), 3),
    );
  }

  /** The same that explains any weight of any lesson. */
  private explained({ row, column }: Place): TemplateResult {
    const { tensors: all, absent } = this.picture!.frame;
    const { columns } = this.size();
    const labels = Array.from({ length: columns }, (_, i) => String(i + 1));
    return html`<h3>${this.text.explain.viewTitle}</h3>
      <softlook-explained
        .text=${this.text}
        .names=${{ row: labels[row], column: labels[column], columns: labels }}
        .column=${column}
        .explanation=${explain(all, this.askedAt({ row, column }), 0, absent)}
      ></softlook-explained>`;
  }

  private askedAt(place: Place): Asked {
    return { weights: tensors.weights, ...place, config: this.picture!.run.config };
  }

  /** What an attention has of its own. */
  override get asks(): readonly string[] {
    return this.picture ? asksFor(this.askedAt(this.firstTabStop())) : [];
  }

  protected override updated(): void {
    this.tellAsks();
  }

  protected override cellAt(place: Place): CellChoice {
    return { weights: tensors.weights, head: 0, ...place };
  }

  protected override placeOfCell({ weights, row, column }: CellChoice): Place | undefined {
    const { rows, columns } = this.size();
    const isHere = weights === tensors.weights && row < rows && column < columns;
    return isHere ? { row, column } : undefined;
  }

  private whatIf(): TemplateResult {
    const { rows, width } = this.sizeOf("scores");
    const factor = 2 ** this.heat;
    const entropies = Array.from({ length: rows }, (_, row) =>
      bits(softmaxAt(this.rowOf("scores", row), factor)),
    );
    const mean = entropies.reduce((sum, entropy) => sum + entropy, 0) / rows;
    const sentence = this.text.calculatorWhatIf(
      decimal(factor, factor < 10 ? 2 : 0),
      decimal(mean, 2),
      decimal(Math.log2(width), 2),
    );
    return html`<label class="heat">
      <span>${this.text.calculatorHeat}</span>
      <input
        type="range"
        min="-6"
        max="6"
        step="0.25"
        aria-valuetext=${sentence}
        .value=${live(String(this.heat))}
        @input=${(event: Event) => {
          this.heat = Number((event.target as HTMLInputElement).value);
        }}
      />
      <output>${sentence}</output>
    </label>`;
  }

  private edit(row: number, at: number, field: HTMLInputElement): void {
    this.typing.delete(`${row} ${at}`);
    const { rows } = this.sizeOf("queries");
    const now = (r: number) =>
      written.flatMap((part) =>
        Array.from({ length: this.sizeOf(part).width }, (_, c) => this.writtenAt(part, r, c)),
      );
    const fields = this.fields ?? Array.from({ length: rows }, (_, r) => now(r));
    const isEmpty = field.value.trim() === "";
    this.emptied = isEmpty ? { row, at } : undefined;
    // What is emptied goes back to the number that the pictures have.
    const value = isEmpty ? now(row)[at]! : field.value.trim();
    this.fields = fields.map((line, r) => (r === row ? line.with(at, value) : line));
    // The pictures stay with the last numbers that were all numbers.
    if (!this.fields.flat().every(isNumber)) return;
    this.asked = this.fields.map((line) => line.map(asWritten).join(" ")).join("\n");
    this.ask("show-typed", this.asked);
  }

  private tableOf(part: Part): NamedTensor | undefined {
    return this.picture?.frame.tensors[tensors[part]];
  }

  private sizeOf(part: Part): { rows: number; width: number } {
    const shape = this.tableOf(part)?.shape ?? [];
    return { rows: shape.at(-2) ?? 0, width: shape.at(-1) ?? 0 };
  }

  private at(part: Part, row: number, column: number): number {
    return this.tableOf(part)?.data[row * this.sizeOf(part).width + column] ?? Number.NaN;
  }

  private rowOf(part: Part, row: number): number[] {
    return Array.from({ length: this.sizeOf(part).width }, (_, column) =>
      this.at(part, row, column),
    );
  }

  /** As short as says the float: 0.3, not 0.30000001192092896. */
  private writtenAt(part: Part, row: number, column: number): string {
    return String(Number(this.at(part, row, column).toPrecision(7)));
  }

  protected size() {
    const { rows, width } = this.sizeOf("weights");
    return { rows, columns: width };
  }

  protected firstTabStop(): Place {
    return { row: 0, column: 0 };
  }
}

/** Beyond it the engine reads no number. */
const largest = 1e6;

/** A comma for a point, and the minus sign of books, are how people write. */
const asWritten = (value: string): string => value.replace(",", ".").replace("−", "-");

function isNumber(value: string): boolean {
  return value.trim() !== "" && Math.abs(Number(asWritten(value))) <= largest;
}

/** It has no options: it shows the task `numbers` in the model `calculator`, with one head. */
export default {
  name: "calculator",
  options: {},
  title: (text) => text.calculatorTitle,
  needs: () => Object.values(tensors),
  create: () => new CalculatorView(),
} satisfies View;
