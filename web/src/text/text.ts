import type { Pace } from "../engine/protocol.ts";
import type { Measure } from "../lessons/lesson.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export type PaceTexts = Record<Pace, string>;
export type MeasureTexts = Record<Measure, { name: string; hint: string; unit: string }>;

/** English is the list of what there is to say; a language that leaves something out does not compile. */
export type Text = Widened<typeof en>;

type Widened<T> = T extends string
  ? string
  : T extends (...values: infer Values) => string
    ? (...values: Values) => string
    : T extends readonly unknown[]
      ? T
      : { [Key in keyof T]: Widened<T[Key]> };

export const texts = { en, zh } satisfies Record<string, Text>;
export type Language = keyof typeof texts;
export const languages = Object.keys(texts) as Language[];

/** The first of the wishes that is spoken here: `zh-Hant-TW` is answered with `zh`. */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const primary = wish?.toLowerCase().split("-")[0];
    const language = languages.find((known) => known === primary);
    if (language) return language;
  }
  return "en";
}
