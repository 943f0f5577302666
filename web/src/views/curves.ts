import { css, html, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { customElement } from "../drawing/custom-element.ts";
import { type HeadPattern, headPattern } from "../drawing/head-patterns.ts";
import { headSelectStyles } from "../drawing/head-select.ts";
import { hints } from "../drawing/hints.ts";
import { count, decimal, percent } from "../drawing/number-format.ts";
import { StepLog, type StepPoint } from "../drawing/step-log.ts";
import type { ReadEvent } from "../drawing/step-plot.ts";
import { swatch } from "../drawing/swatch.ts";
import "../drawing/step-plot.ts";
import { caption, palette } from "../drawing/styles.ts";
import { WeightTable } from "../drawing/weight-table.ts";
import { blockOf, named, type View, ViewElement } from "./view.ts";

const measures = ["entropy", "truth", "previous", "first", "same", "diagonal", "distance"] as const;
type Measure = (typeof measures)[number];

/** How what each head does has changed in the course of the run. */
@customElement("softlook-curves")
class CurvesView extends ViewElement {
  static override styles = [
    palette,
    caption,
    headSelectStyles,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0.125rem 1rem;
        margin: 0.25rem 0 0;
        padding: 0;
        list-style: none;
        font-variant-numeric: tabular-nums;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.375rem;
      }
      line {
        stroke-width: 2.5px;
      }
      softlook-step-plot {
        min-height: 180px;
      }
    `,
  ];

  @state() private measure: Measure = "entropy";
  /** The step that is read; undefined is the newest. */
  @state() private step: number | undefined;
  /** What a key went to is said; training says nothing. */
  @state() private spoken = "";
  private readonly log = new StepLog<readonly HeadPattern[]>();
  private places = 0;
  private example = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const weights = this.tensorOf("weights");
    if (!changed.has("picture") || !weights) return;
    const truth = this.tensorOf("truth");
    const table = new WeightTable(weights);
    const right = truth && new WeightTable(truth);
    const patterns = Array.from({ length: table.heads }, (_, head) =>
      headPattern(table, head, right),
    );
    const { example, step } = this.picture!.frame;
    // Another variant may have more heads, and what heads do with another example is another curve.
    const isSame = patterns.length === this.log.points.at(-1)?.value.length;
    if (!isSame || example !== this.example) this.log.clear();
    this.example = example;
    this.log.add(step, patterns);
    this.places = table.columns.length;
  }

  protected override render() {
    const { text, log } = this;
    const { points } = log;
    const heads = points.at(-1)?.value.length ?? 0;
    const at = this.pointAt(this.step);
    const read = ({ detail: { step, isWalked } }: ReadEvent) => {
      this.step = step;
      if (isWalked) this.spoken = this.spokenAt(step);
    };
    return html`
      ${this.select()}
      <softlook-step-plot
        .curves=${this.curves(heads)}
        .most=${this.most}
        .height=${180}
        .label=${text.curves.label(text.headPatterns[this.measure], at ? this.told(at).join(", ") : "")}
        .hint=${hints(text).read}
        @read=${read}
      ></softlook-step-plot>
      ${at ? this.legend(at) : html`<p class="hint">${text.scoreEmpty}</p>`}
      <p class="hint">${text.headPatternHints[this.measure]}.</p>
      <p class="hint">${hints(text).read}</p>
      <p class="spoken" role="status">${this.spoken}</p>
    `;
  }

  private pointAt(step: number | undefined) {
    const { points } = this.log;
    return points.find((point) => point.step === step) ?? points.at(-1);
  }

  private spokenAt(step: number | undefined): string {
    const at = this.pointAt(step);
    return at ? [this.text.curves.atStep(count(at.step)), ...this.told(at)].join(", ") : "";
  }

  override get chosen() {
    return { curves: { measure: this.measure, points: this.log.points } };
  }

  private select(): TemplateResult {
    const chose = (event: Event) => {
      this.measure = (event.target as HTMLSelectElement).value as Measure;
    };
    return html`<label class="head-select">
      ${this.text.curves.measure}
      <select .value=${live(this.measure)} @change=${chose}>
        ${this.known.map(
          (measure) => html`<option value=${measure} ?selected=${measure === this.measure}>
            ${this.text.headPatterns[measure]}
          </option>`,
        )}
      </select>
    </label>`;
  }

  /** Those that have a meaning here; between two sequences some have none. */
  private get known(): readonly Measure[] {
    const last = this.log.points.at(-1)?.value;
    return measures.filter(
      (measure) =>
        measure === this.measure || last?.some((pattern) => pattern[measure] !== undefined),
    );
  }

  private curves(heads: number): (number | null)[][] {
    const { points } = this.log;
    const values = (head: number) => points.map(({ value }) => finite(value[head]?.[this.measure]));
    const steps = points.map(({ step }) => step);
    return [steps, ...Array.from({ length: heads }, (_, head) => values(head))];
  }

  private get most(): number | undefined {
    if (this.measure === "distance") return undefined;
    return this.measure === "entropy" ? Math.max(1, Math.ceil(Math.log2(this.places || 2))) : 1;
  }

  private told({ value }: StepPoint<readonly HeadPattern[]>): string[] {
    return value.map((pattern, head) => {
      const number = pattern[this.measure];
      return `${this.text.headNumber(String(head + 1))} ${this.said(number)}`;
    });
  }

  private said(value: number | undefined): string {
    if (value === undefined) return "–";
    if (this.measure === "entropy") return this.text.bits(decimal(value, 2));
    return this.measure === "distance" ? decimal(value, 1) : percent(value);
  }

  private legend(at: StepPoint<readonly HeadPattern[]>): TemplateResult {
    return html`<p class="readout">${this.text.curves.atStep(count(at.step))}</p>
      <ul>${this.told(at).map((said, head) => html`<li>${swatch(head)}<span>${said}</span></li>`)}</ul>`;
  }
}

const finite = (value: number | undefined) =>
  value !== undefined && Number.isFinite(value) ? value : null;

/**
 * Options: `weights` and `truth` name tensors. It remembers what it has seen of the run, so it is sent
 * its tensors out of sight, too.
 */
export default {
  name: "curves",
  options: { weights: "tensor", truth: "tensor" },
  title: (text, options) => text.curves.title + blockOf(text, options),
  needs: named("weights"),
  wants: named("truth"),
  remembers: true,
  isCurve: true,
  create: () => new CurvesView(),
} satisfies View;
