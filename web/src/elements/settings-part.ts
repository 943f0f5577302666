import { css, html, nothing } from "lit";
import type { Changes } from "../lessons/variants.ts";
import type { Language, Text } from "../text/text.ts";
import type { Fence } from "./controls.ts";
import { late } from "./late.ts";
import type { SettingsPanel, Turn } from "./settings-panel.ts";
import type { Stage } from "./stage.ts";
import type { Wish } from "./wish.ts";

export const settingsStyles = css`
  /* As high as its summary, before its code is there. */
  softlook-settings,
  .settings-room {
    display: block;
    min-height: 1.45em;
  }
`;

interface Part extends Fence {
  text: Text;
  language: Language;
  wish: Wish;
  given: Changes;
  changes: Changes;
  stage: Stage;
  restart: SettingsPanel["restart"];
}

/** The panel of all settings, whose code comes when the engine has said what there is to be set. */
export function settingsPart({ wish, stage, hides, locks, ...part }: Part) {
  const { lesson, variant } = wish;
  const { catalog, phase } = stage.run;
  if (typeof lesson === "string" || lesson.still || hides.has("settings")) return nothing;
  // The pictures come first; where there are none to come, what is refused can be set otherwise.
  const isTime = stage.showing.isDrawn || phase === "failed";
  if (!catalog || !isTime) return html`<div class="settings-room"></div>`;
  load();
  return html`<softlook-settings
    .text=${part.text}
    .language=${part.language}
    .catalog=${catalog}
    .lesson=${lesson}
    .variant=${variant}
    .given=${part.given}
    .changes=${part.changes}
    .turned=${stage.live.turned}
    .hides=${hides}
    .locks=${locks}
    .restart=${part.restart}
    @turn=${({ detail }: CustomEvent<Turn>) => stage.live.turn(detail.setting, detail.value)}
  ></softlook-settings>`;
}

/** Without it the lesson goes on as before. */
const load = late(() => import("./settings-panel.ts"));
