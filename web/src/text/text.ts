import type { Pace } from "../engine/protocol.ts";
import type { Measure } from "../lessons/lesson.ts";
import { en } from "./en.ts";

export type PaceTexts = Record<Pace, string>;
export type MeasureTexts = Record<Measure, { name: string; hint: string; unit: string }>;

/** English is the list of what there is to say; a language that leaves something out does not compile. */
export type Text = Widened<typeof en>;

export type Widened<T> = T extends string
  ? string
  : T extends (...values: infer Values) => string
    ? (...values: Values) => string
    : T extends readonly unknown[]
      ? T
      : { [Key in keyof T]: Widened<T[Key]> };

export const languageNames = { en: "English", zh: "中文" } as const;
export type Language = keyof typeof languageNames;
export const languages = Object.keys(languageNames) as Language[];

/** English is at hand; another language comes when it is spoken, and until then English stands in its place. */
const learned: Record<Language, Text> = { en, zh: en };
export const texts: Readonly<Record<Language, Text>> = learned;

const others: Partial<Record<Language, () => Promise<Text>>> = {
  zh: async () => (await import("./zh.ts")).zh,
};

/** Undefined when its words are there already. */
export function learning(language: Language): Promise<void> | undefined {
  const load = others[language];
  if (!load || learned[language] !== en) return undefined;
  // Without a connection it stays English, and is tried anew the next time.
  return load().then(
    (text) => {
      learned[language] = text;
    },
    () => undefined,
  );
}

/** The first of the wishes that is spoken here: `zh-Hant-TW` is answered with `zh`. */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const primary = wish?.toLowerCase().split("-")[0];
    const language = languages.find((known) => known === primary);
    if (language) return language;
  }
  return "en";
}
