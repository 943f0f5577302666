import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { count } from "../drawing/number-format.ts";
import type { Text } from "../text/text.ts";
import { asSeed, largestSeed } from "./attributes.ts";

/**
 * Where a seed is typed: taken on Enter or on leaving the field. Until then, and while it is none, what
 * a person has typed stays as it is, whatever is rendered meanwhile.
 */
export class SeedField {
  private typed: string | undefined;
  private wrong = false;

  constructor(
    private readonly changed: () => void,
    private readonly choose: (seed: number) => void,
  ) {}

  /** Back to the seed of the run. */
  clear(): void {
    this.typed = undefined;
    this.wrong = false;
    this.changed();
  }

  render(text: Text, seed: number, locked = false): TemplateResult {
    return html`<label title=${text.newSeedHint}>
      <span>${text.seed}</span>
      <input
        type="text"
        inputmode="numeric"
        autocomplete="off"
        size=${String(largestSeed).length}
        .value=${live(this.typed ?? String(seed))}
        ?disabled=${locked}
        aria-invalid=${this.wrong}
        aria-describedby=${this.wrong ? "seed-wrong" : nothing}
        @input=${this.onInput}
        @change=${this.onChange}
        @keydown=${this.onKey}
      />
    </label>`;
  }

  complaint(text: Text): TemplateResult | typeof nothing {
    if (!this.wrong) return nothing;
    return html`<p id="seed-wrong" class="seed-wrong" role="alert">
      ${text.seedWrong(count(largestSeed))}
    </p>`;
  }

  private readonly onInput = (event: Event): void => {
    this.typed = (event.target as HTMLInputElement).value;
    if (!this.wrong || asSeed(this.typed) === undefined) return;
    this.wrong = false;
    this.changed();
  };

  private readonly onChange = (): void => {
    const seed = asSeed(this.typed);
    // Who leaves the field empty has thought better of it.
    this.wrong = seed === undefined && !!this.typed?.trim();
    if (this.wrong) this.changed();
    else this.clear();
    if (seed !== undefined) this.choose(seed);
  };

  private readonly onKey = ({ key }: KeyboardEvent): void => {
    if (key === "Escape") this.clear();
  };
}
