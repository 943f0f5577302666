import { css, html, type PropertyValues } from "lit";
import { state } from "lit/decorators.js";
import type { Bound } from "../drawing/bound-lines.ts";
import { boundText } from "../drawing/bound-text.ts";
import { Chart, chartStyles } from "../drawing/chart.ts";
import { nearestTo } from "../drawing/chart-reader.ts";
import { customElement } from "../drawing/custom-element.ts";
import { hints } from "../drawing/hints.ts";
import { count, percent } from "../drawing/number-format.ts";
import { Ramp, rampStyles } from "../drawing/ramp.ts";
import { curveData, curveOptions } from "../drawing/score-chart.ts";
import type { ScoreCurve } from "../drawing/score-log.ts";
import { caption, palette } from "../drawing/styles.ts";
import { swatch } from "../drawing/swatch.ts";
import { isAtMost } from "../lessons/goals.ts";
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

  /** The step that is read; undefined is the newest of each. */
  @state() private step: number | undefined;
  /** What a key went to is said; training says nothing. */
  @state() private spoken = "";
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
    read: (step, isWalked) => {
      this.step = step;
      if (isWalked) this.spoken = this.curves.map((curve) => this.said(curve, step)).join(". ");
    },
  });

  protected override render() {
    const { curves, measure, text } = this;
    const { name } = text.measures[measure];
    const said = curves.map((curve) => this.said(curve));
    const between = this.language === "zh" ? "" : " ";
    const hint = [text.scoreHint, ...this.compared(), hints(text).read].join(between);
    return html`
      ${this.ramp.probe()}
      <div
        class="plot"
        role="img"
        tabindex="0"
        aria-label=${text.scoreLabel(name, said.join(". "))}
        aria-describedby="hint"
      ></div>
      <ul>
        ${curves.map((curve, i) => html`<li>${swatch(i)}<span>${this.said(curve, this.step)}</span></li>`)}
      </ul>
      <p class="hint" id="hint">${curves.length > 0 ? hint : text.scoreEmpty}</p>
      <p class="spoken" role="status">${this.spoken}</p>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const looks = changed.size === 0 || changed.has("text");
    this.chart.update({ data: changed.has("picture"), looks });
  }

  private get curves(): readonly ScoreCurve[] {
    return this.picture?.scores ?? [];
  }

  private get measure(): Measure {
    return measureOf(this.options);
  }

  /** Of its point that is nearest to a step: not all are scored at the same ones. */
  private said(curve: ScoreCurve, step = Number.POSITIVE_INFINITY): string {
    const steps = curve.points.map((point) => point.step);
    const point = curve.points[nearestTo(steps, step)];
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
    const beyond = isAtMost(measure) ? "below" : "above";
    return [
      ...(bound === undefined
        ? []
        : [{ value: bound, label: goals.goal, side: "left", beyond } as const]),
      // By what the baseline is, its own share is one.
      ...(measure === "error"
        ? [{ value: 1, label: goals.baseline, side: "right", beyond: "above" } as const]
        : []),
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
