import { html } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { fitted } from "../engine/declared.ts";
import type { Lesson } from "../lessons/lesson.ts";
import type { Language, Text } from "../text/text.ts";
import type { Keeper } from "./keep-panel.ts";
import { late } from "./late.ts";
import type { Stage } from "./stage.ts";
import { configFor, type Wish } from "./wish.ts";

interface Part {
  text: Text;
  language: Language;
  lesson: Lesson;
  wish: Wish;
  stage: Stage;
  locked: boolean;
  load: Keeper["load"];
}

/** Where a person keeps a run as a file, or goes on from one; its code comes when it is first shown. */
export function keepPart({ text, language, lesson, wish, stage, locked, load }: Part) {
  fetchPanel();
  const { seed, variant } = wish;
  const { catalog } = stage.run;
  const keeper: Keeper = {
    names: { lesson: lesson.name, variant, seed },
    save: (form) => stage.run.save(form),
    load,
    ours: catalog && {
      config: fitted(configFor(lesson, wish), catalog),
      catalog,
      hasOwnData: stage.beside === "data",
    },
  };
  return keyed(
    lesson,
    html`<softlook-keep
      .locked=${locked}
      .text=${text}
      .language=${language}
      .keeper=${keeper}
      .enabled=${stage.run.phase === "ready"}
      .loaded=${stage.loaded}
    ></softlook-keep>`,
  );
}

const fetchPanel = late(() => import("./keep-panel.ts"));
