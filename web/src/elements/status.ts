import { html, nothing, type TemplateResult } from "lit";
import type { Score } from "softlook-wasm";
import { count, percent } from "../drawing/number-format.ts";
import { type Lesson, type Measure, measures } from "../lessons/lesson.ts";
import { share } from "../lessons/share.ts";
import type { Text } from "../text/text.ts";
import type { Journey } from "./journey.ts";

export interface StatusState {
  step: number;
  score: Score | null;
  goalReached: boolean;
  journey?: Pick<Journey, "destination"> | undefined;
  secondsLeft: number | undefined;
}

/** How far, and how well: the numbers above the pictures. */
export function status(
  text: Text,
  lesson: Lesson | undefined,
  { step, score, goalReached, journey, secondsLeft }: StatusState,
): TemplateResult {
  const { goal = 0, learned = {} } = lesson ?? {};
  const ended = goalReached ? text.goalReached(count(goal)) : "";
  const said = journey ? text.replay.going(count(journey.destination)) : ended;
  return html`
    <dl class="status on-pictures on-numbers">
      <div class="steps">
        <dt>${text.stepCount}</dt>
        <dd><b data-step=${step}>${count(step)}</b> <small>/ ${count(goal)}</small></dd>
        <dd>
          <progress aria-label=${text.progress} max=${goal} .value=${Math.min(step, goal)}></progress>
        </dd>
        <dd class="unit left">${secondsLeft === undefined ? nothing : timeLeft(text, secondsLeft)}</dd>
      </div>
      ${measures.filter((measure) => measure in learned).map((measure) => figure(text, measure, score))}
    </dl>
    <p class="goal on-all" role="status">${said}</p>
  `;
}

function timeLeft(text: Text, seconds: number): string {
  return seconds < 120 ? text.secondsLeft(String(seconds)) : text.minutesLeft(count(seconds / 60));
}

function figure(text: Text, measure: Measure, score: Score | null): TemplateResult {
  const { name, hint, unit } = text.measures[measure];
  return html`<div title=${hint} data-measure=${measure}>
    <dt>${name}</dt>
    <dd><b>${score ? shown(measure, share(measure, score)) : unknown}</b></dd>
    <dd class="unit">${unit}</dd>
  </div>`;
}

const unknown = "–";

/** Where training has gone astray, how far says nothing; and of some data nobody knows where to look. */
function shown(measure: Measure, value: number): string {
  if (measure !== "error" && Number.isNaN(value)) return unknown;
  return measure === "error" && value > 10 ? `> ${percent(10)}` : percent(value);
}
