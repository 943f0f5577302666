import { css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { count } from "../drawing/number-format.ts";
import { isSampleNumber, mostSamples } from "../engine/sample.ts";
import type { Text } from "../text/text.ts";
import * as icons from "./icons.ts";

export const exampleStyles = css`
  .example,
  .example label {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375rem;
  }
  .example label {
    color: var(--muted);
  }
  .example input {
    box-sizing: border-box;
    width: calc(7ch + 1rem);
    min-height: 2.375rem;
    padding: 0 0.375rem;
    border: 1px solid color-mix(in oklab, var(--muted) 75%, var(--surface));
    border-radius: 9px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .example input[aria-invalid="true"] {
    border-color: var(--alarm);
  }
  .example button {
    width: 2.375rem;
    padding: 0;
  }
  .example button:first-of-type svg {
    transform: scaleX(-1);
  }
  .example-wrong {
    flex-basis: 100%;
    margin: 0;
    color: var(--alarm);
    font-size: 0.93em;
  }
`;

/**
 * Which held-out sample the pictures are of: people count from 1, the engine from 0. What is typed stays as
 * it is, whatever is rendered meanwhile, until it is taken.
 */
export class ExampleField {
  private typed: string | undefined;
  private wrong = false;

  constructor(
    private readonly changed: () => void,
    private readonly choose: (example: number) => void,
  ) {}

  render(text: Text, example: number, locked: boolean): TemplateResult {
    const { examples } = text;
    const step = (label: string, to: number) => html`<button
      type="button"
      aria-label=${label}
      title=${label}
      ?disabled=${locked || !isSampleNumber(to)}
      @click=${() => this.take(to)}
    >
      ${icons.next}
    </button>`;
    return html`<div class="example" role="group" aria-label=${examples.name}>
      <label title=${examples.hint}>
        <span>${examples.name}</span>
        <input
          type="text"
          inputmode="numeric"
          autocomplete="off"
          .value=${live(this.typed ?? String(example + 1))}
          ?disabled=${locked}
          aria-invalid=${this.wrong}
          aria-describedby=${this.wrong ? "example-wrong" : nothing}
          @input=${this.onInput}
          @change=${this.onChange}
        />
      </label>
      ${step(examples.previous, example - 1)} ${step(examples.next, example + 1)}
      ${
        this.wrong
          ? html`<p id="example-wrong" class="example-wrong" role="alert">
              ${examples.wrong(count(mostSamples))}
            </p>`
          : nothing
      }
    </div>`;
  }

  private readonly onInput = (event: Event): void => {
    this.typed = (event.target as HTMLInputElement).value;
  };

  private readonly onChange = (): void => {
    const written = this.typed?.trim() ?? "";
    const sample = Number(written) - 1;
    // Who leaves the field empty has thought better of it.
    if (written === "") this.take(undefined);
    else if (isSampleNumber(sample)) this.take(sample);
    else {
      this.wrong = true;
      this.changed();
    }
  };

  private take(example: number | undefined): void {
    this.typed = undefined;
    this.wrong = false;
    if (example === undefined) this.changed();
    else this.choose(example);
  }
}
