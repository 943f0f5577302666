import { html, nothing, type TemplateResult } from "lit";
import type { Score } from "softlook-wasm";
import { boundText } from "../drawing/bound-text.ts";
import { count, decimal, percent } from "../drawing/number-format.ts";
import { isReached } from "../lessons/goals.ts";
import { type Lesson, type Measure, measures } from "../lessons/lesson.ts";
import { share } from "../lessons/share.ts";
import type { Text } from "../text/text.ts";
import type { Journey } from "./journey.ts";

export interface StatusState {
  step: number;
  score: Score | null;
  scoredSamples: number;
  goalReached: boolean;
  journey?: Pick<Journey, "destination"> | undefined;
  secondsLeft: number | undefined;
}

/** How far, and how well: the numbers above the pictures. */
export function status(
  text: Text,
  aim: Pick<Lesson, "goal" | "learned"> | undefined,
  { step, score, scoredSamples, goalReached, journey, secondsLeft }: StatusState,
): TemplateResult {
  const { goal = 0, learned = {} } = aim ?? {};
  const ended = goalReached ? text.goalReached(count(goal)) : "";
  const said = journey ? text.replay.going(count(journey.destination)) : ended;
  return html`<div class="numbers on-pictures on-numbers">
    <dl class="status">
      <div class="steps">
        <dt>${text.stepCount}</dt>
        <dd><b data-step=${step}>${count(step)}</b> <small>/ ${count(goal)}</small></dd>
        <dd class="unit left">${secondsLeft === undefined ? nothing : timeLeft(text, secondsLeft)}</dd>
        <dd>
          <progress aria-label=${text.progress} max=${goal} .value=${Math.min(step, goal)}></progress>
        </dd>
      </div>
      ${measures.filter((measure) => measure in learned).map((measure) => figure(text, measure, learned[measure]!, score))}
    </dl>
    <div class="told">
      <p class="goal" role="status">${said}</p>
      <p class="scored">${score ? text.goals.scored(count(scoredSamples)) : ""}</p>
    </div>
  </div>`;
}

function timeLeft(text: Text, seconds: number): string {
  return seconds < 120 ? text.secondsLeft(String(seconds)) : text.minutesLeft(count(seconds / 60));
}

function figure(text: Text, measure: Measure, bound: number, score: Score | null): TemplateResult {
  const { name, hint, unit } = text.measures[measure];
  return html`<div title=${hint} data-measure=${measure}>
    <dt>${name}</dt>
    <dd><b>${shownScore(measure, score)}</b></dd>
    <dd class="unit">${unit}</dd>
    <dd class="unit">
      ${text.goals.is(boundText(text, measure, bound))}
      ${score && isReached(measure, bound, score) ? html`<span class="reached" role="img" aria-label=${text.goals.reached}>✓</span>` : nothing}
    </dd>
  </div>`;
}

const unknown = "–";

export const shownScore = (measure: Measure, score: Score | null): string =>
  score ? shown(measure, share(measure, score)) : unknown;

/** Where training has gone astray, how far says nothing; and of some data nobody knows where to look. */
function shown(measure: Measure, value: number): string {
  if (measure !== "error" && Number.isNaN(value)) return unknown;
  if (measure === "error" && value > 10) return `> ${percent(10)}`;
  // Close to all of them it matters how close: 98.8 % is not 99 %.
  const isClose = value > 0.9 && value < 0.9995;
  return isClose ? `${decimal(100 * value, 1)}\u202f%` : percent(value);
}
