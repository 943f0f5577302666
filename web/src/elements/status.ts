import { html, type TemplateResult } from "lit";
import type { Score } from "softlook-wasm";
import { count, percent } from "../drawing/number-format.ts";
import type { Text } from "../text/text.ts";

export interface StatusState {
  step: number;
  goal: number;
  score: Score | null;
  goalReached: boolean;
}

/** How far, and how well: the numbers above the pictures. */
export function status(
  text: Text,
  { step, goal, score, goalReached }: StatusState,
): TemplateResult {
  return html`
    <dl class="status">
      <div class="steps">
        <dt>${text.stepCount}</dt>
        <dd><b data-step=${step}>${count(step)}</b> <small>/ ${count(goal)}</small></dd>
        <dd>
          <progress aria-label=${text.progress} max=${goal} .value=${Math.min(step, goal)}></progress>
        </dd>
      </div>
      <div title=${text.heldOutErrorHint}>
        <dt>${text.heldOutError}</dt>
        <dd><b>${score ? errorShare(score) : "–"}</b></dd>
        <dd class="unit">${text.heldOutErrorUnit}</dd>
      </div>
      <div title=${text.rightShareHint}>
        <dt>${text.rightShare}</dt>
        <dd><b>${score ? percent(score.aligned) : "–"}</b></dd>
        <dd class="unit">${text.rightShareUnit}</dd>
      </div>
    </dl>
    <p class="goal" role="status">${goalReached ? text.goalReached(count(goal)) : ""}</p>
  `;
}

/** Where training has gone astray, how far says nothing. */
function errorShare({ error, baseline }: Score): string {
  const share = error / baseline;
  return share > 10 ? `> ${percent(10)}` : percent(share);
}
