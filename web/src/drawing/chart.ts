import { css, type LitElement, type ReactiveController, unsafeCSS } from "lit";
import type uPlot from "uplot";
import uPlotStyles from "uplot/dist/uPlot.min.css?inline";
import { ChartReader } from "./chart-reader.ts";
import { Plotting } from "./plot.ts";
import { readable } from "./styles.ts";

export const chartStyles = [
  unsafeCSS(uPlotStyles),
  readable,
  css`
    .plot {
      forced-color-adjust: none;
      print-color-adjust: exact;
    }
    .read-at {
      position: absolute;
      inset-block: 0;
      inset-inline-start: 0;
      border-inline-start: 1px dashed var(--muted);
      pointer-events: none;
    }
  `,
];

export interface Drawing {
  height(): number;
  /** What it is a chart of: for something else another one is made. Undefined while there is nothing to draw. */
  kind(): string | undefined;
  data(): uPlot.AlignedData;
  options(size: { width: number; height: number }): uPlot.Options;
  /** Told which step is read, if one is; what a key went to is to be said. */
  read(step: number | undefined, isWalked: boolean): void;
}

/**
 * The chart in the `.plot` of an element: made when there is something to draw and room for it, as wide as
 * the element, and gone with it. It is read at one step, under the pointer or where the keys have gone: a line
 * stands there. So the `.plot` can have the focus.
 */
export class Chart implements ReactiveController {
  /** Undefined as long as there is none. */
  plot: uPlot | undefined;
  private drawnFor: string | undefined;
  private readonly plotting: Plotting;
  private readonly line = document.createElement("div");
  private readonly reader: ChartReader;
  private readonly resize = new ResizeObserver(() => this.fit());

  constructor(
    private readonly host: LitElement,
    private readonly drawing: Drawing,
  ) {
    this.plotting = new Plotting(host);
    this.line.className = "read-at";
    this.reader = new ChartReader(
      {
        places: () => this.plot?.data[0] ?? [],
        toPlace: (pixels) => this.plot?.posToVal(pixels, "x") ?? 0,
        left: () => this.plot?.over.getBoundingClientRect().left ?? 0,
      },
      (step, isWalked) => {
        this.drawing.read(step, isWalked);
        this.placeLine();
      },
    );
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
    const options = this.drawing.options(this.size);
    // Every time that it is drawn the steps may be elsewhere.
    const plugins = [{ hooks: { draw: () => this.follow() } }];
    this.plot = new plot({ ...options, plugins }, this.drawing.data(), place);
    this.plot.over.append(this.line);
    this.reader.listenTo(place);
  }

  private follow(): void {
    this.reader.renew();
    this.placeLine();
  }

  private placeLine(): void {
    const { place } = this.reader;
    this.line.hidden = place === undefined || !this.plot;
    if (place === undefined || !this.plot) return;
    const x = Math.round(this.plot.valToPos(place, "x"));
    this.line.style.transform = `translateX(${x}px)`;
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
