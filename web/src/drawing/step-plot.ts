import { css, html, LitElement, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import type uPlot from "uplot";
import { Chart, chartStyles } from "./chart.ts";
import { customElement } from "./custom-element.ts";
import { decadeLabel, decades, everyDecade } from "./loss-chart.ts";
import { count, decimal } from "./number-format.ts";
import { Ramp, rampStyles } from "./ramp.ts";
import { curveStroke } from "./score-chart.ts";
import { setStyle } from "./set-style.ts";
import { palette } from "./styles.ts";

/** Curves over steps, with a line that follows the pointer; told of in words by who shows them. */
@customElement("softlook-step-plot")
export class StepPlot extends LitElement {
  static override styles = [
    chartStyles,
    palette,
    rampStyles,
    css`
      :host {
        display: block;
      }
    `,
  ];

  /** The steps, then as many values for each curve; null where there is none. */
  @property({ attribute: false }) curves: readonly (readonly (number | null)[])[] = [[]];
  /** Over decades, not evenly. */
  @property({ type: Boolean }) logarithmic = false;
  /** What the values may not be above, where there is such a thing. */
  @property({ attribute: false }) most: number | undefined;
  @property({ type: Number }) height = 160;
  @property() label = "";

  private readonly ramp = new Ramp(this);
  private readonly chart = new Chart(this, {
    height: () => this.height,
    kind: () => {
      const { curves, logarithmic, most } = this;
      return curves[0]?.length ? [curves.length, logarithmic, most].join() : undefined;
    },
    data: () => this.curves as uPlot.AlignedData,
    options: (size) => this.options(size),
  });

  protected override render() {
    return html`${this.ramp.probe()}
      <div
        class="plot"
        role="img"
        aria-label=${this.label}
        ${setStyle({ "min-height": `${this.height}px` })}
      ></div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.chart.update({ data: changed.has("curves"), looks: true });
  }

  private options(size: { width: number; height: number }): uPlot.Options {
    const mix = (colour: string) => this.ramp.mix(colour);
    const axis = {
      font: "12px ui-sans-serif, system-ui, sans-serif",
      stroke: () => mix("var(--muted)"),
      grid: { stroke: () => mix("var(--line)"), width: 1 },
      ticks: { show: false },
    } satisfies uPlot.Axis;
    const { most } = this;
    const upTo: uPlot.Scale.Range = (_, __, high) => [0, most ?? Math.max(0.1, high ?? 0)];
    const values = { ...axis, size: 52 };
    return {
      ...size,
      padding: [8, 14, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { show: false }, y: false },
      scales: {
        x: { time: false, range: (_, __, high) => [0, Math.max(high ?? 0, 10)] },
        y: this.logarithmic ? { distr: 3, range: decades } : { range: upTo },
      },
      axes: [
        { ...axis, size: 30, values: (_, all) => all.map((step) => (step % 1 ? "" : count(step))) },
        this.logarithmic
          ? {
              ...values,
              splits: everyDecade,
              filter: (_, splits) => splits,
              values: (_, all) => all.map(decadeLabel),
            }
          : {
              ...values,
              values: (_, all) => all.map((value) => decimal(value, value % 1 ? 1 : 0)),
            },
      ],
      series: [
        {},
        ...this.curves.slice(1).map((_, i) => ({
          stroke: () => mix(curveStroke(i).colour),
          dash: curveStroke(i).dash,
          width: 2,
          points: { show: false },
          spanGaps: true,
        })),
      ],
      hooks: { setCursor: [({ cursor }) => this.point(cursor.idx ?? null)] },
    };
  }

  /** Says which of the steps is pointed at. */
  private point(detail: number | null): void {
    this.dispatchEvent(new CustomEvent("point", { detail }));
  }
}
