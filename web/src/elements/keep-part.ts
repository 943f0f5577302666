import { html } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Lesson } from "../lessons/lesson.ts";
import type { Text } from "../text/text.ts";
import type { Keeper } from "./keep-panel.ts";
import { late } from "./late.ts";
import type { Stage } from "./stage.ts";
import type { Wish } from "./wish.ts";

interface Part {
  text: Text;
  lesson: Lesson;
  wish: Wish;
  stage: Stage;
  locked: boolean;
  load: Keeper["load"];
}

/** Where a person keeps a run as a file, or goes on from one; its code comes when it is first shown. */
export function keepPart({ text, lesson, wish, stage, locked, load }: Part) {
  fetchPanel();
  const { seed, variant } = wish;
  const keeper: Keeper = {
    names: { lesson: lesson.name, variant, seed },
    save: (form) => stage.run.save(form),
    load,
  };
  return keyed(
    lesson,
    html`<softlook-keep
      ?inert=${locked}
      .text=${text}
      .keeper=${keeper}
      .enabled=${stage.run.phase === "ready"}
      .loaded=${stage.loaded}
    ></softlook-keep>`,
  );
}

const fetchPanel = late(() => import("./keep-panel.ts"));
