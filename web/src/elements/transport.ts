import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { type Pace, paces } from "../engine/protocol.ts";
import type { Text } from "../text/text.ts";
import type { Control, Fence } from "./controls.ts";
import * as icons from "./icons.ts";
import type { SeedField } from "./seed-field.ts";

export interface TransportState extends Fence {
  enabled: boolean;
  running: boolean;
  seed: number;
  pace: Pace;
}

export interface TransportActions {
  toggle(): void;
  step(count: number): void;
  reset(): void;
  newSeed(): void;
  setPace(pace: Pace): void;
}

/** What is taken at once, and the keys for it: side by side where they lie. */
const strides = [
  { count: 1, key: "s" },
  { count: 10, key: "d" },
  { count: 100, key: "f" },
];

export function transport(
  text: Text,
  state: TransportState,
  seedField: SeedField,
  actions: TransportActions,
): TemplateResult | typeof nothing {
  const { enabled, running, seed, pace, hides, locks } = state;
  if (["play", "step", "reset", "pace", "seed"].every((name) => hides.has(name))) return nothing;
  const shown = (name: Control, control: () => TemplateResult) =>
    hides.has(name) ? nothing : control();
  return html`
    <div class="transport on-all" role="group" aria-label=${text.controls}>
      <div class="buttons">
        ${shown(
          "play",
          () => html`<button
            class="play"
            ?disabled=${!enabled || locks.has("play")}
            @click=${actions.toggle}
            aria-keyshortcuts="Space"
          >
            ${running ? icons.pause : icons.play}<span>${running ? text.pause : text.play}</span>
          </button>`,
        )}
        ${shown("step", () => steps(text, enabled && !locks.has("step"), actions))}
        ${shown("reset", () =>
          button(icons.reset, text.reset, text.resetHint, "r", actions.reset, !locks.has("reset")),
        )}
      </div>
      ${shown(
        "pace",
        () => html`<fieldset class="pace segmented" ?disabled=${locks.has("pace")}>
          <legend class="spoken">${text.pace}</legend>
          ${paces.map((choice) => paceChoice(text, choice, choice === pace, actions))}
        </fieldset>`,
      )}
      ${shown("seed", () => {
        const locked = locks.has("seed");
        return html`<div class="seed">
          ${seedField.render(text, seed, locked)}
          ${button(icons.dice, text.newSeed, text.newSeedHint, "n", actions.newSeed, !locked)}
          ${seedField.complaint(text)}
        </div>`;
      })}
    </div>
  `;
}

function steps(text: Text, enabled: boolean, actions: TransportActions): TemplateResult {
  return html`<div class="steps-taken">
    ${strides.map(({ count, key }) => {
      const label = count === 1 ? text.step : text.steps(String(count));
      return html`<button
        aria-label=${label}
        title=${label}
        ?disabled=${!enabled}
        @click=${() => actions.step(count)}
        aria-keyshortcuts=${key}
      >
        +${count}
      </button>`;
    })}
  </div>`;
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
export function shortcutAction(event: KeyboardEvent, actions: TransportActions, fence: Fence) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return undefined;
  const target = event.composedPath()[0];
  const typing =
    (target instanceof HTMLInputElement && target.type === "text") ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement;
  if (typing) return undefined;
  const isOpen = (control: Control) => !fence.hides.has(control) && !fence.locks.has(control);
  if (event.key === " ") {
    if (event.repeat || !isOpen("play")) return undefined;
    const pressable = target instanceof Element && target.closest("button, summary, input, a");
    return pressable ? undefined : actions.toggle;
  }
  const key = event.key.toLowerCase();
  const stride = strides.find((each) => each.key === key);
  // A key held down takes step after step; to start over again and again would be of no use.
  if (stride && isOpen("step")) return () => actions.step(stride.count);
  if (event.repeat) return undefined;
  if (key === "r" && isOpen("reset")) return actions.reset;
  if (key === "n" && isOpen("seed")) return actions.newSeed;
  return undefined;
}
