import { css, html, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import type { Bound } from "../drawing/bound-lines.ts";
import { Chart, chartStyles } from "../drawing/chart.ts";
import { customElement } from "../drawing/custom-element.ts";
import { hints } from "../drawing/hints.ts";
import { chartOptions, chartSeries } from "../drawing/loss-chart.ts";
import type { LossPoint } from "../drawing/loss-history.ts";
import { count, significant } from "../drawing/number-format.ts";
import { scoreOf } from "../drawing/score-log.ts";
import type { ReadEvent } from "../drawing/step-plot.ts";
import "../drawing/step-plot.ts";
import { Ramp, rampStyles } from "../drawing/ramp.ts";
import { caption, palette } from "../drawing/styles.ts";
import { lossBounds } from "../lessons/goals.ts";
import { type View, ViewElement } from "./view.ts";

const height = 200;

@customElement("softlook-loss")
class LossView extends ViewElement {
  static override styles = [
    chartStyles,
    palette,
    caption,
    rampStyles,
    css`
      .plot {
        min-height: ${height}px;
      }
      h3 {
        margin: 0.75rem 0 0;
        color: var(--muted);
        font-size: 1em;
        font-weight: 500;
      }
      softlook-step-plot {
        min-height: 110px;
      }
    `,
  ];

  /** The steps that are read; undefined while none is. */
  @state() private step: number | undefined;
  @state() private normStep: number | undefined;
  /** What a key went to is said; training says nothing. */
  @state() private spoken = "";
  private readonly ramp = new Ramp(this);
  private readonly chart = new Chart(this, {
    height: () => height,
    kind: () => (this.picture ? "loss" : undefined),
    data: () => chartSeries(this.points),
    options: (size) => {
      const mix = (colour: string) => this.ramp.mix(colour);
      return chartOptions(size, mix, () => this.bounds);
    },
    read: (step, isWalked) => {
      this.step = step;
      if (isWalked) this.spoken = this.readout();
    },
  });

  override render() {
    const latest = this.picture?.history.latest;
    return html`
      ${this.ramp.probe()}
      <div class="plot" role="img" tabindex="0" aria-label=${this.summary(latest)} aria-describedby="hint"></div>
      <p class="readout">${this.readout()}</p>
      ${this.norm()}
      <p class="hint" id="hint">${hints(this.text).read}</p>
      <p class="spoken" role="status">${this.spoken}</p>
    `;
  }

  /** How hard the parameters are pulled, over the same steps. */
  private norm(): TemplateResult {
    const { text } = this;
    const points = this.picture?.norms.points ?? [];
    const said = this.saidNorm(this.normStep);
    const drawable = (value: number) => (value > 0 && Number.isFinite(value) ? value : null);
    const read = ({ detail: { step, isWalked } }: ReadEvent) => {
      this.normStep = step;
      if (isWalked) this.spoken = this.saidNorm(step);
    };
    return html`<h3>${text.norm.title}</h3>
      <softlook-step-plot
        .curves=${[points.map(({ step }) => step), points.map(({ value }) => drawable(value))]}
        logarithmic
        .height=${110}
        .label=${text.norm.label(said)}
        .hint=${hints(text).read}
        @read=${read}
      ></softlook-step-plot>
      <p class="readout">${said}</p>`;
  }

  /** The newest, where no step is read. */
  private saidNorm(step: number | undefined): string {
    const { norm } = this.text;
    const points = this.picture?.norms.points ?? [];
    const at = points.find((point) => point.step === step) ?? points.at(-1);
    return at ? norm.at(count(at.step), significant(at.value)) : norm.empty;
  }

  override updated(changed: PropertyValues<this>): void {
    const looks = changed.size === 0 || changed.has("text");
    this.chart.update({ data: changed.has("picture"), looks });
  }

  private get points(): readonly LossPoint[] {
    return this.picture?.history.points ?? [];
  }

  private readout(): string {
    const { step } = this;
    const point = this.points.find(({ first, last }) => first <= step! && step! <= last);
    if (point) {
      const steps =
        point.first === point.last
          ? count(point.first)
          : `${count(point.first)}–${count(point.last)}`;
      return this.text.lossAt(steps, significant(point.mean), significant(point.smooth));
    }
    if (this.points.length === 0) return this.text.lossEmpty;
    return [this.text.lossHint, ...this.compared()].join(this.language === "zh" ? "" : " ");
  }

  private summary(latest: LossPoint | undefined): string {
    if (!latest) return this.text.lossEmpty;
    const { lossLabel } = this.text;
    return [lossLabel(count(latest.last), significant(latest.smooth)), ...this.compared()].join(
      " ",
    );
  }

  /** What the curve is compared with, as far as it is known of the run on show. */
  private get bounds(): readonly Bound[] {
    const { goals } = this.text;
    const { baseline, floor } = lossBounds(scoreOf(this.picture));
    return [
      ...(baseline
        ? [{ value: baseline, label: goals.baseline, side: "right", beyond: "above" } as const]
        : []),
      ...(floor
        ? [{ value: floor, label: goals.floor, side: "left", beyond: "below" } as const]
        : []),
    ];
  }

  private compared(): string[] {
    const { goals } = this.text;
    const { baseline, floor } = lossBounds(scoreOf(this.picture));
    return [
      ...(baseline ? [goals.baselineIs(significant(baseline))] : []),
      ...(floor ? [goals.floorIs(significant(floor))] : []),
    ];
  }
}

export default {
  name: "loss",
  options: {},
  isCurve: true,
  title: (text) => text.lossTitle,
  needs: () => [],
  create: () => new LossView(),
} satisfies View;
