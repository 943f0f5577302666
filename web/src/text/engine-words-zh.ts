import { data } from "./engine-data-zh.ts";
import { files } from "./engine-files-zh.ts";
import { settings } from "./engine-settings-zh.ts";
import { typed } from "./engine-typed-zh.ts";

const patterns = [...settings, ...data, ...typed, ...files];

/** The engine's sentence in Chinese; nothing, where it is none of those that people meet. */
export function chineseOf(bare: string): string {
  for (const [pattern, chinese] of patterns) {
    const found = pattern.exec(bare);
    if (found) return chinese(...found.slice(1)).replaceAll("`, `", "`、`");
  }
  return "";
}
