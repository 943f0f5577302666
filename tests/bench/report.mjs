// The tables: for the terminal, and in Markdown.
import { titleOf } from "./parties.mjs";
import { operations, rows } from "./rows.mjs";
import { ratios, summary } from "./statistics.mjs";
import { bestRival, pageVerdicts, shown, verdictsOf } from "./verdicts.mjs";

const left = (text, width) => text.padEnd(width);
const right = (text, width) => text.padStart(width);
const around = ({ lower, upper }) => `${shown(lower)} – ${shown(upper)}`;

/** One row with all parties, as it is printed once it is measured. */
export function rowText(result) {
  const { row, parties, absent } = result;
  const best = bestRival(parties);
  const lines = [`\n${rows[row].title}`, header("ms", "least", "middle half", "÷ softlook")];
  for (const [name, { times, peakBytes }] of Object.entries(parties)) {
    const time = summary(times);
    const memory = peakBytes ? `  ${shown(peakBytes / 2 ** 20)} MiB at most` : "";
    const mark = name === best ? "  the best rival" : "";
    const ratio = name === "softlook" ? "" : ratioText(times, parties.softlook?.times);
    lines.push(`${line(titleOf(name), ...timeColumns(time), ratio)}${mark}${memory}`);
  }
  const speed = speedOf(row, parties.softlook);
  if (speed)
    lines.push(`  softlook's matrix products, over the whole time: ${shown(speed)} GFLOP/s`);
  return [...lines, ...absentLines(absent), ...verdictLines(verdictsOf(result))].join("\n");
}

/** In 10⁹ operations of matrix products a second: beside the rows of products alone, it says what else takes time. */
function speedOf(row, party) {
  const count = operations(rows[row]);
  return count && party && count / summary(party.times).median / 1e6;
}

/** What a page fetches and how long that takes. */
export function pageText(result) {
  const lines = [
    "\nfrom the module asked for to the encoder's first step",
    `${header("ms", "least", "middle half", "gzip, brotli kB")}   ms since the module runs`,
  ];
  for (const [name, { times, running, gzip, brotli }] of Object.entries(result.parties)) {
    const time = summary(times);
    const size = `${shown(gzip / 1000)}, ${shown(brotli / 1000)}`;
    const since = summary(running);
    lines.push(
      `${line(titleOf(name), ...timeColumns(time), size)}   ${shown(since.median)} (${around(since)})`,
    );
  }
  return [...lines, ...absentLines(result.absent), ...verdictLines(pageVerdicts(result))].join(
    "\n",
  );
}

const header = (...columns) => line("", ...columns);

function line(name, time, least, spread, last) {
  const times = `${right(time, 9)}${right(least, 9)}${right(spread, 18)}`;
  return `  ${left(name, 18)}${times}  ${right(last, 20)}`.trimEnd();
}

const timeColumns = (time) => [shown(time.median), shown(time.least), around(time)];

function ratioText(times, own) {
  if (!own || !times.length) return "";
  const ratio = ratios(times, own);
  const noise = ratio.lower < 1 && ratio.upper > 1 ? " ≈" : "";
  return `${shown(ratio.median)} (${around(ratio)})${noise}`;
}

function absentLines(absent) {
  return Object.entries(absent).map(([name, why]) => `  ${left(titleOf(name), 18)}${why}`);
}

function verdictLines(verdicts) {
  return verdicts.map(({ text, verdict }) => `  → ${text}: ${verdict}`);
}

/** The whole run as two tables. */
export function markdown({ machine, versions, results, page }) {
  const names = [...new Set(results.flatMap(({ parties }) => Object.keys(parties)))];
  const cells = (values) => `| ${values.join(" | ")} |`;
  const table = [
    cells(["median ms", ...names.map(titleOf), "best rival ÷ softlook", "softlook GFLOP/s"]),
    cells(["---", ...names.map(() => "---:"), "---:", "---:"]),
    ...results.map(({ row, parties }) =>
      cells([
        rows[row].title,
        ...names.map((name) => timeCell(parties[name])),
        ratioText(parties[bestRival(parties)]?.times ?? [], parties.softlook?.times),
        speedCell(row, parties.softlook),
      ]),
    ),
  ];
  const loaded = Object.entries(page?.parties ?? {});
  const pageTable = loaded.length
    ? [
        "",
        cells(["until the encoder's first step", "ms", "since it runs", "gzip kB", "brotli kB"]),
        cells(["---", "---:", "---:", "---:", "---:"]),
        ...loaded.map(([name, { times, running, gzip, brotli }]) =>
          cells([
            titleOf(name),
            ...[summary(times).median, summary(running).median, gzip / 1000, brotli / 1000].map(
              shown,
            ),
          ]),
        ),
      ]
    : [];
  const listed = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [...table, ...pageTable, "", `${machine.cpu}; ${listed.join(", ")}; one thread.`].join(
    "\n",
  );
}

const speedCell = (row, party) => {
  const speed = speedOf(row, party);
  return speed ? shown(speed) : "–";
};

const timeCell = (party) => (party ? shown(summary(party.times).median) : "–");
