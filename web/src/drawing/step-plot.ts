import { css, html, LitElement, type PropertyValues, unsafeCSS } from "lit";
import { property, query } from "lit/decorators.js";
import type uPlot from "uplot";
import uPlotStyles from "uplot/dist/uPlot.min.css?inline";
import { customElement } from "./custom-element.ts";
import { decadeLabel, decades, everyDecade } from "./loss-chart.ts";
import { count, decimal } from "./number-format.ts";
import { Plotting } from "./plot.ts";
import { Ramp, rampStyles } from "./ramp.ts";
import { curveStroke } from "./score-chart.ts";
import { setStyle } from "./set-style.ts";
import { palette } from "./styles.ts";

/** Curves over steps, with a line that follows the pointer; told of in words by who shows them. */
@customElement("softlook-step-plot")
export class StepPlot extends LitElement {
  static override styles = [
    unsafeCSS(uPlotStyles),
    palette,
    rampStyles,
    css`
      :host {
        display: block;
      }
      .plot {
        forced-color-adjust: none;
        print-color-adjust: exact;
      }
      .u-cursor-x,
      .u-cursor-y {
        border-color: var(--muted);
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

  @query(".plot") private place!: HTMLElement;
  private chart: uPlot | undefined;
  private readonly plotting = new Plotting(this);
  private drawnFor = "";
  private readonly ramp = new Ramp(this);
  private readonly resize = new ResizeObserver(() => this.fit());

  override connectedCallback(): void {
    super.connectedCallback();
    this.resize.observe(this);
  }

  override disconnectedCallback(): void {
    this.resize.disconnect();
    this.forget();
    super.disconnectedCallback();
  }

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
    const kind = [this.curves.length, this.logarithmic, this.most].join();
    if (!this.chart || kind !== this.drawnFor) this.draw(kind);
    else if (changed.has("curves")) this.chart.setData(this.data);
    // The theme's colours are the stylesheet's: a request without a cause is the probe's.
    else this.chart.redraw(false);
  }

  private get data(): uPlot.AlignedData {
    return this.curves as uPlot.AlignedData;
  }

  private draw(kind: string): void {
    // What draws is not asked for before there is something to draw.
    if (this.offsetWidth === 0 || this.curves[0]?.length === 0) return;
    const { plot } = this.plotting;
    if (!plot) return;
    this.forget();
    this.drawnFor = kind;
    this.chart = new plot(this.options(), this.data, this.place);
  }

  private options(): uPlot.Options {
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
      width: this.offsetWidth,
      height: this.height,
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

  private forget(): void {
    this.chart?.destroy();
    this.chart = undefined;
  }

  private fit(): void {
    if (this.chart) this.chart.setSize({ width: this.offsetWidth, height: this.height });
    else this.requestUpdate();
  }
}
