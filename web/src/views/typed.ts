import { css, html, nothing } from "lit";
import { query, state } from "lit/decorators.js";
import { customElement } from "../drawing/custom-element.ts";
import { caption, palette } from "../drawing/styles.ts";
import { type View, ViewElement } from "./view.ts";

@customElement("softlook-typed")
class TypedView extends ViewElement {
  static override styles = [
    palette,
    caption,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      input {
        flex: 1 1 12rem;
        min-width: 0;
      }
      input,
      button {
        box-sizing: border-box;
        min-height: 2.375rem;
        padding: 0 0.625rem;
        border: 1px solid color-mix(in oklab, var(--muted) 75%, var(--surface));
        border-radius: 9px;
        background: var(--surface);
        color: var(--ink);
        font: inherit;
      }
      button {
        border-color: var(--line);
        cursor: pointer;
      }
      button:hover {
        background: var(--raised);
      }
      :is(input, button):focus-visible {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
      input[aria-invalid="true"] {
        border-color: var(--alarm);
      }
      .refused {
        margin: 0.5rem 0 0;
        color: var(--alarm);
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** What was asked to be shown last; the answer comes with a frame. */
  @state() private asked = "";
  @query("input") private field!: HTMLInputElement;

  protected override render() {
    const { text } = this;
    const typed = this.picture?.frame.typed;
    const answer = typed?.text === this.asked ? typed : undefined;
    const refusal = answer?.refusal;
    return html`
      <form @submit=${this.onSubmit}>
        <input
          type="text"
          autocomplete="off"
          spellcheck="false"
          maxlength="200"
          placeholder=${this.options.example ?? nothing}
          aria-label=${text.typedLabel}
          aria-invalid=${refusal !== undefined}
          aria-describedby="said"
        />
        <button type="submit">${text.typedShow}</button>
        ${
          this.asked
            ? html`<button type="button" @click=${this.clear}>${text.typedClear}</button>`
            : nothing
        }
      </form>
      <div id="said" role="status">
        ${
          refusal !== undefined
            ? html`<p class="refused">${text.typedRefused} <span lang="en">${refusal}</span></p>`
            : html`<p class="hint">${answer ? text.typedShown(answer.text) : text.typedHint}</p>`
        }
        ${answer?.written ? html`<p class="readout">${text.typedWritten(sentenceOf(answer.written))}</p>` : nothing}
      </div>
    `;
  }

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    this.show(this.field.value.trim());
  };

  private readonly clear = (): void => {
    this.field.value = "";
    this.show("");
    this.field.focus();
  };

  private show(typed: string): void {
    this.asked = typed;
    this.ask("show-typed", typed);
  }
}

/** Words stand apart, single signs do not. */
const sentenceOf = (labels: readonly string[]): string =>
  labels.join(labels.some((label) => /^[\p{Script=Latin}]{2,}$/u.test(label)) ? " " : "");

/** Options: `example` stands in the empty field, as a hint. */
export default {
  name: "typed",
  title: (text) => text.typedTitle,
  needs: () => [],
  create: () => new TypedView(),
} satisfies View;
