import type { NamedTensor } from "softlook-wasm";
import type { LessonConfig } from "../lessons/lesson.ts";
import type { Changes } from "../lessons/variants.ts";
import type { Language } from "../text/text.ts";
import type { Picture } from "../views/view.ts";

/** Which run the numbers are of: enough to have them again. */
export interface About {
  lesson: string;
  title: string;
  /** Empty where the lesson has none. */
  variant: string;
  changes: Changes;
  seed: number;
  step: number;
  config: LessonConfig;
  /** It is trained on what a person brought. */
  ownData: boolean;
  /** What the model looks at in these pictures. */
  example: string;
}

/** What is no tensor: a curve, a measurement. Each row has a value for each column. */
export interface Table {
  name: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

export interface Numbers {
  about: About;
  tensors: readonly NamedTensor[];
  tables: readonly Table[];
}

export function aboutOf({ frame, lesson, run }: Picture, language: Language): About {
  const { typed, writing } = frame;
  const written = writing?.tokens.map(({ label }) => label).join(writing.spaced ? " " : "");
  return {
    lesson: lesson.name,
    title: lesson.title[language],
    variant: run.variant?.name ?? "",
    changes: run.changes,
    seed: run.config.seed,
    step: frame.step,
    config: run.config,
    ownData: run.ownData,
    example: writing
      ? `${writing.beginning} → ${written}`
      : typed && typed.refusal === undefined
        ? typed.text
        : `held-out example ${frame.example + 1}`,
  };
}
