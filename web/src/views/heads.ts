import { css, html, type PropertyValues, type TemplateResult } from "lit";
import { customElement } from "../drawing/custom-element.ts";
import { type HeadPattern, headPattern } from "../drawing/head-patterns.ts";
import { decimal, percent } from "../drawing/number-format.ts";
import { Ramp, rampStyles } from "../drawing/ramp.ts";
import { caption, palette } from "../drawing/styles.ts";
import { weightShades } from "../drawing/weight-shade.ts";
import { WeightTable } from "../drawing/weight-table.ts";
import { blockOf, named, namedWithScores, type View, ViewElement } from "./view.ts";

const measures = ["entropy", "distance", "previous", "first", "same", "diagonal", "truth"] as const;

@customElement("softlook-heads")
class HeadsView extends ViewElement {
  static override styles = [
    palette,
    caption,
    rampStyles,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(8.25rem, 1fr));
        gap: 0.75rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      button {
        display: grid;
        gap: 0.375rem;
        width: 100%;
        padding: 0.5rem;
        border: 1px solid var(--line);
        border-radius: 10px;
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      button:hover {
        background: var(--raised);
      }
      button:focus-visible {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
      button[aria-pressed="true"] {
        border-color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
      }
      canvas {
        width: 100%;
        max-height: 9rem;
        border-radius: 4px;
      }
      dl {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 0.25rem;
        margin: 0;
        font-size: 0.86em;
        font-variant-numeric: tabular-nums;
      }
      dt {
        color: var(--muted);
      }
      dd {
        margin: 0;
        white-space: nowrap;
      }
      .waiting {
        min-height: 8rem;
      }
    `,
  ];

  private table: WeightTable | undefined;
  private patterns: HeadPattern[] = [];
  private readonly ramp = new Ramp(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("picture")) return;
    const [weights, truth] = [this.tensorOf("weights"), this.tensorOf("truth")];
    if (!weights) return;
    const table = new WeightTable(weights, this.scoresOf("weights"));
    const right = truth && new WeightTable(truth);
    this.table = table;
    this.patterns = Array.from({ length: table.heads }, (_, head) =>
      headPattern(table, head, right),
    );
  }

  protected override render() {
    if (!this.table) return html`<div class="waiting"></div>`;
    return html`
      ${this.ramp.probe()}
      <ul>${this.patterns.map((pattern, head) => html`<li>${this.head(pattern, head)}</li>`)}</ul>
      <p class="hint">${this.text.headsHint}</p>
    `;
  }

  protected override updated(): void {
    this.renderRoot.querySelectorAll("canvas").forEach((canvas, head) => {
      this.ramp.paintShades(canvas, weightShades(this.table!, head), this.table!.columns.length);
    });
  }

  private head(pattern: HeadPattern, head: number): TemplateResult {
    const { headPatterns, headPatternHints, headLabel, headNumber } = this.text;
    const weights = this.option("weights");
    const numbers = measures.filter((measure) => pattern[measure] !== undefined);
    const value = (measure: (typeof measures)[number]) => this.value(measure, pattern[measure]!);
    const spoken = numbers
      .map((measure) => `${headPatterns[measure]} ${value(measure)}`)
      .join(", ");
    const chosen = this.headChoice?.weights === weights && this.headChoice.head === head;
    // Pressed again, all of them are drawn together as before.
    const choose = () => this.ask("choose-head", { weights, head: chosen ? "mean" : head });
    return html`<button
      aria-pressed=${chosen}
      aria-label=${headLabel(String(head + 1), spoken)}
      @click=${choose}
    >
      <span>${headNumber(String(head + 1))}</span>
      <canvas aria-hidden="true"></canvas>
      <dl>
        ${numbers.map(
          (measure) => html`<dt title=${headPatternHints[measure]}>${headPatterns[measure]}</dt>
            <dd>${value(measure)}</dd>`,
        )}
      </dl>
    </button>`;
  }

  private value(measure: (typeof measures)[number], value: number): string {
    if (measure === "entropy") return this.text.bits(decimal(value, 2));
    return measure === "distance" ? decimal(value, 1) : percent(value);
  }
}

/** Options: `weights` and `truth` name tensors. A click picks the head that `matrix` shows of them. */
export default {
  name: "heads",
  options: { weights: "tensor", truth: "tensor" },
  title: (text, options) => text.headsTitle + blockOf(text, options),
  needs: named("weights"),
  wants: namedWithScores("weights", "truth"),
  create: () => new HeadsView(),
} satisfies View;
