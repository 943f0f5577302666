import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { type Pace, paces } from "../engine/protocol.ts";
import type { Text } from "../text/text.ts";
import * as icons from "./icons.ts";
import type { SeedField } from "./seed-field.ts";

export interface TransportState {
  enabled: boolean;
  running: boolean;
  seed: number;
  pace: Pace;
}

export interface TransportActions {
  toggle(): void;
  step(): void;
  reset(): void;
  newSeed(): void;
  setPace(pace: Pace): void;
}

export function transport(
  text: Text,
  { enabled, running, seed, pace }: TransportState,
  seedField: SeedField,
  actions: TransportActions,
): TemplateResult {
  return html`
    <div class="transport on-all" role="group" aria-label=${text.controls}>
      <div class="buttons">
        <button class="play" ?disabled=${!enabled} @click=${actions.toggle} aria-keyshortcuts="Space">
          ${running ? icons.pause : icons.play}<span>${running ? text.pause : text.play}</span>
        </button>
        ${button(icons.step, text.step, text.step, "s", actions.step, enabled)}
        ${button(icons.reset, text.reset, text.resetHint, "r", actions.reset)}
      </div>
      <fieldset class="pace segmented">
        <legend class="spoken">${text.pace}</legend>
        ${paces.map((choice) => paceChoice(text, choice, choice === pace, actions))}
      </fieldset>
      <div class="seed">
        ${seedField.render(text, seed)}
        ${button(icons.dice, text.newSeed, text.newSeedHint, "n", actions.newSeed)}
        ${seedField.complaint(text)}
      </div>
    </div>
  `;
}

function button(
  icon: TemplateResult,
  label: string,
  hint: string,
  key: string,
  action: () => void,
  enabled = true,
): TemplateResult {
  return html`<button aria-label=${label} title=${hint} ?disabled=${!enabled} @click=${action} aria-keyshortcuts=${key}>
    ${icon}<span>${label}</span>
  </button>`;
}

function paceChoice(text: Text, pace: Pace, chosen: boolean, actions: TransportActions) {
  return html`<label title=${text.paceHints[pace]}>
    <input
      type="radio"
      name="pace"
      value=${pace}
      .checked=${live(chosen)}
      @change=${() => actions.setPace(pace)}
    /><span>${text.paces[pace]}</span>
  </label>`;
}

export function shortcuts(text: Text): TemplateResult {
  return html`<details class="shortcuts">
    <summary>${text.shortcuts}</summary>
    <dl>
      ${text.shortcutList.map(
        ([keys, does]) => html`<div><dt><kbd>${keys}</kbd></dt><dd>${does}</dd></div>`,
      )}
    </dl>
    <p>${text.shortcutScope}</p>
  </details>`;
}

/** The action a key stands for, unless the key means something where the focus is. */
export function shortcutAction(event: KeyboardEvent, actions: TransportActions) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return undefined;
  const target = event.composedPath()[0];
  const typing =
    (target instanceof HTMLInputElement && target.type === "text") ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement;
  if (typing) return undefined;
  if (event.key === " ") {
    if (event.repeat) return undefined;
    const pressable = target instanceof Element && target.closest("button, summary, input, a");
    return pressable ? undefined : actions.toggle;
  }
  const byKey: Record<string, () => void> = {
    s: actions.step,
    r: actions.reset,
    n: actions.newSeed,
  };
  const key = event.key.toLowerCase();
  // A key held down takes step after step; to start over again and again would be of no use.
  return event.repeat && key !== "s" ? undefined : byKey[key];
}
