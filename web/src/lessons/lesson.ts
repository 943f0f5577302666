import type { Config } from "softlook-wasm";
import type { Prose } from "../../plugins/prose.ts";
import type { Language } from "../text/text.ts";
import type { ViewOptions } from "../views/view.ts";

export interface LessonView {
  /** The name of a view, see views/. */
  view: string;
  options?: ViewOptions;
}

/** A default export of lesson.ts in a folder of its own; its prose lies beside it, one file a language. */
export interface Lesson {
  /** As the `lesson` attribute calls it. */
  name: string;
  title: Record<Language, string>;
  config: Config;
  /** Training stops here once. */
  goal: number;
  /** The first is the large one. */
  views: readonly LessonView[];
}

export type { Prose };
