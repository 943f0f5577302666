import { css, html, LitElement, type PropertyValues, unsafeCSS } from "lit";
import { property, query, state } from "lit/decorators.js";
import uPlot from "uplot";
import uPlotStyles from "uplot/dist/uPlot.min.css?inline";
import { lossAt, overlaid, overlaidOptions } from "../drawing/compare-chart.ts";
import { customElement } from "../drawing/custom-element.ts";
import { count, significant } from "../drawing/number-format.ts";
import { Ramp, rampStyles } from "../drawing/ramp.ts";
import { caption, palette } from "../drawing/styles.ts";
import { type Text, texts } from "../text/text.ts";
import type { Contender } from "./comparison.ts";
import { letterOf } from "./contender-letter.ts";

const height = 220;

/** The losses of all, one over the other; read at one step, under the pointer or the keyboard's. */
@customElement("softlook-compare-curves")
export class CompareCurves extends LitElement {
  static override styles = [
    unsafeCSS(uPlotStyles),
    palette,
    caption,
    rampStyles,
    css`
      .plot {
        min-height: ${height}px;
        border-radius: 6px;
        outline: none;
        forced-color-adjust: none;
        print-color-adjust: exact;
      }
      .plot:focus-visible {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
      .u-cursor-x {
        border-color: var(--muted);
      }
    `,
  ];

  @property({ attribute: false }) text: Text = texts.en;
  @property({ attribute: false }) contenders: readonly Contender[] = [];
  @query(".plot") private place!: HTMLElement;
  /** The step that is read; undefined is the newest. */
  @state() private step: number | undefined;
  /** What the keyboard reads is said; training says nothing. */
  @state() private spoken = "";
  /** It was reached by keyboard. */
  private isWalked = false;
  private chart: uPlot | undefined;
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
    const { last } = this;
    const words = this.text.compare;
    const label = last === 0 ? words.lossEmpty : words.lossLabel(count(last), this.list(last));
    const read = Math.min(this.step ?? last, last);
    return html`
      ${this.ramp.probe()}
      <div
        class="plot"
        role="img"
        tabindex="0"
        aria-label=${label}
        aria-describedby="hint"
        @keydown=${this.onKey}
        @blur=${this.onBlur}
      ></div>
      <p class="readout">${last === 0 ? words.lossEmpty : words.lossAt(count(read), this.list(read))}</p>
      <p class="hint" id="hint">${words.lossHint}</p>
      <p class="spoken" role="status">${this.spoken}</p>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const key = this.contenders.map(({ lane }) => lane?.key ?? "").join("\n");
    // The theme's colours are the stylesheet's: a request without a cause is the probe's.
    if (!this.chart || key !== this.drawnFor) this.draw(key);
    else if (changed.has("contenders")) this.chart.setData(this.data);
    else if (changed.size === 0) this.chart.redraw(false);
  }

  private get data(): uPlot.AlignedData {
    return overlaid(this.contenders.map(({ history }) => history.points));
  }

  private get last(): number {
    return this.contenders[0]?.history.length ?? 0;
  }

  private list(step: number): string {
    const words = this.text.compare;
    const said = this.contenders.map(({ history }, i) => {
      const loss = lossAt(history.points, step);
      return `${letterOf(i)} ${loss === undefined ? words.none : significant(loss)}`;
    });
    return said.join(words.between);
  }

  private draw(key: string): void {
    if (this.offsetWidth === 0) return;
    this.forget();
    this.drawnFor = key;
    const size = { width: this.offsetWidth, height };
    const mix = (colour: string) => this.ramp.mix(colour);
    const options = overlaidOptions(size, this.contenders.length, mix, (index) => {
      if (index !== null) this.step = this.chart?.data[0][index];
      // Who walks is not to lose the place because the pointer goes away.
      else if (!this.isWalked) this.step = undefined;
    });
    this.chart = new uPlot(options, this.data, this.place);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { chart } = this;
    const steps = chart?.data[0] ?? [];
    if (!chart || steps.length === 0) return;
    const read = this.step ?? steps.at(-1)!;
    const at = steps.findIndex((step) => step >= read);
    const places: Record<string, number> = {
      ArrowLeft: Math.max(0, at - 1),
      ArrowRight: Math.min(steps.length - 1, at + 1),
      Home: 0,
      End: steps.length - 1,
    };
    const to = places[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const step = steps[to]!;
    this.isWalked = true;
    this.step = step;
    chart.setCursor({ left: chart.valToPos(step, "x"), top: height / 2 });
    this.spoken = this.text.compare.lossAt(count(step), this.list(step));
  };

  private readonly onBlur = (): void => {
    this.isWalked = false;
    this.chart?.setCursor({ left: -10, top: -10 });
  };

  private forget(): void {
    this.chart?.destroy();
    this.chart = undefined;
  }

  private fit(): void {
    if (this.chart) this.chart.setSize({ width: this.offsetWidth, height });
    else this.requestUpdate();
  }
}
