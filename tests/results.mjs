// Reads what the test programs report: how many tests passed and failed, which were skipped and why.

/** @typedef {{ passed: number, failed: number, skipped: string[], unsteady?: string[] }} Count */

/** @param {string} xml @returns {Count} */
export function readCatch2(xml) {
  const [overall] = xml.match(/<OverallResultsCases [^>]*>/) ?? [];
  if (!overall) throw new Error("The tests ended before they were counted.");
  const skipped = [];
  for (const [, attributes, body] of xml.matchAll(/<TestCase ([^>]*)>(.*?)<\/TestCase>/gs)) {
    const reason = body.match(/<Skip [^>]*>(.*?)<\/Skip>/s)?.[1].trim();
    // A case that is skipped for some values of a generator counts by its other values.
    if (reason !== undefined && /<OverallResult success="true" skips="[1-9]/.test(body)) {
      skipped.push(plain(`${attribute(attributes, "name")}: ${reason || "no reason given"}`));
    }
  }
  return {
    passed: number(overall, "successes") + number(overall, "expectedFailures"),
    failed: number(overall, "failures"),
    skipped,
  };
}

/** What CTest writes: a test that could not be started is "notrun" to it. @param {string} xml @returns {Count} */
export function readJunit(xml) {
  const count = { passed: 0, failed: 0, skipped: [] };
  for (const [, test, body] of xml.matchAll(/<testcase ([^>]*)>(.*?)<\/testcase>/gs)) {
    const status = attribute(test, "status");
    const message = attribute(body.match(/<skipped [^>]*>/)?.[0] ?? "", "message");
    if (status === "run") count.passed += 1;
    else if (status === "disabled" || message.startsWith("SKIP_")) {
      count.skipped.push(plain(`${attribute(test, "name")}: ${message || status}`));
    } else count.failed += 1;
  }
  return count;
}

/** What vitest-count.mjs wrote. @param {string} json @returns {Count} */
export const readVitest = (json) => JSON.parse(json);

/** A test that passed only at its second try is passed, and named. @param {string} json @returns {Count} */
export function readPlaywright(json) {
  const { stats, suites, errors } = JSON.parse(json);
  const all = specs(suites);
  const skipped = all.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === "skipped")
      .map(({ annotations }) => {
        const reason = annotations.find(({ type }) => type === "skip" || type === "fixme");
        return `${title}: ${reason?.description ?? "no reason given"}`;
      }),
  );
  const unsteady = all
    .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
    .map(({ title, file, line }) => `${title} (${file}:${line})`);
  const passed = stats.expected + stats.flaky;
  return { passed, failed: stats.unexpected || errors.length, skipped, unsteady };
}

function specs(suites = []) {
  return suites.flatMap((suite) => [...(suite.specs ?? []), ...specs(suite.suites)]);
}

function attribute(text, name) {
  return text.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? "";
}

function number(text, name) {
  return Number(attribute(text ?? "", name) || 0);
}

const entities = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&" };

/** On one line, without XML's entities. */
function plain(text) {
  return text.replace(/&\w+;/g, (entity) => entities[entity] ?? entity).replace(/\s+/g, " ");
}
