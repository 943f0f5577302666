import { data } from "./engine-data-zh.ts";
import { files } from "./engine-files-zh.ts";
import { fit } from "./engine-fit-zh.ts";
import type { Pattern } from "./engine-pattern.ts";
import { settings } from "./engine-settings-zh.ts";
import { typed } from "./engine-typed-zh.ts";
import { settingWords } from "./settings-zh.ts";

const patterns = [...settings.map(named), ...fit, ...data, ...typed, ...files];

/** The panel of settings calls them by their Chinese names. */
function named([pattern, chinese]: Pattern): Pattern {
  const words: Readonly<Record<string, { name: string }>> = settingWords;
  const both = (whole: string, name: string) =>
    Object.hasOwn(words, name) ? `${whole}（${words[name]!.name}）` : whole;
  return [pattern, (...found) => chinese(...found).replace(/`([\w-]+)`/g, both)];
}

/** The engine's sentence in Chinese; itself, where it is none of those that people meet. */
export function chineseOf(bare: string): string {
  for (const [pattern, chinese] of patterns) {
    const found = pattern.exec(bare);
    if (found) return inChinese(chinese(...found.slice(1)));
  }
  return bare;
}

/** Lists as Chinese has them, and no blanks around what is quoted. */
const inChinese = (words: string) =>
  words
    .replace(/(?<=[`）]), (?=[`…])/g, "、")
    .replace("、…", "等")
    .replace(/ ?(`(?:`|[^`]*)`(?:（[^）]*）)?) ?/g, "$1");
