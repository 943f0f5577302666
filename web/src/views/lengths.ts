import { css, html, nothing, type PropertyValues, svg, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import { ChartReader } from "../drawing/chart-reader.ts";
import { customElement } from "../drawing/custom-element.ts";
import { hints } from "../drawing/hints.ts";
import { type LengthCurve, lengthsOf, shareOf } from "../drawing/length-log.ts";
import { measuredStyles } from "../drawing/measured-styles.ts";
import { count, percent } from "../drawing/number-format.ts";
import { curveStroke } from "../drawing/score-chart.ts";
import { caption, palette, readable } from "../drawing/styles.ts";
import { engineWords } from "../text/engine-words.ts";
import { type View, ViewElement } from "./view.ts";

const box = { width: 360, height: 180, left: 44, right: 10, top: 8, bottom: 26 };
const wide = box.width - box.left - box.right;

/** Where a length is, from the shortest to the longest; a lone one is in the middle. */
const across =
  ([first = 0, ...others]: readonly number[]) =>
  (length: number): number => {
    const last = others.at(-1) ?? first;
    return box.left + (first === last ? 0.5 : (length - first) / (last - first)) * wide;
  };

/** No more can be read side by side. */
const mostLabels = 12;

/** Share of wholly right samples at each length, a curve for each variant that was run so far. */
@customElement("softlook-lengths")
class LengthsView extends ViewElement {
  static override styles = [
    palette,
    caption,
    measuredStyles,
    readable,
    css`
      .reached {
        color: var(--accent);
      }
      .read-at {
        stroke: var(--muted);
        stroke-dasharray: 3 3;
      }
    `,
  ];

  /** Asked for, and nothing heard yet. */
  @state() private asked = false;

  /** The length that is read, if one is. */
  @state() private length: number | undefined;
  /** What a key went to is said. */
  @state() private spoken = "";
  @query(".chart") private drawn!: SVGElement | null;
  private readonly reader = new ChartReader(
    {
      places: () => lengthsOf(this.curves),
      toPlace: (pixels) => this.lengthAt(pixels),
      left: () => this.drawn?.getBoundingClientRect().left ?? 0,
    },
    (length, isWalked) => {
      this.length = length;
      if (isWalked) this.spoken = this.reading();
    },
  );

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("picture")) this.asked = false;
  }

  protected override updated(): void {
    if (this.drawn) this.reader.listenTo(this.drawn);
    this.reader.renew();
  }

  protected override render() {
    const { curves, text } = this;
    const latest = this.picture?.lengths.latest;
    const isGoing = latest !== undefined && latest.done < latest.samples;
    const going = isGoing ? [String(latest.done), String(latest.samples)] : ["0", "…"];
    return html`
      ${curves.length > 0 ? [this.chart(), this.readout(), this.table(), this.words()] : nothing}
      <button type="button" ?disabled=${isGoing || this.asked || !this.picture} @click=${this.measure}>
        ${isGoing || this.asked ? text.lengths.going(going[0]!, going[1]!) : text.lengths.start}
      </button>
      <p class="hint" role="status">${this.said()}</p>
    `;
  }

  private readonly measure = (): void => {
    this.asked = true;
    this.ask("count-by-length", undefined);
  };

  private get curves(): readonly LengthCurve[] {
    return this.picture?.lengths.curves ?? [];
  }

  private said(): string {
    const { lengths } = this.text;
    const refusal = this.picture?.lengths.latest?.refusal;
    if (refusal) return `${lengths.refused} ${engineWords(this.text, refusal).words}`;
    const samples = this.curves.at(-1)?.counted.samples;
    return samples ? lengths.hint(count(samples)) : lengths.none;
  }

  private nameOf({ variant }: LengthCurve): string {
    const known = this.picture?.variants.find(({ name }) => name === variant);
    return known?.title[this.language] ?? this.text.scoreRun;
  }

  private chart(): TemplateResult {
    const { curves } = this;
    const lengths = lengthsOf(curves);
    const x = across(lengths);
    const y = (share: number) => box.top + (1 - share) * (box.height - box.top - box.bottom);
    const stride = Math.ceil(lengths.length / mostLabels);
    return html`<svg
      class="chart"
      viewBox="0 0 ${box.width} ${box.height}"
      role="img"
      tabindex="0"
      aria-describedby="reading"
      aria-label=${this.text.lengths.label(curves.map((curve) => this.summary(curve)).join(". "))}
    >
      ${[0, 0.5, 1].map(
        (share) => svg`
          <line class="grid" x1=${box.left} x2=${box.width - box.right} y1=${y(share)} y2=${y(share)}></line>
          <text x=${box.left - 6} y=${y(share) + 4} text-anchor="end">${100 * share} %</text>`,
      )}
      ${lengths
        .filter((_, i) => i % stride === 0)
        .map(
          (length) =>
            svg`<text x=${x(length)} y=${box.height - 8} text-anchor="middle">${length}</text>`,
        )}
      ${curves.map((curve) => {
        const { colour, dash } = this.stroke(curve);
        const points = curve.counted.shares.map((each) => [x(each.length), y(shareOf(each))]);
        return svg`
          <polyline points=${points.join(" ")} stroke=${colour} stroke-dasharray=${dash.join(" ")}></polyline>
          ${points.map(([cx, cy]) => svg`<circle cx=${cx} cy=${cy} r="3" fill=${colour}></circle>`)}`;
      })}
      ${this.lineAt(x)}
    </svg>`;
  }

  private lineAt(x: (length: number) => number) {
    if (this.length === undefined) return nothing;
    const at = x(this.length);
    return svg`<line class="read-at" x1=${at} x2=${at} y1=${box.top} y2=${box.height - box.bottom}></line>`;
  }

  private lengthAt(pixels: number): number {
    const lengths = lengthsOf(this.curves);
    const [first, last] = [lengths[0] ?? 0, lengths.at(-1) ?? 0];
    const units = (pixels / (this.drawn?.getBoundingClientRect().width || box.width)) * box.width;
    return first + ((units - box.left) / wide) * (last - first);
  }

  private readout(): TemplateResult {
    return html`<p class="readout" id="reading">${this.reading()}</p>
      <p class="spoken" role="status">${this.spoken}</p>`;
  }

  /** What each of the curves has at the length that is read. */
  private reading(): string {
    const { length, text } = this;
    if (length === undefined) return hints(text).readLength;
    const list = this.curves.map((curve) => {
      const share = curve.counted.shares.find((each) => each.length === length);
      return text.lengths.readOne(this.nameOf(curve), share ? percent(shareOf(share)) : "–");
    });
    return text.lengths.readAt(String(length), list.join(text.lengths.between));
  }

  private table(): TemplateResult {
    const { curves, text } = this;
    const lengths = lengthsOf(curves);
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${text.lengths.title}><table>
      <thead>
        <tr>
          <th scope="col">${text.lengths.length}</th>
          ${lengths.map((length) => html`<th scope="col">${length}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${curves.map((curve) => {
          const { colour, dash } = this.stroke(curve);
          return html`<tr>
            <th scope="row">
              <svg class="swatch" width="24" height="8" aria-hidden="true">
                <line x1="0" y1="4" x2="24" y2="4" stroke=${colour} stroke-dasharray=${dash.join(" ")}></line>
              </svg>
              ${text.lengths.at(this.nameOf(curve), count(curve.counted.step))}
            </th>
            ${lengths.map((length) => this.cell(curve, length))}
          </tr>`;
        })}
      </tbody>
    </table></div>`;
  }

  /** Where words are heard and spelled: how many of them are wrong, with what it is to be at most. */
  private words(): TemplateResult[] {
    const most = Number(this.options.wordsWrong ?? Number.NaN);
    const { lengths } = this.text;
    return this.curves.flatMap((curve) => {
      const { words, step } = curve.counted;
      if (!words) return [];
      const share = words.wrong / words.said;
      const isReached = share <= most;
      const name = lengths.at(this.nameOf(curve), count(step));
      const said = [percent(share), String(words.wrong), String(words.said)] as const;
      return [
        html`<p class="words">${lengths.wordsWrong(name, ...said)}
          ${Number.isNaN(most) ? nothing : html`<span class=${isReached ? "reached" : ""}>${lengths.wordsGoal(percent(most), isReached)}</span>`}
        </p>`,
      ];
    });
  }

  private cell({ counted }: LengthCurve, length: number): TemplateResult {
    const share = counted.shares.find((each) => each.length === length);
    if (!share) return html`<td>–</td>`;
    const { whole, samples } = share;
    const said = this.text.lengths.cell(String(whole), String(samples));
    return html`<td title=${said}>${percent(shareOf(share))}</td>`;
  }

  private summary(curve: LengthCurve): string {
    const { shares } = curve.counted;
    const [short, long] = [shares[0], shares.at(-1)];
    if (!short || !long) return this.nameOf(curve);
    return this.text.lengths.spoken(
      this.nameOf(curve),
      String(short.length),
      percent(shareOf(short)),
      String(long.length),
      percent(shareOf(long)),
    );
  }

  /** A variant has the stroke that its scores have. */
  private stroke(curve: LengthCurve) {
    const place = this.picture?.scores.findIndex(({ variant }) => variant === curve.variant);
    return curveStroke(Math.max(0, place ?? 0));
  }
}

/** Options: perhaps `wordsWrong`, the share of heard words that may be wrong at the goal. */
export default {
  name: "lengths",
  options: { wordsWrong: "number" },
  title: (text) => text.lengths.title,
  needs: () => [],
  isCurve: true,
  create: () => new LengthsView(),
} satisfies View;
