import { css, html, nothing, type PropertyValues } from "lit";
import { query } from "lit/decorators.js";
import { customElement } from "../drawing/custom-element.ts";
import { caption, palette } from "../drawing/styles.ts";
import { mostTyped } from "../engine/sample.ts";
import { engineSpan } from "../text/engine-words.ts";
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

  @query("input") private field!: HTMLInputElement;

  protected override render() {
    const { text, typed } = this;
    const told = this.picture?.frame.typed;
    // What was asked for is answered with a frame.
    const answer = told?.text === typed ? told : undefined;
    const refusal = answer?.refusal;
    return html`
      <form @submit=${this.onSubmit}>
        <input
          type="text"
          autocomplete="off"
          spellcheck="false"
          maxlength=${mostTyped}
          placeholder=${this.options.example ?? nothing}
          aria-label=${text.typedLabel}
          aria-invalid=${refusal !== undefined}
          aria-describedby="said"
        />
        <button type="submit">${text.typedShow}</button>
        ${
          typed
            ? html`<button type="button" @click=${this.clear}>${text.typedClear}</button>`
            : nothing
        }
      </form>
      <div id="said" role="status">
        ${
          refusal !== undefined
            ? html`<p class="refused">${text.typedRefused} ${engineSpan(text, refusal)}</p>`
            : html`<p class="hint">${answer ? text.typedShown(answer.text) : text.typedHint}</p>`
        }
        ${answer?.written ? html`<p class="readout">${text.typedWritten(sentenceOf(answer.written))}</p>` : nothing}
      </div>
    `;
  }

  /** A link, or a script of the page, may have asked for it. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("typed") && this.typed && this.field.value.trim() !== this.typed) {
      this.field.value = this.typed;
    }
  }

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    this.ask("show-typed", this.field.value.trim());
  };

  private readonly clear = (): void => {
    this.field.value = "";
    this.ask("show-typed", "");
    this.field.focus();
  };
}

/** Words stand apart, single signs do not. */
const sentenceOf = (labels: readonly string[]): string =>
  labels.join(labels.some((label) => /^[\p{Script=Latin}]{2,}$/u.test(label)) ? " " : "");

/** Options: `example` stands in the empty field, as a hint. */
export default {
  name: "typed",
  options: { example: "text" },
  title: (text) => text.typedTitle,
  needs: () => [],
  create: () => new TypedView(),
} satisfies View;
