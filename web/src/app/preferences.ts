import { chooseLanguage, type Language } from "../text/text.ts";

export const themes = ["auto", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** Storage may be forbidden, in a private window or a sandboxed frame: then nothing is remembered. */
function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The choice holds for this visit all the same.
  }
}

const languageKey = "softlook.language";
const themeKey = "softlook.theme";

export const storedLanguage = (): Language =>
  chooseLanguage([remembered(languageKey), ...navigator.languages]);

export const storedTheme = (): Theme =>
  themes.find((theme) => theme === remembered(themeKey)) ?? "auto";

export function applyLanguage(language: Language): void {
  document.documentElement.lang = language;
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

// Only what somebody has chosen: who has not is to be asked by way of the browser the next time, too.

export const rememberLanguage = (language: Language): void => remember(languageKey, language);

export const rememberTheme = (theme: Theme): void => remember(themeKey, theme);
