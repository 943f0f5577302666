import { css, type LitElement, type ReactiveController, unsafeCSS } from "lit";
import type uPlot from "uplot";
import uPlotStyles from "uplot/dist/uPlot.min.css?inline";
import { Plotting } from "./plot.ts";

export const chartStyles = [
  unsafeCSS(uPlotStyles),
  css`
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

export interface Drawing {
  height(): number;
  /** What it is a chart of: for something else another one is made. Undefined while there is nothing to draw. */
  kind(): string | undefined;
  data(): uPlot.AlignedData;
  options(size: { width: number; height: number }): uPlot.Options;
}

/**
 * The chart in the `.plot` of an element: made when there is something to draw and room for it, as wide as
 * the element, and gone with it.
 */
export class Chart implements ReactiveController {
  /** Undefined as long as there is none. */
  plot: uPlot | undefined;
  private drawnFor: string | undefined;
  private readonly plotting: Plotting;
  private readonly resize = new ResizeObserver(() => this.fit());

  constructor(
    private readonly host: LitElement,
    private readonly drawing: Drawing,
  ) {
    this.plotting = new Plotting(host);
    host.addController(this);
  }

  hostConnected(): void {
    this.resize.observe(this.host);
  }

  hostDisconnected(): void {
    this.resize.disconnect();
    this.forget();
  }

  /** After an update of the element: with what is new in it. A request without a cause is of other colours. */
  update(isNew: { data: boolean; looks: boolean }): void {
    const kind = this.drawing.kind();
    if (!this.plot || kind !== this.drawnFor) this.draw(kind);
    else if (isNew.data) this.plot.setData(this.drawing.data());
    else if (isNew.looks) this.plot.redraw(false);
  }

  private draw(kind: string | undefined): void {
    // What draws is not asked for before there is something to draw.
    if (this.host.offsetWidth === 0 || kind === undefined) return;
    const { plot } = this.plotting;
    if (!plot) return;
    this.forget();
    this.drawnFor = kind;
    const place = this.host.renderRoot.querySelector<HTMLElement>(".plot")!;
    this.plot = new plot(this.drawing.options(this.size), this.drawing.data(), place);
  }

  private get size() {
    return { width: this.host.offsetWidth, height: this.drawing.height() };
  }

  private fit(): void {
    if (this.plot) this.plot.setSize(this.size);
    else this.host.requestUpdate();
  }

  private forget(): void {
    this.plot?.destroy();
    this.plot = undefined;
  }
}
