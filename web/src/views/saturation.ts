import { html, nothing, type PropertyValues, svg, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { customElement } from "../drawing/custom-element.ts";
import { measuredStyles } from "../drawing/measured-styles.ts";
import { decade, decimal, small } from "../drawing/number-format.ts";
import { entropyTicks, type Reading, readings, told } from "../drawing/saturation-axes.ts";
import { curveStroke } from "../drawing/score-chart.ts";
import { caption, palette } from "../drawing/styles.ts";
import type { Saturation } from "../engine/saturation.ts";
import { decadeTicks } from "../figures/curves.ts";
import { engineSpan } from "../text/engine-words.ts";
import { type View, ViewElement } from "./view.ts";

const box = { width: 360, height: 150, left: 50, right: 18, top: 8, bottom: 26 };

/** What becomes of random looks as vectors get longer: of the doubt in their weights, of the gradients at their scores. */
@customElement("softlook-saturation")
class SaturationView extends ViewElement {
  static override styles = [palette, caption, measuredStyles];

  @state() private found: readonly Saturation[] = [];
  private asking = false;

  private get attentions(): string[] {
    return (this.options.attentions ?? "scaled-dot dot").split(" ");
  }

  private get widths(): number[] {
    return (this.options.widths ?? "4 16 64 256 1024").split(" ").map(Number);
  }

  override get chosen() {
    return { saturations: this.found };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("picture") || !this.picture) return;
    // The same on every machine and in every run: once is enough.
    if (this.asking || this.found.length > 0) return;
    this.asking = true;
    const { attentions, widths } = this;
    this.ask("saturation", { attentions, widths, told: (found) => this.hear(found) });
  }

  private hear(found: readonly Saturation[] = []): void {
    this.asking = false;
    this.found = found;
  }

  protected override render() {
    const { text, found } = this;
    const refusal = found.find((each) => each.refusal)?.refusal;
    if (refusal) return html`<p class="hint">${engineSpan(text, refusal)}</p>`;
    return html`
      ${found.length > 0 ? readings.map((reading) => this.pictured(reading)) : nothing}
      <p class="hint">${text.saturation.hint}</p>
    `;
  }

  private pictured(reading: Reading): TemplateResult {
    return html`<p class="name">${this.text.saturation[reading]}</p>
      ${this.chart(reading)} ${this.table(reading)}`;
  }

  private chart(reading: Reading): TemplateResult {
    const isEntropy = reading === "entropy";
    const values = this.found.map((each) => told(reading, each));
    const ticks = isEntropy ? entropyTicks : decadeTicks(values);
    const scale = isEntropy ? (value: number) => value : Math.log10;
    const [low, high] = [scale(ticks[0]!), scale(ticks.at(-1)!)];
    const y = (value: number) =>
      box.top +
      ((high - Math.max(low, scale(value))) / (high - low)) * (box.height - box.top - box.bottom);
    const octaves = this.widths.map(Math.log2);
    const [first, last] = [Math.min(...octaves), Math.max(...octaves)];
    const x = (width: number) =>
      box.left +
      ((Math.log2(width) - first) / Math.max(1, last - first)) * (box.width - box.left - box.right);
    return html`<svg
      viewBox="0 0 ${box.width} ${box.height}"
      role="img"
      aria-label=${this.text.saturation.label(this.text.saturation[reading])}
    >
      ${ticks.map(
        (value) => svg`
          <line class="grid" x1=${box.left} x2=${box.width - box.right} y1=${y(value)} y2=${y(value)}></line>
          <text x=${box.left - 6} y=${y(value) + 4} text-anchor="end">${isEntropy ? value : decade(Math.round(Math.log10(value)))}</text>`,
      )}
      ${this.widths.map(
        (width) =>
          svg`<text x=${x(width)} y=${box.height - 8} text-anchor="middle">${width}</text>`,
      )}
      ${this.attentions.map((attention, i) => {
        const { colour, dash } = curveStroke(i);
        const points = this.of(attention).map((each) => [x(each.width), y(told(reading, each))]);
        return svg`
          <polyline points=${points.join(" ")} stroke=${colour} stroke-dasharray=${dash.join(" ")}></polyline>
          ${points.map(([cx, cy]) => svg`<circle cx=${cx} cy=${cy} r="3" fill=${colour}></circle>`)}`;
      })}
    </svg>`;
  }

  private table(reading: Reading): TemplateResult {
    const { text } = this;
    const said = (value: number) => (reading === "entropy" ? decimal(value, 2) : small(value));
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${text.saturation[reading]}><table>
      <thead>
        <tr>
          <th scope="col">${text.saturation.width}</th>
          ${this.widths.map((width) => html`<th scope="col">${width}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${this.attentions.map((attention, i) => {
          const { colour, dash } = curveStroke(i);
          return html`<tr>
            <th scope="row">
              <svg class="swatch" width="24" height="8" aria-hidden="true">
                <line x1="0" y1="4" x2="24" y2="4" stroke=${colour} stroke-dasharray=${dash.join(" ")}></line>
              </svg>
              ${this.nameOf(attention)}
            </th>
            ${this.of(attention).map((each) => html`<td>${said(told(reading, each))}</td>`)}
          </tr>`;
        })}
      </tbody>
    </table></div>`;
  }

  private of(attention: string): Saturation[] {
    return this.found.filter((each) => each.attention === attention);
  }

  /** As the lesson calls it, where that is one of its variants. */
  private nameOf(attention: string): string {
    const variants = this.picture?.variants ?? [];
    const known = variants.find(({ name }) => name === attention);
    return known?.title[this.language] ?? attention;
  }
}

/** Options: `attentions` and `widths`, each apart by spaces; either may be left out. */
export default {
  name: "saturation",
  options: { attentions: "names", widths: "numbers" },
  isCurve: true,
  title: (text) => text.saturation.title,
  needs: () => [],
  create: () => new SaturationView(),
} satisfies View;
