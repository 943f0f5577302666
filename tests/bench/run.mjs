// npm run bench: softlook beside its rivals, in the same browser and in the same run.
// It fails if somebody computes something else than the others, never because somebody is slow.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname, relative } from "node:path";
import { build } from "../../wasm/toolchain/cmake.mjs";
import { Failed, main, onInterrupt, say } from "../../wasm/toolchain/run.mjs";
import { setup } from "../../wasm/toolchain/setup.mjs";
import { buildPackage } from "../../web/package.mjs";
import { openBrowser } from "./browser.mjs";
import { bundle } from "./bundle.mjs";
import { measure } from "./measure.mjs";
import { readOptions, usage } from "./options.mjs";
import { measurePages } from "./page-rows.mjs";
import { browserParties, nativeParties, rivals, versions } from "./parties.mjs";
import { markdown, pageText, rowText } from "./report.mjs";

main(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const tools = ["packages", "cmake", "compiler", "emscripten", "browser"];
  const { browser: chromium } = await setup(...tools);
  await buildPackage();
  await build("wasm", "bench_matmul");
  const wanted = (name) => options.parties.includes(name);
  const inBrowser = Object.keys(browserParties).filter(wanted);
  if (inBrowser.some((name) => name !== "softlook")) await rivals();
  const firsts = inBrowser.filter((name) => browserParties[name].first);
  const outside = await findNative(Object.keys(nativeParties).filter(wanted));
  await bundle(options.rows.includes("page") ? firsts : []);

  const browser = await openBrowser(chromium);
  onInterrupt(() => browser.close());
  const report = {
    date: new Date().toISOString(),
    machine: describeMachine(),
    versions: {
      chromium: browser.version,
      node: process.version,
      ...versions(),
      ...outside.versions,
    },
    userAgent: await browser.userAgent(),
    rounds: options.rounds,
    results: [],
  };
  try {
    for (const row of options.rows) {
      if (row === "page") {
        report.page = await measurePages(browser, firsts, options.rounds);
        console.log(pageText(report.page));
      } else {
        const parties = [...inBrowser.map(browser.party), ...outside.make()];
        const result = await measure(row, parties, options.rounds);
        Object.assign(result.absent, outside.absent);
        report.results.push(result);
        console.log(rowText(result));
      }
    }
  } finally {
    await browser.close();
  }
  mkdirSync(dirname(options.json), { recursive: true });
  writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  if (options.markdown) console.log(`\n${markdown(report)}`);
  console.log(`\nEverything is in ${relative(process.cwd(), options.json)}.`);
  complain([...report.results, ...(report.page ? [{ row: "page", ...report.page }] : [])]);
});

function describeMachine() {
  const [load] = loadavg();
  if (load > 0.5) {
    say(`Others are at work on this machine (load ${load.toFixed(1)}): ratios will spread widely.`);
  }
  const cores = cpus();
  return {
    cpu: cores[0]?.model ?? "unknown",
    cores: cores.length,
    platform: process.platform,
    load,
  };
}

async function findNative(names) {
  const found = { makers: [], absent: {}, versions: {} };
  for (const name of names) {
    const { make, version, absent } = await nativeParties[name].find();
    if (make) found.makers.push(make);
    if (version) found.versions[name] = version;
    if (absent) found.absent[name] = absent;
  }
  return { ...found, make: () => found.makers.map((make) => make()) };
}

function complain(results) {
  const wrong = results.flatMap(({ row, wrong }) => wrong.map((text) => `  ${row}: ${text}`));
  if (!wrong.length) return;
  throw new Failed(`\nSOME RESULTS ARE WRONG, and their times mean nothing:\n${wrong.join("\n")}`);
}
