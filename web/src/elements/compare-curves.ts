import { css, html, LitElement, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { Chart, chartStyles } from "../drawing/chart.ts";
import { lossAt, overlaid, overlaidOptions } from "../drawing/compare-chart.ts";
import { customElement } from "../drawing/custom-element.ts";
import { hints } from "../drawing/hints.ts";
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
      }
    `,
  ];

  @property({ attribute: false }) text: Text = texts.en;
  @property({ attribute: false }) contenders: readonly Contender[] = [];
  /** The step that is read; undefined is the newest. */
  @state() private step: number | undefined;
  /** What the keyboard reads is said; training says nothing. */
  @state() private spoken = "";
  private readonly ramp = new Ramp(this);
  private readonly chart = new Chart(this, {
    height: () => height,
    kind: () => this.contenders.map(({ lane }) => lane?.key ?? "").join("\n"),
    data: () => overlaid(this.contenders.map(({ history }) => history.points)),
    options: (size) => {
      const mix = (colour: string) => this.ramp.mix(colour);
      return overlaidOptions(size, this.contenders.length, mix);
    },
    read: (step, isWalked) => {
      this.step = step;
      if (isWalked) this.spoken = this.text.compare.lossAt(count(step!), this.list(step!));
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
      ></div>
      <p class="readout">${last === 0 ? words.lossEmpty : words.lossAt(count(read), this.list(read))}</p>
      <p class="hint" id="hint">${hints(this.text).readAll}</p>
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
}
