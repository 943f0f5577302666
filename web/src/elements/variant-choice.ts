import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Lesson } from "../lessons/lesson.ts";
import type { Language, Text } from "../text/text.ts";
import type { Fence } from "./controls.ts";

/** Which of a lesson's variants runs; nothing where there is no choice. */
export function variantChoice(
  text: Text,
  language: Language,
  lesson: Lesson | undefined,
  chosen: string,
  { hides, locks }: Fence,
  choose: (variant: string) => void,
): TemplateResult | typeof nothing {
  const { variants = [] } = lesson ?? {};
  if (variants.length < 2 || hides.has("variant")) return nothing;
  return html`<fieldset class="variants segmented" ?disabled=${locks.has("variant")}>
    <legend class="spoken">${text.variant}</legend>
    ${variants.map(
      ({ name, title }) => html`<label>
        <input
          type="radio"
          name="variant"
          value=${name}
          .checked=${live(name === chosen)}
          @change=${() => choose(name)}
        /><span>${title[language]}</span>
      </label>`,
    )}
  </fieldset>`;
}
