import type { Setting } from "softlook-wasm";
import type { SettingTexts } from "../text/settings.ts";

/** A switch is declared as a whole number that is 0 or 1. */
export const isSwitch = ({ kind, minimum, maximum }: Setting): boolean =>
  kind === "integer" && minimum === 0 && maximum === 1;

/** The value that a text is for a setting with numbers, if it is one. */
export function asNumber({ kind, minimum, maximum }: Setting, text: string): number | undefined {
  const value = text.trim() ? Number(text) : Number.NaN;
  const fits = value >= minimum && value <= maximum;
  return fits && (kind === "number" || Number.isInteger(value)) ? value : undefined;
}

/** As it is written in a field, or in a sentence. */
export function written(texts: SettingTexts, name: string, value: number | string): string {
  // What a slider turned has more digits than anybody wants to read.
  if (typeof value === "number") return String(Number.isInteger(value) ? value : short(value));
  if (name === "attention") return called(texts.attentionWords, value);
  if (name === "optimizer") return called(texts.optimizerWords, value);
  return called(texts.optionWords, value);
}

const short = (value: number) => Number(value.toPrecision(4));

/** An option, an attention or an optimizer in words. */
const called = (table: Readonly<Record<string, unknown>>, name: string | number): string =>
  String(table[name] ?? name);
