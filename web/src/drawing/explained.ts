import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { Explanation, Looked, Part, Strip } from "../explaining/explanation.ts";
import type { Equation } from "../explaining/expression.ts";
import { grouped, shortened } from "../explaining/shortened.ts";
import type { Derivation } from "../explaining/source.ts";
import { type Hand, latexHand, plainHand, write, writeExplanation } from "../explaining/written.ts";
import { type Text, texts } from "../text/text.ts";
import { diverging, ownLimit } from "./colour-scale.ts";
import { customElement } from "./custom-element.ts";
import { explainedStyles } from "./explained-styles.ts";
import { decimal } from "./number-format.ts";
import { setStyle } from "./set-style.ts";
import { shaded } from "./shaded.ts";
import { caption, cells, palette } from "./styles.ts";

/** With more numbers than so many, only some are shown until all are asked for. */
const shownKeys = 5;
const printedStrip = 8;

/** What a position of the weights is called. */
export interface CellNames {
  row: string;
  column: string;
  columns: readonly string[];
}

/** How one weight came about, step by step, in numbers that can be worked out again and copied. */
@customElement("softlook-explained")
export class Explained extends LitElement {
  static override styles = [palette, cells, caption, explainedStyles];

  @property({ attribute: false }) text: Text = texts.en;
  @property({ attribute: false }) explanation: Explanation | undefined;
  @property({ attribute: false }) names: CellNames = { row: "", column: "", columns: [] };
  /** Which column it is about, from 0. */
  @property({ attribute: false }) column = 0;

  @state() private full = false;
  @state() private opened: ReadonlySet<string> = new Set();
  @state() private copied: "text" | "latex" | undefined;
  /** What could not be copied, to be copied by hand. */
  @state() private uncopied: string | undefined;
  @query("textarea") private field!: HTMLTextAreaElement | null;

  protected override render() {
    const { explanation, text } = this;
    if (!explanation) return html`<p class="hint">${text.explain.waiting}</p>`;
    const { heads, head } = explanation;
    return html`
      ${heads > 1 ? html`<p class="hint">${text.explain.ofHead(String(head + 1), String(heads))}</p>` : nothing}
      ${this.tools()}
      <ol>${explanation.parts.map((part) => this.partOf(part))}</ol>
    `;
  }

  protected override updated(): void {
    if (
      this.uncopied !== undefined &&
      this.field &&
      this.shadowRoot?.activeElement !== this.field
    ) {
      this.field.focus();
      this.field.select();
    }
  }

  private tools(): TemplateResult {
    const { explain, copyFailed, copied } = this.text;
    const said = this.uncopied === undefined ? (this.copied ? copied : "") : copyFailed;
    return html`<div class="tools">
        <button aria-pressed=${this.full} @click=${() => this.toggle()}>${explain.all}</button>
        <button @click=${() => this.copy("text", plainHand)}>
          ${this.copied === "text" ? copied : explain.copyText}
        </button>
        <button @click=${() => this.copy("latex", latexHand)}>
          ${this.copied === "latex" ? copied : explain.copyLatex}
        </button>
        <span class=${this.uncopied === undefined ? "spoken" : "hint"} role="status">${said}</span>
      </div>
      ${
        this.uncopied === undefined
          ? nothing
          : html`<textarea readonly rows="4" aria-label=${copyFailed} .value=${this.uncopied}></textarea>`
      }`;
  }

  private toggle(): void {
    this.full = !this.full;
  }

  private async copy(kind: "text" | "latex", hand: Hand): Promise<void> {
    const { row, column } = this.names;
    const written = writeExplanation(hand, this.explanation!, {
      head: this.text.explain.title(row, column, decimal(this.explanation!.weight, 4)),
      title: (part) => this.titleOf(part),
      derivation: ({ of }) => this.text.explain.derivations[of],
      derives: this.full,
    });
    try {
      await navigator.clipboard.writeText(written);
      this.uncopied = undefined;
      this.copied = kind;
      setTimeout(() => {
        this.copied = undefined;
      }, 2000);
    } catch {
      this.uncopied = written;
    }
  }

  private titleOf({ name }: Part): string {
    const { row, column } = this.names;
    return this.text.explain.parts[name](row, column);
  }

  private partOf(part: Part): TemplateResult {
    const { strips, equations, derivations, row, note, formula } = part;
    return html`<li>
      <h3>${this.titleOf(part)} ${formula ? html`<span class="formula">${formula}</span>` : nothing}</h3>
      ${strips.length > 0 ? html`<div class="strips">${strips.map((strip) => this.strip(strip))}</div>` : nothing}
      ${note ? html`<p class="note">${this.text.explain.notes[note]}</p>` : nothing}
      ${row ? this.row(row) : nothing}
      ${this.equations(equations)}
      ${derivations.map((derivation, i) => this.derivation(derivation, `${part.name}${i}`))}
    </li>`;
  }

  private strip({ name, values }: Strip): TemplateResult {
    const limit = ownLimit(values);
    const isPrinted = values.length <= printedStrip;
    const numbers = values.map(plainHand.number);
    return html`<b>${name === "+" ? this.text.explain.terms : name}</b>
      <table class="strip ${isPrinted ? "printed" : ""}" aria-label=${this.text.explain.strip(name, numbers.join(", "))} ${setStyle({ "--count": String(values.length) })}>
        <tr>
          ${values.map(
            (value, i) =>
              html`<td title=${numbers[i]!} ${shaded(value, (x) => diverging(x, limit))}>${
                isPrinted ? decimal(value, 2) : nothing
              }</td>`,
          )}
        </tr>
      </table>`;
  }

  /** The strongest of the row, and the one in question; all of them if that is wanted. */
  private row(row: readonly Looked[]): TemplateResult {
    const { text } = this;
    const sorted = [...row].sort((a, b) => b.weight - a.weight).slice(0, shownKeys);
    const shown = this.full
      ? row
      : row.filter((looked) => sorted.includes(looked) || looked.column === this.column);
    const more = row.length - shown.length;
    return html`<table class="row">
        <thead>
          <tr><th scope="col">${text.looksAt}</th><th scope="col">S</th><th scope="col">a</th></tr>
        </thead>
        <tbody>${shown.map((looked) => this.looked(looked))}</tbody>
      </table>
      ${more > 0 ? html`<p class="more">${text.explain.moreKeys(String(more))}</p>` : nothing}`;
  }

  private looked({ column, score, weight }: Looked): TemplateResult {
    const share = `${Math.min(100, Math.max(0, weight * 100)).toFixed(1)}%`;
    const isHidden = score === Number.NEGATIVE_INFINITY;
    return html`<tr class=${column === this.column ? "chosen" : ""}>
      <th scope="row">${this.names.columns[column] ?? column + 1}</th>
      <td>${isHidden ? this.text.explain.hidden : decimal(score, 3)}</td>
      <td>${decimal(weight, 3)}</td>
      <td role="presentation"><span class="bar" ${setStyle({ "--share": share })}></span></td>
    </tr>`;
  }

  private equations(equations: readonly Equation[]): TemplateResult[] {
    if (this.full) return equations.map((equation) => this.equation(equation));
    return grouped(equations, this.column).flatMap(({ shown, more }) => {
      const lines = shown.map((equation) => this.equation(equation));
      return more > 0
        ? [...lines, html`<p class="more">${this.text.explain.moreAlike(String(more))}</p>`]
        : lines;
    });
  }

  private equation({ sign, expression, value }: Equation): TemplateResult {
    const right = plainHand.number(value);
    const left = this.full
      ? write(plainHand, expression)
      : shortened(expression, this.text.explain.moreTerms);
    const middle = left === right ? nothing : html`${left} = `;
    return html`<p class="equation"><i>${plainHand.sign(sign)} = </i>${middle}<b>${right}</b></p>`;
  }

  private derivation(derivation: Derivation, key: string): TemplateResult {
    const isOpen = this.opened.has(key);
    const toggled = (event: Event) => {
      const opened = new Set(this.opened);
      if ((event.target as HTMLDetailsElement).open) opened.add(key);
      else opened.delete(key);
      this.opened = opened;
    };
    return html`<details @toggle=${toggled}>
      <summary>${this.text.explain.derivations[derivation.of]}</summary>
      ${isOpen ? this.equations(derivation.equations()) : nothing}
    </details>`;
  }
}
