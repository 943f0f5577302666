import { html, nothing, type TemplateResult } from "lit";
import type { Lesson } from "../lessons/lesson.ts";
import type { Text } from "../text/text.ts";
import "./poster.ts";

/** What stands where the pictures will be. */
export function starting(text: Text, lesson: Lesson | string): TemplateResult {
  const poster =
    typeof lesson === "string"
      ? nothing
      : html`<softlook-poster .lesson=${lesson}></softlook-poster>`;
  return html`<div class="starting">
    ${poster}
    <p>${text.starting}</p>
  </div>`;
}
