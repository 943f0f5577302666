import type { Setting } from "softlook-wasm";

/** The value that somebody wrote for a setting, if it is one. */
export function valueIn(setting: Setting, written: string): number | string | undefined {
  if (setting.kind === "choice") return setting.options.find((option) => option === written);
  const value = written.trim() === "" ? Number.NaN : Number(written);
  const isWhole = setting.kind === "number" || Number.isInteger(value);
  return isWhole && value >= setting.minimum && value <= setting.maximum ? value : undefined;
}
