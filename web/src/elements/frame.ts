import { html, nothing, type TemplateResult } from "lit";
import { caption, palette } from "../drawing/styles.ts";
import type { Lesson } from "../lessons/lesson.ts";
import { aimOf, type Changes, variantOf } from "../lessons/variants.ts";
import { type Language, type Text, texts } from "../text/text.ts";
import type { Brought } from "./brought.ts";
import { type CompareDrawer, compareDrawerStyles } from "./compare.ts";
import { controlStyles } from "./control-styles.ts";
import type { Fence } from "./controls.ts";
import { dialStyles, dials } from "./dials.ts";
import { type ExampleField, exampleStyles } from "./example-field.ts";
import { frameStyles } from "./frame-styles.ts";
import type { Keeper } from "./keep-panel.ts";
import { keepPart } from "./keep-part.ts";
import { hidesPictures, notice } from "./notice.ts";
import { ownDataPart } from "./own-data-part.ts";
import { ownWordStyles, ownWords } from "./own-words.ts";
import { type Panel, panelChoice, panelStyles, panelsOf } from "./panels.ts";
import type { SeedField } from "./seed-field.ts";
import type { SettingsPanel } from "./settings-panel.ts";
import { settingsPart, settingsStyles } from "./settings-part.ts";
import type { Stage } from "./stage.ts";
import { starting } from "./starting.ts";
import { status } from "./status.ts";
import { shortcuts, type TransportActions, transport } from "./transport.ts";
import { variantChoice } from "./variant-choice.ts";
import { inColumns } from "./view-set.ts";
import type { Wish } from "./wish.ts";

export const styles = [
  palette,
  caption,
  frameStyles,
  controlStyles,
  dialStyles,
  exampleStyles,
  compareDrawerStyles,
  settingsStyles,
  panelStyles,
  ownWordStyles,
];

/** What a person does in the frame. */
export interface FrameActions extends TransportActions {
  refresh(): void;
  chooseVariant(name: string): void;
  restart: SettingsPanel["restart"];
  bring(brought: Brought): void;
  load: Keeper["load"];
  turnTo(panel: Panel): void;
}

interface Shown extends Fence {
  element: HTMLElement;
  language: Language;
  wish: Wish;
  /** What attributes and what changes say of settings. */
  given: Changes;
  changes: Changes;
  stage: Stage;
  /** Where there is room for one alone. */
  panel: Panel;
  seedField: SeedField;
  exampleField: ExampleField;
  compareDrawer: CompareDrawer;
  actions: FrameActions;
}

/** All that is inside of the element. */
export function frame(shown: Shown): TemplateResult {
  const { language, wish, stage, hides, locks, actions } = shown;
  const text = texts[language];
  const { phase, running } = stage.run;
  const { notice: trouble } = stage.trouble;
  const isBlank = trouble && hidesPictures(trouble);
  const isLate = stage.showing.isDrawn || phase === "failed";
  const lesson = typeof wish.lesson === "string" ? undefined : wish.lesson;
  const there = panelsOf(shown.element, lesson, hides, stage.wall.views?.hasCurves ?? true);
  const panel = there.includes(shown.panel) ? shown.panel : "pictures";
  return html`
    <div class="room"><section
      class="frame"
      data-panel=${panel}
      lang=${language}
      tabindex="-1"
      aria-label=${text.region(lesson?.title[language] ?? String(wish.lesson))}
      aria-busy=${phase === "starting"}
    >
      ${lesson?.still ? nothing : transport(text, { ...wish, hides, locks, enabled: phase === "ready", running }, shown.seedField, actions)}
      ${trouble ? notice(text, trouble, actions.reset) : nothing}
      <div class="text" ?hidden=${!there.includes("text")}>
        ${lesson?.text ? ownWords(lesson.title[language], lesson.text[language]) : nothing}
        <slot name="text" @slotchange=${() => actions.refresh()}></slot>
      </div>
      ${variantChoice(text, language, lesson, wish.variant, shown, (name) => actions.chooseVariant(name))}
      ${dials(lesson, wish, language, stage.live, shown)}
      <div class="drawers">
        ${settingsPart({ ...shown, text, restart: actions.restart })}
        ${lesson && !lesson.still ? comparing(text, lesson, shown) : nothing}
        ${lesson?.still || hides.has("example") || isBlank ? nothing : shown.exampleField.render(text, stage.example, locks.has("example"))}
      </div>
      ${isBlank ? numbers(text, lesson, shown) : pictures(text, lesson, shown)}
      ${isLate && lesson?.data && !hides.has("data") ? ownDataPart({ ...shown, text, lesson, locked: locks.has("data"), bring: actions.bring }) : nothing}
      ${isLate && lesson && !lesson.still && !hides.has("files") ? keepPart({ ...shown, text, lesson, locked: locks.has("files"), load: actions.load }) : nothing}
      ${lesson?.still || hides.has("shortcuts") ? nothing : shortcuts(text)}
      ${panelChoice(text, there, panel, (chosen) => actions.turnTo(chosen))}
    </section></div>
  `;
}

function comparing(text: Text, lesson: Lesson, shown: Shown) {
  const { language, wish, stage, hides, locks } = shown;
  return shown.compareDrawer.render({
    text,
    language,
    lesson,
    wish,
    comparison: stage.comparison,
    catalog: stage.run.catalog,
    hidden: hides.has("compare"),
    fixed: hides.has("compare") || locks.has("compare"),
    canSave: !hides.has("save"),
    picture: stage.showing.picture,
  });
}

function pictures(text: Text, lesson: Lesson | undefined, shown: Shown): TemplateResult {
  const { language, wish, stage, hides } = shown;
  const beside = numbers(text, lesson, shown);
  const { views } = stage.wall;
  if (!views) return inColumns(starting(text, wish.lesson), beside);
  views.speak(language);
  return views.render(text, !hides.has("save"), beside);
}

function numbers(text: Text, lesson: Lesson | undefined, { wish, stage, hides }: Shown) {
  if (lesson?.still || hides.has("status")) return nothing;
  const aim = lesson && aimOf(lesson, variantOf(lesson, wish.variant));
  return status(text, aim, stage.run);
}
