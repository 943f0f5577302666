// What a page has to fetch, and how long it takes, until the small encoder has done its first step.
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { site } from "./bundle.mjs";
import { firstLoss } from "./reference.mjs";
import { rows } from "./rows.mjs";

/**
 * @param {Awaited<ReturnType<import("./browser.mjs").openBrowser>>} browser
 * @param {string[]} parties @param {number} rounds
 */
export async function measurePages(browser, parties, rounds) {
  const expected = firstLoss(rows.encoder.config);
  const result = { parties: {}, absent: {}, wrong: [] };
  for (let round = 0; round < rounds; round++) {
    for (const name of parties) {
      if (result.absent[name]) continue;
      const visit = await visitPage(browser, name);
      if (visit.absent) {
        result.absent[name] = visit.absent;
        continue;
      }
      result.parties[name] ??= { times: [], running: [], ...sizes(visit.files) };
      result.parties[name].times.push(visit.milliseconds);
      result.parties[name].running.push(visit.running);
      if (round === 0 && !(Math.abs(visit.loss - expected) <= 1e-4 * expected)) {
        result.wrong.push(
          `${name} has the loss ${visit.loss} in its first step, expected ${expected}`,
        );
      }
    }
  }
  return result;
}

async function visitPage(browser, name) {
  try {
    return await browser.firstStep(name);
  } catch (error) {
    if (!/not yet/.test(error.message)) throw error;
    return { absent: "not yet" };
  }
}

/** @param {string[]} files */
function sizes(files) {
  const listed = files.map((path) => {
    const content = readFileSync(path);
    return {
      file: relative(site, path),
      bytes: content.length,
      gzip: gzipSync(content, { level: 9 }).length,
      brotli: brotliCompressSync(content).length,
    };
  });
  const total = (key) => listed.reduce((sum, file) => sum + file[key], 0);
  return { files: listed, bytes: total("bytes"), gzip: total("gzip"), brotli: total("brotli") };
}
