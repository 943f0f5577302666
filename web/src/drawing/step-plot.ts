import { html, LitElement, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import type uPlot from "uplot";
import { Chart, chartStyles } from "./chart.ts";
import { customElement } from "./custom-element.ts";
import { decadeAxis, decades } from "./loss-chart.ts";
import { decimal } from "./number-format.ts";
import { Ramp, rampStyles } from "./ramp.ts";
import { curveStroke } from "./score-chart.ts";
import { setStyle } from "./set-style.ts";
import { overSteps, stepAxes } from "./step-axes.ts";
import { caption, palette } from "./styles.ts";

/** Which step is read, if one is, and whether a key went there. */
export type ReadEvent = CustomEvent<{ step: number | undefined; isWalked: boolean }>;

/** Curves over steps, to be read at one of them; told of in words by who shows them. */
@customElement("softlook-step-plot")
export class StepPlot extends LitElement {
  static override styles = [chartStyles, palette, caption, rampStyles];

  /** The steps, then as many values for each curve; null where there is none. */
  @property({ attribute: false }) curves: readonly (readonly (number | null)[])[] = [[]];
  /** Over decades, not evenly. */
  @property({ type: Boolean }) logarithmic = false;
  /** What the values may not be above, where there is such a thing. */
  @property({ attribute: false }) most: number | undefined;
  @property({ type: Number }) height = 160;
  @property() label = "";
  /** How it can be read. */
  @property() hint = "";

  private readonly ramp = new Ramp(this);
  private readonly chart = new Chart(this, {
    height: () => this.height,
    kind: () => {
      const { curves, logarithmic, most } = this;
      return curves[0]?.length ? [curves.length, logarithmic, most].join() : undefined;
    },
    data: () => this.curves as uPlot.AlignedData,
    options: (size) => this.options(size),
    read: (step, isWalked) => {
      this.dispatchEvent(new CustomEvent("read", { detail: { step, isWalked } }));
    },
  });

  protected override render() {
    return html`${this.ramp.probe()}
      <div
        class="plot"
        role="img"
        tabindex="0"
        aria-label=${this.label}
        aria-describedby="hint"
        ${setStyle({ "min-height": `${this.height}px` })}
      ></div>
      <p class="spoken" id="hint">${this.hint}</p>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.chart.update({ data: changed.has("curves"), looks: true });
  }

  private options(size: { width: number; height: number }): uPlot.Options {
    const mix = (colour: string) => this.ramp.mix(colour);
    const { most } = this;
    const upTo: uPlot.Scale.Range = (_, __, high) => [0, most ?? Math.max(0.1, high ?? 0)];
    return {
      ...size,
      ...overSteps,
      scales: {
        x: { time: false, range: (_, __, high) => [0, Math.max(high ?? 0, 10)] },
        y: this.logarithmic ? { distr: 3, range: decades } : { range: upTo },
      },
      axes: stepAxes(mix, this.logarithmic ? decadeAxis : evenAxis),
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
    };
  }
}

const evenAxis: uPlot.Axis = {
  values: (_, all) => all.map((value) => decimal(value, value % 1 ? 1 : 0)),
};
