import type { ComparedRun } from "../drawing/compared.ts";
import { nameOf } from "../lessons/lanes.ts";
import type { Language, Text } from "../text/text.ts";
import type { Chosen, Picture } from "../views/view.ts";
import type { Contender } from "./comparison.ts";
import { letterOf } from "./contender-letter.ts";
import type { Saveable } from "./save-menu.ts";

interface Panel {
  /** What the pictures above show; nothing before there is a frame. */
  readonly picture: () => Picture | undefined;
  readonly language: Language;
}

/** One of the comparison's pictures as the menu takes it; its figure is drawn like that of a view. */
export const compareSaveable = (
  panel: Panel,
  view: "compare-maps" | "compare-losses",
  title: (text: Text) => string,
  chosen: () => Chosen,
): Saveable => ({
  heading: title,
  original: (text) => {
    const picture = panel.picture();
    if (!picture) return text.saving.noPicture;
    const shown = { picture, options: {}, chosen: chosen(), text, language: panel.language };
    return { view, title: title(text), draws: [], shown };
  },
});

/** How far each is, without what a picture of weights adds. */
export const runsOf = (
  contenders: readonly Contender[],
  titles: readonly string[],
): ComparedRun[] =>
  contenders.map(({ lane, step, history }, i) => ({
    letter: letterOf(i),
    title: titles[i]!,
    other: lane ? nameOf(lane.other) : "",
    step,
    history,
    weights: undefined,
    truth: undefined,
  }));
