// What may be said behind `npm run bench --`.
import { join, resolve } from "node:path";
import { Failed, tree } from "../../wasm/toolchain/run.mjs";
import { browserParties, nativeParties } from "./parties.mjs";
import { rows } from "./rows.mjs";

export const usage = `npm run bench -- [--rows charGpt,matmul,page] [--parties softlook,jax] [--rounds 7] [--markdown] [--json FILE]

  --rows      only these; a beginning stands for all that begin so: ${[...Object.keys(rows), "page"].join(", ")}
  --parties   only these: ${[...Object.keys(browserParties), ...Object.keys(nativeParties)].join(", ")}
  --rounds    how many turns each party gets in a row
  --markdown  ends with a table for a README
  --json      where everything is written; build/bench.json if left out`;

/** @param {string[]} words */
export function readOptions(words) {
  const options = { rows: undefined, parties: undefined, rounds: 7, markdown: false, help: false };
  options.json = join(tree, "build/bench.json");
  const rest = [...words];
  while (rest.length) {
    const word = rest.shift();
    if (word === "--markdown") options.markdown = true;
    else if (word === "--help") options.help = true;
    else if (word === "--rounds") options.rounds = count(rest.shift());
    else if (word === "--rows") options.rows = rest.shift()?.split(",");
    else if (word === "--json") options.json = resolve(named(rest.shift()));
    else if (word === "--parties") options.parties = rest.shift()?.split(",");
    else throw new Failed(`[bench] There is no option "${word}".\n\n${usage}`);
  }
  return {
    ...options,
    rows: chosen("row", [...Object.keys(rows), "page"], options.rows),
    parties: chosen("party", [browserParties, nativeParties].flatMap(Object.keys), options.parties),
  };
}

function named(word) {
  if (word) return word;
  throw new Failed("[bench] --json wants the name of a file.");
}

function count(word) {
  const number = Number(word);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Failed(`[bench] --rounds wants a whole number above zero, and got "${word}".`);
}

/** Names that are, or begin with, one of the wanted ones. */
function chosen(what, known, wanted) {
  if (!wanted) return known;
  const unknown = wanted.find((name) => !known.some((other) => other.startsWith(name)));
  if (unknown !== undefined) {
    throw new Failed(`[bench] There is no ${what} "${unknown}": there are ${known.join(", ")}.`);
  }
  // Where a name is whole, what merely begins with it is not meant.
  return known.filter((name) =>
    wanted.some((word) => name === word || (!known.includes(word) && name.startsWith(word))),
  );
}
