import { css, html, type PropertyValues } from "lit";
import type { Bound } from "../drawing/bound-lines.ts";
import { boundText } from "../drawing/bound-text.ts";
import { Chart, chartStyles } from "../drawing/chart.ts";
import { customElement } from "../drawing/custom-element.ts";
import { count, percent } from "../drawing/number-format.ts";
import { Ramp, rampStyles } from "../drawing/ramp.ts";
import { curveData, curveOptions } from "../drawing/score-chart.ts";
import type { ScoreCurve } from "../drawing/score-log.ts";
import { caption, palette } from "../drawing/styles.ts";
import { swatch } from "../drawing/swatch.ts";
import { type Measure, measures } from "../lessons/lesson.ts";
import { share } from "../lessons/share.ts";
import { aimOf } from "../lessons/variants.ts";
import { type View, ViewElement, type ViewOptions } from "./view.ts";

const height = 200;

@customElement("softlook-score")
class ScoreView extends ViewElement {
  static override styles = [
    chartStyles,
    palette,
    caption,
    rampStyles,
    css`
      .plot {
        min-height: ${height}px;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0.125rem 1rem;
        margin: 0.25rem 0 0;
        padding: 0;
        list-style: none;
        font-variant-numeric: tabular-nums;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.375rem;
      }
    `,
  ];

  private readonly ramp = new Ramp(this);
  private readonly chart = new Chart(this, {
    height: () => height,
    kind: () =>
      this.curves.length > 0 ? this.curves.map(({ variant }) => variant).join("\n") : undefined,
    data: () => curveData(this.curves, this.measure),
    options: (size) => {
      const mix = (colour: string) => this.ramp.mix(colour);
      return curveOptions(size, this.curves.length, mix, () => this.bounds);
    },
  });

  protected override render() {
    const { curves, measure, text } = this;
    const { name } = text.measures[measure];
    const said = curves.map((curve) => this.latest(curve));
    return html`
      ${this.ramp.probe()}
      <div class="plot" role="img" aria-label=${text.scoreLabel(name, said.join(". "))}></div>
      <ul>
        ${curves.map((curve, i) => html`<li>${swatch(i)}<span>${this.latest(curve)}</span></li>`)}
      </ul>
      <p class="hint">${curves.length > 0 ? [text.scoreHint, ...this.compared()].join(this.language === "zh" ? "" : " ") : text.scoreEmpty}</p>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.chart.update({ data: changed.has("picture"), looks: true });
  }

  private get curves(): readonly ScoreCurve[] {
    return this.picture?.scores ?? [];
  }

  private get measure(): Measure {
    return measureOf(this.options);
  }

  private latest(curve: ScoreCurve): string {
    const point = curve.points.at(-1);
    const variants = this.picture?.variants ?? [];
    const title = variants.find(({ name }) => name === curve.variant)?.title[this.language];
    const name = title ?? this.text.scoreRun;
    if (!point) return name;
    const value = share(this.measure, point.score);
    // Of some data nobody knows where to look.
    const said = Number.isNaN(value) ? "–" : percent(value);
    return this.text.scoreAt(name, count(point.step), said);
  }

  /** What is asked of the variant that is run. */
  private get bound(): number | undefined {
    return (
      this.picture && aimOf(this.picture.lesson, this.picture.run.variant).learned[this.measure]
    );
  }

  private get bounds(): readonly Bound[] {
    const { measure, bound } = this;
    const { goals } = this.text;
    return [
      ...(bound === undefined ? [] : [{ value: bound, label: goals.goal, side: "left" as const }]),
      // By what the baseline is, its own share is one.
      ...(measure === "error" ? [{ value: 1, label: goals.baseline, side: "right" as const }] : []),
    ];
  }

  private compared(): string[] {
    const { measure, bound } = this;
    return bound === undefined ? [] : [this.text.goals.line(boundText(this.text, measure, bound))];
  }
}

function measureOf({ value = "" }: ViewOptions): Measure {
  const measure = measures.find((known) => known === value);
  if (measure) return measure;
  throw new Error(`[score] "${value}" is not among: ${measures.join(", ")}`);
}

/** Options: `value` says what of the score: right, whole, aligned, attended or error. */
export default {
  name: "score",
  options: { value: "text" },
  isCurve: true,
  title: (text, options) => text.scoreTitle(text.measures[measureOf(options)].name),
  needs: () => [],
  create: () => new ScoreView(),
} satisfies View;
