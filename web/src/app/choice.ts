import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

interface Choice<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string; lang?: string }[];
  chosen: Value;
  choose(value: Value): void;
}

/** A few exclusive options in a row. */
export function choice<Value extends string>({
  label,
  options,
  chosen,
  choose,
}: Choice<Value>): TemplateResult {
  return html`<fieldset class="choice">
    <legend>${label}</legend>
    ${options.map(
      (option) => html`<label lang=${option.lang ?? nothing}>
        <input
          type="radio"
          name=${label}
          value=${option.value}
          .checked=${live(option.value === chosen)}
          @change=${() => choose(option.value)}
        /><span>${option.label}</span>
      </label>`,
    )}
  </fieldset>`;
}
