/** A sentence of the engine, and how another language has it. */
export type Pattern = readonly [RegExp, (...found: string[]) => string];

const quoted = "`(?:`|[^`]*)`";
const pieces: Readonly<Record<string, string>> = {
  "<q>": `(${quoted})`,
  "<list>": `((?:${quoted}(?:, )?)+…?)`,
  "<n>": "(-?[\\d.]+(?:e[+-]?\\d+)?|-?nan|-?inf)",
  "<column>": `(?: \\((${quoted})\\))?`,
  "<any>": "(.+?)",
};

/** `<q>` is something in quotes, `<n>` a number, `<list>` names, `<column>` perhaps a name, `<any>` whatever. */
export function pattern(words: string, said: Pattern[1]): Pattern {
  const literal = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const source = literal.replace(/<\w+>/g, (piece) => pieces[piece] ?? piece);
  return [new RegExp(`^${source}$`, "s"), said];
}
