import * as en from "./settings-en.ts";
import * as zh from "./settings-zh.ts";
import type { Language } from "./text.ts";

export type { SettingWords } from "./settings-en.ts";

/** Apart from the other texts, since they are loaded with the panel that shows them. */
export const settingTexts = { en, zh } satisfies Record<Language, typeof en>;
export type SettingTexts = typeof en;

/** The words of a setting of an entry of the catalog; its own name, where there are none. */
export function wordsOf(texts: SettingTexts, entry: string, setting: string): en.SettingWords {
  const words = texts.settingWords as Readonly<Record<string, en.SettingWords>>;
  return words[`${entry}.${setting}`] ?? words[setting] ?? { name: setting, hint: "" };
}
