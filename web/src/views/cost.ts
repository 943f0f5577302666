import { html, nothing, svg, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { customElement } from "../drawing/custom-element.ts";
import { measuredStyles } from "../drawing/measured-styles.ts";
import { significant } from "../drawing/number-format.ts";
import { curveStroke } from "../drawing/score-chart.ts";
import { caption, palette } from "../drawing/styles.ts";
import type { Timing } from "../engine/timing.ts";
import type { Lesson, Variant } from "../lessons/lesson.ts";
import { configOf } from "../lessons/variants.ts";
import { engineWords } from "../text/engine-words.ts";
import { type View, ViewElement } from "./view.ts";

const box = { width: 360, height: 200, left: 44, right: 10, top: 8, bottom: 26 };

/** How long a training step takes at growing lengths, for every variant of the lesson: measured here, when asked. */
@customElement("softlook-cost")
class CostView extends ViewElement {
  static override styles = [palette, caption, measuredStyles];

  /** In the order of asking: all lengths of the first variant, then of the next. */
  @state() private timings: readonly (Timing | undefined)[] = [];
  @state() private measuring = false;

  private get lengths(): number[] {
    return this.option("lengths").split(" ").map(Number);
  }

  /** Those of one length are compared at all. */
  private get variants(): readonly Variant[] {
    const all = this.picture?.variants ?? [];
    return all.filter(({ config }) => config.settings?.length === undefined);
  }

  override get chosen() {
    return { timings: this.timings };
  }

  protected override render() {
    const { text } = this;
    const done = this.timings.filter((timing) => timing).length;
    const all = this.variants.length * this.lengths.length;
    return html`
      <button type="button" ?disabled=${this.measuring || !this.picture} @click=${this.measure}>
        ${this.measuring ? text.costGoing(String(done), String(all)) : text.costStart}
      </button>
      ${done > 0 ? [this.chart(), this.table()] : nothing}
      <p class="hint" role="status">${done === all && done > 0 ? this.summary().join(". ") : text.costHint}</p>
    `;
  }

  private readonly measure = (): void => {
    const lesson = this.picture?.lesson;
    if (!lesson) return;
    this.measuring = true;
    const configs = this.variants.flatMap((variant) =>
      this.lengths.map((length) => configAt(lesson, variant, length)),
    );
    this.timings = configs.map(() => undefined);
    this.ask("time", {
      configs,
      timed: (index, timing) => {
        this.timings = this.timings.with(index, timing);
        this.measuring = index + 1 < configs.length;
      },
      ended: () => {
        this.measuring = false;
      },
    });
  };

  private at(variant: number, length: number): Timing | undefined {
    return this.timings[variant * this.lengths.length + length];
  }

  private timesOf(variant: number): { length: number; milliseconds: number }[] {
    return this.lengths
      .map((length, i) => ({
        length,
        milliseconds: this.at(variant, i)?.milliseconds ?? Number.NaN,
      }))
      .filter(({ milliseconds }) => Number.isFinite(milliseconds));
  }

  private chart(): TemplateResult {
    const all = this.variants.flatMap((_, v) => this.timesOf(v).map((time) => time.milliseconds));
    if (all.length === 0) return html``;
    const decades = [
      Math.floor(Math.log10(Math.min(...all))),
      Math.ceil(Math.log10(Math.max(...all))),
    ];
    const [low, high] = [decades[0]!, Math.max(decades[1]!, decades[0]! + 1)];
    const octaves = this.lengths.map(Math.log2);
    const [first, last] = [Math.min(...octaves), Math.max(...octaves)];
    const x = (length: number) =>
      box.left +
      ((Math.log2(length) - first) / Math.max(1, last - first)) *
        (box.width - box.left - box.right);
    const y = (value: number) =>
      box.top + ((high - Math.log10(value)) / (high - low)) * (box.height - box.top - box.bottom);
    const lines = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
    return html`<svg
      viewBox="0 0 ${box.width} ${box.height}"
      role="img"
      aria-label=${this.text.costLabel(this.summary().join(". "))}
    >
      ${lines.map(
        (value) => svg`
          <line class="grid" x1=${box.left} x2=${box.width - box.right} y1=${y(value)} y2=${y(value)}></line>
          <text x=${box.left - 6} y=${y(value) + 4} text-anchor="end">${this.text.costTime(significant(value, 1))}</text>`,
      )}
      ${this.lengths.map(
        (length) =>
          svg`<text x=${x(length)} y=${box.height - 8} text-anchor="middle">${length}</text>`,
      )}
      ${this.variants.map((_, v) => {
        const { colour, dash } = curveStroke(v);
        const points = this.timesOf(v).map((time) => `${x(time.length)},${y(time.milliseconds)}`);
        return svg`<polyline points=${points.join(" ")} stroke=${colour} stroke-dasharray=${dash.join(" ")}></polyline>`;
      })}
    </svg>`;
  }

  private table(): TemplateResult {
    return html`<div class="scroll"><table>
      <thead>
        <tr>
          <th scope="col">${this.text.costLength}</th>
          ${this.lengths.map((length) => html`<th scope="col">${length}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${this.variants.map((variant, v) => {
          const { colour, dash } = curveStroke(v);
          return html`<tr>
            <th scope="row">
              <svg class="swatch" width="24" height="8" aria-hidden="true">
                <line x1="0" y1="4" x2="24" y2="4" stroke=${colour} stroke-dasharray=${dash.join(" ")}></line>
              </svg>
              ${variant.title[this.language]}
            </th>
            ${this.lengths.map((_, i) => this.cell(this.at(v, i)))}
          </tr>`;
        })}
      </tbody>
    </table></div>`;
  }

  private cell(timing: Timing | undefined): TemplateResult {
    if (!timing) return html`<td>…</td>`;
    if (timing.refusal)
      return html`<td title=${engineWords(this.text, timing.refusal).words}>${this.text.costRefused}</td>`;
    return html`<td>${this.text.costTime(significant(timing.milliseconds, 2))}</td>`;
  }

  /** How each grows from the shortest to the longest that it can. */
  private summary(): string[] {
    return this.variants.flatMap((variant, v) => {
      const times = this.timesOf(v);
      const [shortest, longest] = [times[0], times.at(-1)];
      if (!shortest || !longest || shortest === longest) return [];
      const ratio = significant(longest.milliseconds / shortest.milliseconds, 2);
      const name = variant.title[this.language];
      return [this.text.costAt(name, String(shortest.length), String(longest.length), ratio)];
    });
  }
}

function configAt(lesson: Lesson, variant: Variant, length: number) {
  const config = configOf(lesson, variant);
  return { ...config, settings: { ...config.settings, length, batch: 1 } };
}

/** Options: `lengths`, apart by spaces: values of the setting `length` of the lesson's task. */
export default {
  name: "cost",
  options: { lengths: "numbers" },
  isCurve: true,
  title: (text) => text.costTitle,
  needs: () => [],
  create: () => new CostView(),
} satisfies View;
