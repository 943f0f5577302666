import { html } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Lesson } from "../lessons/lesson.ts";
import type { Language, Text } from "../text/text.ts";
import type { Brought } from "./brought.ts";
import { late } from "./late.ts";
import type { Stage } from "./stage.ts";
import type { Wish } from "./wish.ts";

interface Part {
  text: Text;
  language: Language;
  lesson: Lesson;
  wish: Wish;
  stage: Stage;
  locked: boolean;
  bring(brought: Brought): void;
}

/** Where a person brings data to the lesson; its code comes when it is first shown. */
export function ownDataPart({ text, language, lesson, wish, stage, locked, bring }: Part) {
  fetchPanel();
  return keyed(
    lesson,
    html`<softlook-own-data
      .locked=${locked}
      .text=${text}
      .language=${language}
      .lesson=${lesson}
      .variant=${wish.variant}
      .state=${stage.own.state}
      @bring=${({ detail }: CustomEvent<Brought>) => bring(detail)}
      @give-back=${() => stage.giveBack()}
    ></softlook-own-data>`,
  );
}

const fetchPanel = late(() => import("./own-data-panel.ts"));
