import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { customElement } from "../drawing/custom-element.ts";
import { type Difference, differenceOf, fitOf, type NoDifference } from "../drawing/difference.ts";
import type { Place } from "../drawing/grid-cursor.ts";
import { GridView } from "../drawing/grid-view.ts";
import { headSelect, headSelectStyles } from "../drawing/head-select.ts";
import { hints } from "../drawing/hints.ts";
import { decimal } from "../drawing/number-format.ts";
import { Ramp, rampStyles } from "../drawing/ramp.ts";
import { smallMap, smallMapStyles } from "../drawing/small-map.ts";
import { caption, palette } from "../drawing/styles.ts";
import { type Head, placeName, type WeightTable } from "../drawing/weight-table.ts";
import { whoIs } from "./compare-chips.ts";
import { compareLegend } from "./compare-legend.ts";
import { compareMapStyles } from "./compare-map-styles.ts";
import { type Pair, pairChoice, whyNoDifference } from "./compare-pair.ts";
import { runsOf } from "./compare-saving.ts";
import { compareStyles } from "./compare-styles.ts";
import type { Contender } from "./comparison.ts";
import { letterOf } from "./contender-letter.ts";

/** In pixels: what a name along a map needs, and what stands beside the map. */
const nameSize = 12;
const margin = 76;

/** The weights of all side by side, and what is different between two of them; one cursor for all. */
@customElement("softlook-compare-maps")
export class CompareMaps extends GridView {
  static override styles = [
    palette,
    caption,
    headSelectStyles,
    compareStyles,
    rampStyles,
    smallMapStyles,
    compareMapStyles,
  ];

  @property({ attribute: false }) contenders: readonly Contender[] = [];
  @property({ attribute: false }) titles: readonly string[] = [];
  @state() private head: Head = "mean";
  /** Whose difference a person wants to see: the first less the second. */
  @state() private chosenPair: Pair | undefined;
  @state() private mapWidth = 0;
  private measuredFor = 0;
  private pair: Pair = [1, 0];
  private difference: Difference | NoDifference = "missing";
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

  override get chosen() {
    const { head, pair } = this;
    const runs = runsOf(this.contenders, this.titles).map((run, i) => {
      const weights = this.tableOf(i);
      return { ...run, weights, truth: weights && this.contenders[i]!.truth };
    });
    return { head, compared: { runs, pair } };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    // One of the two may have been taken out.
    if (this.chosenPair?.some((i) => i >= this.contenders.length)) this.chosenPair = undefined;
    if (this.head !== "mean" && this.head >= this.heads) this.head = "mean";
    this.pair = this.chosenPair ?? this.firstPair();
    const [of, minus] = this.pair;
    const less = of === minus ? undefined : this.tableOf(minus);
    this.difference = differenceOf(this.tableOf(of), less, this.head);
  }

  protected override render(): TemplateResult {
    const waiting = this.contenders.every(({ weights, lacks }) => !weights && !lacks);
    if (waiting) return html`${this.ramp.probe()}<div class="waiting"></div>`;
    const hasTruth = this.contenders.some(({ truth }) => truth);
    const shown = this.tables.length > 0 ? (this.shown ?? this.widest()) : undefined;
    const choose = (head: Head) => {
      this.head = head;
    };
    return html`
      ${this.ramp.probe()} ${headSelect(this.text, this.heads, this.head, choose)}
      <div class="maps">
        ${this.contenders.map((contender, i) => this.figure(contender, i))}
        <figure>
          ${pairChoice(this.text, this.contenders.length, this.pair, (pair) => {
            this.chosenPair = pair;
          })}
          ${this.differenceMap()}
        </figure>
      </div>
      ${compareLegend(this.text, this.pair, this.difference, hasTruth)}
      <p class="readout">${shown ? this.sentence(shown) : nothing}</p>
      <p class="hint" id="hint">${this.isLocked ? hints(this.text).locked : hints(this.text).lock}</p>
      <p class="spoken" role="status">${this.spoken}</p>
    `;
  }

  protected override updated(): void {
    for (const canvas of this.renderRoot.querySelectorAll("canvas")) {
      const { map, columns } = canvas.dataset;
      const { difference } = this;
      if (map !== "difference") {
        const values = this.contenders[Number(map)]!.weights!.values(this.head);
        this.ramp.paint(canvas, values, Number(columns));
      } else if (typeof difference === "object") {
        const { values, limit } = difference;
        const amounts = values.map((value) => value / limit);
        this.ramp.paintSigned(canvas, amounts, Number(columns));
      }
    }
    // With another number of them, each has another width.
    if (this.measuredFor !== this.contenders.length) this.measure();
  }

  private figure(contender: Contender, i: number): TemplateResult {
    return html`<figure>
      <figcaption>${whoIs(i, this.titles[i]!)}</figcaption>
      ${this.tableOf(i) ? this.map(i) : html`<p class="missing">${this.missing(contender)}</p>`}
    </figure>`;
  }

  private map(i: number): TemplateResult {
    const { truth } = this.contenders[i]!;
    const label = this.text.compare.mapLabel(`${letterOf(i)}, ${this.titles[i]}`);
    return this.drawn(this.tableOf(i)!, String(i), label, truth);
  }

  private differenceMap(): TemplateResult {
    const { difference, pair } = this;
    if (typeof difference === "string") {
      const why = whyNoDifference(this.text, pair, difference, (i) => this.tableOf(i));
      return html`<p class="missing">${why}</p>`;
    }
    const [of, minus] = pair;
    const label = this.text.compare.differenceLabel(letterOf(of), letterOf(minus));
    return this.drawn(this.tableOf(of)!, "difference", label, undefined);
  }

  private drawn(table: WeightTable, name: string, label: string, truth: WeightTable | undefined) {
    const { rows, columns } = table;
    const first = this.contenders.findIndex((_, i) => this.tableOf(i));
    const side = Math.max(rows.length, columns.length);
    return smallMap({
      name,
      rows,
      columns,
      label,
      isTabStop: name === String(first),
      named: side * nameSize + margin <= this.mapWidth,
      right: truth ? rightOf(truth) : [],
      here: this.shown && isIn(table, this.shown) ? this.shown : undefined,
    });
  }

  private missing({ weights, refusal, step }: Contender): string {
    const words = this.text.compare;
    if (refusal !== undefined && step === 0 && !weights) return words.gone;
    if (!weights) return words.lacking;
    return words.noHead(String(Number(this.head) + 1), String(weights.heads));
  }

  protected sentence(place: Place): string {
    const words = this.text.compare;
    const tables = this.tables;
    const { rows, columns } = tables[0]!;
    const said = this.contenders.map((_, i) => `${letterOf(i)} ${this.valueAt(i, place)}`);
    const { difference } = this;
    if (typeof difference === "object") {
      const [of, minus] = this.pair;
      const width = this.tableOf(of)!.columns.length;
      const value = difference.values[place.row * width + place.column] ?? Number.NaN;
      said.push(words.minusIs(letterOf(of), letterOf(minus), decimal(value, 3)));
    }
    const list = said.join(words.between);
    // Where maps are of different things, a place has no one name.
    const isNamed = tables.every((table) => fitOf(tables[0]!, table) === "same");
    return isNamed && isIn(tables[0]!, place)
      ? words.mapAt(placeName(rows, place.row), placeName(columns, place.column), list)
      : words.cellAt(String(place.row + 1), String(place.column + 1), list);
  }

  protected size() {
    const { tables } = this;
    return {
      rows: Math.max(...tables.map(({ rows }) => rows.length)),
      columns: Math.max(...tables.map(({ columns }) => columns.length)),
    };
  }

  protected firstTabStop(): Place {
    return { row: this.size().rows - 1, column: 0 };
  }

  /** With nothing pointed at, the sentence tells of the largest difference. */
  private widest(): Place | undefined {
    const { difference } = this;
    if (typeof difference === "string") return undefined;
    const sizes = difference.values.map(Math.abs);
    const width = this.tableOf(this.pair[0])!.columns.length;
    const at = Math.max(0, sizes.indexOf(Math.max(...sizes)));
    return { row: Math.floor(at / width), column: at % width };
  }

  /** Of those that have weights at all, the second less the first. */
  private firstPair(): Pair {
    const [first, second] = this.contenders.flatMap((_, i) => (this.tableOf(i) ? i : []));
    return first === undefined || second === undefined ? [1, 0] : [second, first];
  }

  private get heads(): number {
    return Math.max(1, ...this.contenders.map(({ weights }) => weights?.heads ?? 1));
  }

  private get tables(): WeightTable[] {
    return this.contenders.flatMap((_, i) => this.tableOf(i) ?? []);
  }

  /** The weights to be drawn: one that has no such head has none. */
  private tableOf(i: number): WeightTable | undefined {
    const { weights, lacks } = this.contenders[i] ?? {};
    const { head } = this;
    const has = weights && !lacks && (head === "mean" || head < weights.heads);
    return has ? weights : undefined;
  }

  private valueAt(i: number, place: Place): string {
    const table = this.tableOf(i);
    if (!table || !isIn(table, place)) return this.text.compare.none;
    return decimal(table.at(this.head, place.row, place.column), 3);
  }

  private measure(): void {
    this.measuredFor = this.contenders.length;
    this.mapWidth = this.renderRoot.querySelector("figure")?.offsetWidth ?? 0;
  }
}

const isIn = ({ rows, columns }: WeightTable, { row, column }: Place): boolean =>
  row < rows.length && column < columns.length;

function rightOf(truth: WeightTable): Place[] {
  return truth.rows.flatMap((_, row) =>
    truth.columns.flatMap((_, column) => (truth.at(0, row, column) === 1 ? [{ row, column }] : [])),
  );
}
