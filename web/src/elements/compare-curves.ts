import { css, html, LitElement, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { Chart, chartStyles } from "../drawing/chart.ts";
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
    chartStyles,
    palette,
    caption,
    rampStyles,
    css`
      .plot {
        min-height: ${height}px;
        border-radius: 6px;
        outline: none;
      }
      .plot:focus-visible {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
    `,
  ];

  @property({ attribute: false }) text: Text = texts.en;
  @property({ attribute: false }) contenders: readonly Contender[] = [];
  /** The step that is read; undefined is the newest. */
  @state() private step: number | undefined;
  /** What the keyboard reads is said; training says nothing. */
  @state() private spoken = "";
  /** It was reached by keyboard. */
  private isWalked = false;
  private readonly ramp = new Ramp(this);
  private readonly chart = new Chart(this, {
    height: () => height,
    kind: () => this.contenders.map(({ lane }) => lane?.key ?? "").join("\n"),
    data: () => overlaid(this.contenders.map(({ history }) => history.points)),
    options: (size) => {
      const mix = (colour: string) => this.ramp.mix(colour);
      return overlaidOptions(size, this.contenders.length, mix, (index) => {
        if (index !== null) this.step = this.chart.plot?.data[0][index];
        // Who walks is not to lose the place because the pointer goes away.
        else if (!this.isWalked) this.step = undefined;
      });
    },
  });

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
    this.chart.update({ data: changed.has("contenders"), looks: changed.size === 0 });
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

  private readonly onKey = (event: KeyboardEvent): void => {
    const { plot } = this.chart;
    const steps = plot?.data[0] ?? [];
    if (!plot || steps.length === 0) return;
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
    plot.setCursor({ left: plot.valToPos(step, "x"), top: height / 2 });
    this.spoken = this.text.compare.lossAt(count(step), this.list(step));
  };

  private readonly onBlur = (): void => {
    this.isWalked = false;
    this.chart.plot?.setCursor({ left: -10, top: -10 });
  };
}
