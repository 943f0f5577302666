import { css, html, type PropertyValues, unsafeCSS } from "lit";
import { query, state } from "lit/decorators.js";
import type uPlot from "uplot";
import uPlotStyles from "uplot/dist/uPlot.min.css?inline";
import type { Bound } from "../drawing/bound-lines.ts";
import { customElement } from "../drawing/custom-element.ts";
import { chartOptions, chartSeries } from "../drawing/loss-chart.ts";
import type { LossPoint } from "../drawing/loss-history.ts";
import { count, significant } from "../drawing/number-format.ts";
import { Plotting } from "../drawing/plot.ts";
import { scoreOf } from "../drawing/score-log.ts";
import { caption, palette } from "../drawing/styles.ts";
import { lossBounds } from "../lessons/goals.ts";
import { type View, ViewElement } from "./view.ts";

const height = 200;

@customElement("softlook-loss")
class LossView extends ViewElement {
  static override styles = [
    unsafeCSS(uPlotStyles),
    palette,
    caption,
    css`
      /* The canvas is painted in colours that are read from these. */
      .plot,
      .mixer,
      .probe {
        forced-color-adjust: none;
        print-color-adjust: exact;
      }
      .plot {
        min-height: ${height}px;
      }
      .u-cursor-x,
      .u-cursor-y {
        border-color: var(--muted);
      }
      /* Its colour changes with the theme, and the transition's end says so: a canvas has to be told. */
      .probe {
        color: var(--ink);
        transition: color 1ms;
      }
    `,
  ];

  @query(".plot") private place!: HTMLElement;
  @query(".mixer") private mixer!: HTMLElement;
  @state() private pointed: LossPoint | undefined;
  private chart: uPlot | undefined;
  private readonly plotting = new Plotting(this);
  private readonly resize = new ResizeObserver(() => this.fit());

  override connectedCallback(): void {
    super.connectedCallback();
    this.resize.observe(this);
  }

  override disconnectedCallback(): void {
    this.resize.disconnect();
    this.chart?.destroy();
    this.chart = undefined;
    super.disconnectedCallback();
  }

  override render() {
    const latest = this.picture?.history.latest;
    return html`
      <i class="probe" @transitionend=${() => this.chart?.redraw(false)}></i>
      <i class="mixer"></i>
      <div class="plot" role="img" aria-label=${this.summary(latest)}></div>
      <p class="readout">${this.readout()}</p>
    `;
  }

  override updated(changed: PropertyValues<this>): void {
    if (!this.chart) this.draw();
    else if (changed.has("picture")) this.chart.setData(chartSeries(this.points));
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
    return [this.text.lossHint, ...this.compared()].join(this.text.goals.between);
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

  private draw(): void {
    if (this.offsetWidth === 0 || !this.picture) return;
    const { plot } = this.plotting;
    if (!plot) return;
    const options = chartOptions(
      { width: this.offsetWidth, height },
      this.mix,
      (index) => {
        this.pointed = index === null ? undefined : this.points[index];
      },
      () => this.bounds,
    );
    this.chart = new plot(options, chartSeries(this.points), this.place);
  }

  /** A canvas knows no custom properties and no colour scheme: a hidden element works them out. */
  private readonly mix = (colour: string): string => {
    this.mixer.style.color = colour;
    return getComputedStyle(this.mixer).color;
  };

  private fit(): void {
    if (!this.chart) this.draw();
    else this.chart.setSize({ width: this.offsetWidth, height });
  }
}

export default {
  name: "loss",
  title: (text) => text.lossTitle,
  needs: () => [],
  create: () => new LossView(),
} satisfies View;
