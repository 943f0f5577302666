import { css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { significant } from "../drawing/number-format.ts";
import type { Dial, Lesson } from "../lessons/lesson.ts";
import { configOf, variantOf } from "../lessons/variants.ts";
import type { Language } from "../text/text.ts";
import type { Fence } from "./controls.ts";
import type { LiveSettings } from "./live-settings.ts";
import type { Wish } from "./wish.ts";

export const dialStyles = css`
  .dial {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
  }
  .dial input {
    flex: 1 1 10rem;
    max-width: 24rem;
    min-width: 0;
    accent-color: var(--accent);
  }
  .dial output {
    min-width: 3.5em;
    font-variant-numeric: tabular-nums;
  }
`;

/** For each live setting that the lesson gives to be turned, a slider: the same way means the same factor. */
export function dials(
  lesson: Lesson | undefined,
  { variant, changes }: Pick<Wish, "variant" | "changes">,
  language: Language,
  live: LiveSettings,
  { hides, locks }: Fence,
): TemplateResult | typeof nothing {
  if (!lesson?.dials || hides.has("dials")) return nothing;
  const { settings } = configOf(lesson, variantOf(lesson, variant), changes);
  const shown = lesson.dials.filter(({ setting }) => !hides.has(setting));
  return html`${shown.map((dial) => {
    const value = Number(live.turned[dial.setting] ?? settings[dial.setting] ?? 1);
    const locked = locks.has("dials") || locks.has("settings") || locks.has(dial.setting);
    return slider(dial, value, language, locked, (to) => live.turn(dial.setting, to));
  })}`;
}

function slider(
  dial: Dial,
  value: number,
  language: Language,
  locked: boolean,
  turn: (value: number) => void,
) {
  return html`<label class="dial on-pictures">
    <span>${dial.title[language]}</span>
    <input
      type="range"
      min=${Math.log10(dial.minimum)}
      max=${Math.log10(dial.maximum)}
      step="0.01"
      aria-valuetext=${significant(value, 2)}
      .value=${live(String(Math.log10(value)))}
      ?disabled=${locked}
      @input=${(event: Event) => turn(10 ** Number((event.target as HTMLInputElement).value))}
    />
    <output>${significant(value, 2)}</output>
  </label>`;
}
