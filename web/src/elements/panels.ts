import { css, html, nothing, type TemplateResult } from "lit";
import type { Lesson } from "../lessons/lesson.ts";
import type { Text } from "../text/text.ts";
import type { Control, Names } from "./controls.ts";

/**
 * Where the element is narrow, one of these is shown at a time. A part of the frame says with a class of which
 * it is, `on-pictures` or `on-numbers`, or that it is of all, `on-all`; one that says nothing is of the controls.
 */
export const panels = ["text", "pictures", "numbers", "controls"] as const;
export type Panel = (typeof panels)[number];

/** What a page may put into the slot `text`. */
export const textOf = (host: Element): Element | null =>
  host.querySelector(':scope > [slot="text"]');

/** Those that have something to show: a page may have hidden the rest. */
export function panelsOf(
  host: Element,
  lesson: Lesson | undefined,
  hides: Names,
  hasCurves: boolean,
): Panel[] {
  const isShown = (...controls: Control[]) => controls.some((name) => !hides.has(name));
  const isThere: Record<Panel, () => boolean> = {
    text: () => textOf(host) !== null || lesson?.text !== undefined,
    pictures: () => true,
    numbers: () => !lesson?.still && (hasCurves || isShown("status", "compare")),
    controls: () =>
      (!lesson?.still && isShown("pace", "seed", "settings", "example", "files", "shortcuts")) ||
      ((lesson?.variants?.length ?? 0) > 1 && isShown("variant")) ||
      (lesson?.data !== undefined && isShown("data")),
  };
  return panels.filter((panel) => isThere[panel]());
}

export function panelChoice(
  text: Text,
  there: readonly Panel[],
  shown: Panel,
  choose: (panel: Panel) => void,
): TemplateResult | typeof nothing {
  if (there.length < 2) return nothing;
  return html`<div class="panels on-all" role="group" aria-label=${text.panels.label}>
    ${there.map(
      (panel) => html`<button
        aria-pressed=${panel === shown}
        data-panel=${panel}
        @click=${() => choose(panel)}
      >
        ${text.panels[panel]}
      </button>`,
    )}
  </div>`;
}

export const panelStyles = css`
  .panels {
    display: none;
  }
  @container (max-width: 520px) {
    .frame {
      --above-panels: calc(7.25rem + env(safe-area-inset-bottom, 0px));
    }
    .frame[data-panel="text"] > :not(.text, .on-all),
    .frame[data-panel="pictures"] > :not(.on-pictures, .on-all),
    .frame[data-panel="numbers"] > :not(.on-numbers, .on-all, .drawers:has(.on-numbers)),
    .frame[data-panel="numbers"] > .drawers > :not(.on-numbers),
    .frame[data-panel="controls"] > .drawers > .on-numbers,
    .frame[data-panel="controls"] > :is(.text, .on-pictures, .on-numbers),
    .frame:not([data-panel="controls"]) :is(.pace, .seed),
    .frame[data-panel="pictures"] .view.curve,
    .frame[data-panel="numbers"] .view:not(.curve) {
      display: none;
    }
    /* The last of the frame, at the lower edge of the screen as long as the frame is seen. */
    .panels {
      --bar: 3rem;
      position: sticky;
      bottom: 0;
      display: flex;
      order: 10;
      block-size: calc(var(--bar) + env(safe-area-inset-bottom, 0px));
      margin: 0 -0.75rem -0.75rem;
      border-radius: 0 0 14px 14px;
      background: var(--surface);
      z-index: 2;
    }
    .panels button {
      flex: 1;
      min-width: 0;
      block-size: var(--bar);
      padding: 0;
      border: 0;
      border-block-start: 3px solid transparent;
      border-radius: 0;
      background: none;
      color: var(--muted);
    }
    .panels [aria-pressed="true"] {
      border-color: var(--accent);
      color: var(--ink);
    }
    .panels button:focus-visible {
      outline-offset: -3px;
    }
    .frame .buttons {
      bottom: calc(3rem + env(safe-area-inset-bottom, 0px));
      padding-block-end: 0.375rem;
      border-radius: 0;
    }
    .frame:not(:has(.panels)) .buttons {
      bottom: 0;
    }
    /* What has the focus is not to lie beneath the bar. */
    .frame :is(button, input, summary) {
      scroll-margin-block-end: 8rem;
    }
  }
  @container (max-width: 330px) {
    .panels button {
      font-size: 0.93em;
      letter-spacing: -0.02em;
    }
  }
`;
