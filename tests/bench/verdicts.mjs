// What was measured beside what was hoped for.
import { browserParties } from "./parties.mjs";
import { pageTargets, rows } from "./rows.mjs";
import { ratios, summary } from "./statistics.mjs";

/** @typedef {{ text: string, verdict: "reached" | "missed" | "within noise" | "not measured" }} Verdict */

/** The fastest rival in the browser. @param {Record<string, { times: number[] }>} parties */
export function bestRival(parties) {
  return Object.keys(parties)
    .filter((name) => name in browserParties && name !== "softlook")
    .sort((a, b) => summary(parties[a].times).median - summary(parties[b].times).median)[0];
}

/** Of a row's targets. @returns {Verdict[]} */
export function verdictsOf({ row, parties }) {
  const { best, native, own, most } = rows[row].targets;
  const verdicts = [];
  const atLeast = (target, name, what) =>
    verdicts.push(ratioVerdict(target, parties[name]?.times, parties.softlook?.times, what));
  if (best) atLeast(best, bestRival(parties), "the best rival");
  if (native) atLeast(native, "torch", "PyTorch");
  if (own) atLeast(own, "softlook-native", "its own native program");
  if (most) verdicts.push(limitVerdict(most, parties.softlook?.times, "ms"));
  return verdicts;
}

/** Of the rows `page`. */
export function pageVerdicts({ parties }) {
  const own = parties.softlook;
  return [
    ...["brotli", "gzip"].map((way) =>
      limitVerdict(pageTargets.bytes / 1000, own && [own[way] / 1000], `kB in ${way}`),
    ),
    limitVerdict(pageTargets.firstStep, own?.times, "ms to the first step"),
  ];
}

function ratioVerdict(target, rival, own, what) {
  const text = `at least ${target} times as fast as ${what}`;
  if (!rival || !own) return { text, verdict: "not measured" };
  const ratio = ratios(rival, own);
  return { text: `${text}: ${shown(ratio.median)}`, verdict: judged(ratio, target), ratio };
}

function limitVerdict(target, own, unit) {
  const text = `at most ${target} ${unit}`;
  if (!own) return { text, verdict: "not measured" };
  const { median, lower, upper } = summary(own);
  const verdict = upper <= target ? "reached" : lower > target ? "missed" : "within noise";
  return { text: `${text}: ${shown(median)}`, verdict };
}

function judged({ lower, upper }, target) {
  if (lower >= target) return "reached";
  return upper < target ? "missed" : "within noise";
}

/** Three digits. @param {number} number */
export function shown(number) {
  if (number >= 100) return number.toFixed(0);
  return number.toPrecision(3);
}
