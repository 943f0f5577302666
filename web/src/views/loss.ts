import { css, html, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import type { Bound } from "../drawing/bound-lines.ts";
import { Chart, chartStyles } from "../drawing/chart.ts";
import { customElement } from "../drawing/custom-element.ts";
import { chartOptions, chartSeries } from "../drawing/loss-chart.ts";
import type { LossPoint } from "../drawing/loss-history.ts";
import { count, significant } from "../drawing/number-format.ts";
import { scoreOf } from "../drawing/score-log.ts";
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

  @state() private pointed: LossPoint | undefined;
  @state() private normPointed: number | null = null;
  private readonly ramp = new Ramp(this);
  private readonly chart = new Chart(this, {
    height: () => height,
    kind: () => (this.picture ? "loss" : undefined),
    data: () => chartSeries(this.points),
    options: (size) => {
      const mix = (colour: string) => this.ramp.mix(colour);
      const pointAt = (index: number | null) => {
        this.pointed = index === null ? undefined : this.points[index];
      };
      return chartOptions(size, mix, pointAt, () => this.bounds);
    },
  });

  override render() {
    const latest = this.picture?.history.latest;
    return html`
      ${this.ramp.probe()}
      <div class="plot" role="img" aria-label=${this.summary(latest)}></div>
      <p class="readout">${this.readout()}</p>
      ${this.norm()}
    `;
  }

  /** How hard the parameters are pulled, over the same steps. */
  private norm(): TemplateResult {
    const { text } = this;
    const points = this.picture?.norms.points ?? [];
    const at = points[this.normPointed ?? points.length - 1] ?? points.at(-1);
    const said = at ? text.norm.at(count(at.step), significant(at.value)) : text.norm.empty;
    const drawable = (value: number) => (value > 0 && Number.isFinite(value) ? value : null);
    const pointed = (event: CustomEvent<number | null>) => {
      this.normPointed = event.detail;
    };
    return html`<h3>${text.norm.title}</h3>
      <softlook-step-plot
        .curves=${[points.map(({ step }) => step), points.map(({ value }) => drawable(value))]}
        logarithmic
        .height=${110}
        .label=${text.norm.label(said)}
        @point=${pointed}
      ></softlook-step-plot>
      <p class="readout">${said}</p>`;
  }

  override updated(changed: PropertyValues<this>): void {
    const looks = changed.size === 0 || changed.has("text");
    this.chart.update({ data: changed.has("picture"), looks });
  }

  private get points(): readonly LossPoint[] {
    return this.picture?.history.points ?? [];
  }

  private readout(): string {
    const point = this.pointed;
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
      ...(baseline ? [{ value: baseline, label: goals.baseline, side: "right" as const }] : []),
      ...(floor ? [{ value: floor, label: goals.floor, side: "left" as const }] : []),
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
