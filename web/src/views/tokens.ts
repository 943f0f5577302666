import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { type Answer, answersOf } from "../drawing/answers.ts";
import { sequential } from "../drawing/colour-scale.ts";
import { customElement } from "../drawing/custom-element.ts";
import type { Place } from "../drawing/grid-cursor.ts";
import { GridView } from "../drawing/grid-view.ts";
import { hints } from "../drawing/hints.ts";
import { percent } from "../drawing/number-format.ts";
import { shaded, shades } from "../drawing/shaded.ts";
import { caption, palette } from "../drawing/styles.ts";
import { positions } from "../drawing/weight-table.ts";
import { named, type View } from "./view.ts";

@customElement("softlook-tokens")
class TokensView extends GridView {
  static override styles = [
    palette,
    caption,
    shades,
    css`
      .read {
        margin: 0 0 0.75rem;
        line-height: 1.9;
        overflow-wrap: anywhere;
      }
      .read small,
      .right {
        color: var(--muted);
      }
      .read span {
        padding: 0.0625rem 0.375rem;
        border-radius: 5px;
        background: var(--raised);
      }
      .answers {
        display: flex;
        flex-wrap: wrap;
        gap: 0.375rem;
      }
      .answer {
        display: grid;
        justify-items: center;
        min-width: 2.25rem;
        padding: 0.25rem 0.375rem 0.375rem;
        border: 1px solid var(--line);
        border-radius: 8px;
        outline: none;
        cursor: default;
        line-height: 1.3;
      }
      .answer b {
        font-weight: 650;
      }
      .answer i {
        width: 100%;
        height: 4px;
        margin-block-start: 0.25rem;
        border-radius: 2px;
        background: linear-gradient(
          to right,
          var(--scale-full) var(--amount),
          var(--scale-zero) var(--amount)
        );
        forced-color-adjust: none;
        print-color-adjust: exact;
      }
      .right {
        font-size: 0.86em;
      }
      .wrong {
        border-color: var(--truth);
        border-style: dashed;
      }
      .wrong b {
        color: var(--truth);
      }
      .unasked {
        opacity: 0.75;
      }
      .unasked b {
        font-weight: 400;
      }
      .answer:focus-visible,
      .locked {
        outline: 2px solid var(--ink);
        outline-offset: 1px;
      }
      .waiting {
        min-height: 5rem;
      }
    `,
  ];

  private answers: readonly Answer[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const [input, output, target] = ["input", "output", "target"].map((name) =>
      this.tensorOf(name),
    );
    if (!changed.has("picture") || !output || !target) return;
    const answers = answersOf(output, target, input);
    // What the model wrote itself is not what is right.
    const { typed, writing } = this.picture!.frame;
    const own = typed?.written !== undefined || !!writing?.tokens.length;
    this.answers = own ? answers.map((answer) => ({ ...answer, right: undefined })) : answers;
  }

  protected override render() {
    const { answers, shown } = this;
    if (answers.length === 0) return html`<div class="waiting"></div>`;
    const asked = answers.filter(({ right }) => right);
    const right = asked.filter(isRight);
    const summary =
      asked.length > 0 ? this.text.tokensRight(String(right.length), String(asked.length)) : "";
    return html`
      ${this.read()}
      <div role="grid" aria-label="${this.text.tokensLabel}. ${summary}" aria-describedby="hint">
        <div role="row" class="answers">
          ${answers.map((answer, column) => this.answer(answer, { row: 0, column }))}
        </div>
      </div>
      <p class="readout">${shown && answers[shown.column] ? this.sentence(shown) : summary}</p>
      <p class=${this.isLocked ? "hint" : "spoken"} id="hint">${this.isLocked ? hints(this.text).locked : hints(this.text).lock}</p>
      <p class="spoken" role="status">${this.spoken}</p>
    `;
  }

  private read(): TemplateResult | typeof nothing {
    const input = this.tensorOf("input");
    if (!input?.columns.some((label) => label !== "")) return nothing;
    return html`<p class="read">
      <small>${this.text.tokensRead}</small>
      ${positions(input.columns, input.columns.length).map((label) => html`<span>${label}</span> `)}
    </p>`;
  }

  private answer(answer: Answer, place: Place): TemplateResult {
    const [first] = answer.chances;
    const kind = !answer.right ? "unasked" : isRight(answer) ? "good" : "wrong";
    const verdict =
      kind === "unasked" ? "" : kind === "good" ? this.text.rightAnswer : this.text.wrongAnswer;
    return html`<div
      role="gridcell"
      class="answer ${kind} ${this.isLockedAt(place) ? "locked" : ""}"
      aria-label="${first?.label}, ${percent(first?.probability ?? Number.NaN)}, ${verdict}"
      tabindex=${this.tabIndexOf(place)}
      aria-selected=${this.isLockedAt(place)}
      data-row="0"
      data-column=${place.column}
    >
      <b>${first?.label}</b>
      ${kind === "wrong" ? html`<span class="right">✗ ${answer.right?.label}</span>` : nothing}
      ${kind === "good" ? html`<span class="right">✓</span>` : nothing}
      <i ${shaded(first?.probability ?? Number.NaN, sequential)}></i>
    </div>`;
  }

  protected sentence({ column }: Place): string {
    const answer = this.answers[column];
    const [first, ...others] = answer?.chances ?? [];
    if (!answer || !first) return "";
    const place = String(column + 1);
    const chance = percent(first.probability);
    const list = others.map(({ label, probability }) => `“${label}” ${percent(probability)}`);
    const said = answer.right
      ? this.text.answerAt(place, first.label, chance, answer.right.label)
      : this.text.answerUnasked(place, first.label, chance);
    return list.length > 0 ? `${said}. ${this.text.otherAnswers(list.join(", "))}` : said;
  }

  protected size() {
    return { rows: 1, columns: this.answers.length };
  }

  protected firstTabStop(): Place {
    return { row: 0, column: 0 };
  }
}

const isRight = ({ right, chances }: Answer): boolean => right?.token === chances[0]?.token;

/** Options: `input`, `output` and `target` name tensors; the output is what the softmax is taken of. */
export default {
  name: "tokens",
  options: { input: "tensor", output: "tensor", target: "tensor" },
  title: (text) => text.tokensTitle,
  needs: named("output", "target"),
  wants: named("input"),
  create: () => new TokensView(),
} satisfies View;
