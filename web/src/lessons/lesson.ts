import type { Prose } from "../../plugins/prose.ts";
import type { Language } from "../text/text.ts";
import type { ViewOptions } from "../views/view.ts";

/** The same in every language that is spoken here. */
export type Words = Readonly<Record<Language, string>>;

export interface LessonConfig {
  task: string;
  model: string;
  attention: string;
  optimizer: string;
  seed: number;
  settings: Readonly<Record<string, number | string>>;
}

export interface LessonView {
  /** The name of a view, see views/. */
  view: string;
  options?: ViewOptions;
}

/** What can be read of a held-out score; `error` is a share of the baseline's. */
export const measures = ["error", "right", "whole", "aligned", "attended"] as const;
export type Measure = (typeof measures)[number];

/** The same lesson with something different; the first is the lesson as it is. */
export interface Variant {
  /** As the `variant` attribute calls it. */
  name: string;
  title: Words;
  /** Only what differs; settings are merged, and null takes one away that another model does not have. */
  config: Partial<Omit<LessonConfig, "settings">> & {
    settings?: Readonly<Record<string, number | string | null>>;
  };
  /** Where it takes more steps than the lesson, or fewer. */
  goal?: number;
  /** Where something else can be asked of it; all of it, not merged. */
  learned?: Lesson["learned"];
}

/** What the engine lets change during a run, in one part or another. A test compares with its catalog. */
export const liveSettings = ["learning-rate", "clip", "sharpness", "temperature"];

/** A live setting to be turned during a run, between two values above 0. */
export interface Dial {
  setting: string;
  title: Words;
  minimum: number;
  maximum: number;
}

/** That a person may bring data of their own, and what is said of it. */
export interface OwnData {
  /** What may be brought, and its limits. */
  hint: Words;
  /** For the chooser of files; empty where they have no ending of their own. */
  accept: string;
  /** Files alone, and several at once, one after the other; nothing can be pasted. */
  binary?: true;
  /** The task that takes it, where that of the lesson's config does not: that of some variants. */
  task?: string;
}

/** What the gallery sorts lessons by, in its order. */
export const topics = ["look-up", "order", "language", "picture"] as const;
export type Topic = (typeof topics)[number];

/** One topic after the other; within one, as they came. */
export function byTopic<T extends Pick<Lesson, "topic">>(lessons: readonly T[]): T[] {
  const place = ({ topic }: T) => (topic ? topics.indexOf(topic) : topics.length);
  return [...lessons].sort((one, other) => place(one) - place(other));
}

/** A default export of lesson.ts in a folder of its own; its prose lies beside it, one file a language. */
export interface Lesson {
  /** As the `lesson` attribute calls it. */
  name: string;
  title: Words;
  /** One sentence for the gallery. */
  summary: Words;
  /** Of a lesson of somebody's own, which has no prose beside it: shown with the title in the element. */
  text?: Words;
  /** Where it stands in the gallery. */
  topic?: Topic;
  config: LessonConfig;
  /** Training stops here once. */
  goal: number;
  /** About how long that takes on a desktop machine, at the pace that lessons begin with. */
  seconds?: number;
  /** Nothing is trained: there is something to be worked out by hand, and no transport. */
  still?: true;
  /** What the held-out score reaches by then, at least; `error` at most. What is here is shown above the pictures. */
  learned: Readonly<Partial<Record<Measure, number>>>;
  variants?: readonly Variant[];
  dials?: readonly Dial[];
  /** The first is the large one. */
  views: readonly LessonView[];
  data?: OwnData;
  /** Files of wasm/src that the text shows beside that of the attention in use. */
  code?: readonly string[];
  /** Takes too long to be trained to its goal by every test run; a core test does it. */
  slow?: true;
}

export type { Prose };
