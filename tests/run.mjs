// npm test: sets up what the tests need, runs them part by part, and counts.
// npm test -- native web   runs only these parts.
// npm run test:long        runs what takes minutes: learning from more seeds, and of the slowest models; memory;
//                          every lesson as it comes, in a browser.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { build } from "../wasm/toolchain/cmake.mjs";
import { capture, Failed, Missing, main, run, tree } from "../wasm/toolchain/run.mjs";
import { setup } from "../wasm/toolchain/setup.mjs";
import { buildSite } from "../web/build.mjs";
import { buildPackage } from "../web/package.mjs";
import { readCatch2, readJunit, readPlaywright, readVitest } from "./results.mjs";

const results = join(tree, "build/test-results");

/**
 * Each part sets itself up, runs its tests, and gives the counts of each test program.
 * The last two compare the browser's losses with those of the native program, bit by bit.
 */
const parts = {
  native: () => native("native"),
  sanitize: () => native("native-debug"),
  async fuzz() {
    const { fuzzerMissing } = await setup("cmake", "compiler", "fuzzer");
    if (!fuzzerMissing) {
      await build("fuzz");
      return [await ctest("fuzz")];
    }
    console.log(`${fuzzerMissing}\nInstead the corpus is run, with sanitizers.`);
    await build("native-debug", "fuzz_corpus");
    const corpus = await ctest("native-debug", "--tests-regex", "^fuzz_corpus$");
    return [{ ...corpus, skipped: [`all but the corpus: ${fuzzerMissing}`] }];
  },
  async wasm() {
    await setup("cmake", "emscripten");
    await build("wasm");
    return await catch2("wasm", process.execPath, join(tree, "build/wasm/core_tests.cjs"));
  },
  async web() {
    await setup("packages", "cmake", "emscripten", "compiler");
    await buildPackage();
    await build("native", "losses");
    const file = join(results, "web.json");
    const counter = join(tree, "tests/vitest-count.mjs");
    const reporters = ["--reporter=default", `--reporter=${counter}`, "--allowOnly=false"];
    const config = ["--config", join(tree, "web/vite.config.ts")];
    const code = await run("vitest", ["run", ...config, ...reporters], {
      env: { ...process.env, SOFTLOOK_COUNTS: file },
    });
    return [checked(code, readVitest, file)];
  },
  async e2e() {
    await setup("packages", "cmake", "emscripten", "compiler", "browser");
    await buildSite();
    await buildPackage();
    await build("native", "losses");
    const selected = (project, workers) =>
      playwright(project, { selection: ["--project", project, "--workers", `${workers}`] });
    // A browser has work for two processors by itself.
    const pairs = Math.max(1, Math.floor(availableParallelism() / 2));
    return [await selected("together", pairs), await selected("alone", 1)];
  },
};

/** Not among those that run unasked. */
const longParts = {
  async long() {
    await setup("cmake", "compiler", "emscripten");
    await build("native", "core_tests");
    await build("wasm", "core_tests");
    return [
      ...(await catch2("native", join(tree, "build/native/core_tests"), "[.long]")),
      ...(await catch2(
        "wasm",
        process.execPath,
        join(tree, "build/wasm/core_tests.cjs"),
        "[.long]",
      )),
      await longOnPage(),
    ];
  },
  async lessons() {
    await setup("packages", "cmake", "emscripten", "browser");
    await buildSite();
    return [await playwright("lessons", { folder: "long" })];
  },
};

async function longOnPage() {
  await setup("packages", "browser");
  await buildSite();
  return playwright("long-e2e", {
    files: ["memory.spec.ts"],
    selection: ["--workers", "1"],
    env: { SOFTLOOK_LONG: "yes" },
  });
}

async function playwright(name, { folder = "e2e", files = [], selection = [], env = {} } = {}) {
  const file = join(results, `${name}.json`);
  const config = ["--config", join(tree, "tests", folder, "playwright.config.ts")];
  const options = ["--forbid-only", "--reporter=list,json"];
  const code = await run("playwright", ["test", ...files, ...config, ...selection, ...options], {
    env: {
      ...process.env,
      ...env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    },
  });
  return checked(code, readPlaywright, file);
}

async function native(preset) {
  await setup("cmake", "compiler");
  await build(preset);
  const core = await catch2(preset, join(tree, "build", preset, "core_tests"));
  // What CTest knows beside the Catch2 tests, which have just run.
  return [...core, await ctest(preset, "--exclude-regex", "^core$")];
}

async function ctest(preset, ...selection) {
  const file = join(results, `${preset}.xml`);
  const options = ["--no-tests=error", "--output-junit", file];
  const code = await run("ctest", ["--preset", preset, ...selection, ...options]);
  return checked(code, readJunit, file);
}

/** Runs a test program in shards, as many at a time as there are processors, and tells of each as it ends. */
async function catch2(preset, ...command) {
  const shards = Array.from({ length: 4 * availableParallelism() }, (_, shard) => shard);
  const waiting = [...shards];
  const counts = [];
  const work = async () => {
    for (let shard = waiting.shift(); shard !== undefined; shard = waiting.shift()) {
      counts.push(await catch2Shard(preset, command, shard, shards.length));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return counts;
}

async function catch2Shard(preset, command, shard, shards) {
  const file = join(results, `${preset}-core-${shard}.xml`);
  const colour = ["--colour-mode", process.stdout.isTTY ? "ansi" : "none"];
  const reporters = ["--reporter", "console", "--reporter", `xml::out=${file}`];
  // Neighbours in a file take about as long as each other: mixed, always in the same way, shards do too.
  const order = ["--order", "rand", "--rng-seed", "1"];
  const share = ["--shard-count", shards, "--shard-index", shard];
  const [program, ...args] = [...command, ...colour, ...reporters, ...order, ...share];
  const { code, out, err } = await capture(program, args.map(String), {
    cwd: join(tree, "build", preset),
  });
  process.stdout.write(out);
  process.stderr.write(err);
  // Catch2's own codes for a shard in which every test was skipped, or that has none.
  return checked(code === 4 || code === 2 ? 0 : code, readCatch2, file);
}

/** The counts of one test program; what it did not live to count is a failure. */
function checked(code, read, file) {
  let count;
  try {
    count = read(readFileSync(file, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: [], reason: `ended with exit code ${code}, uncounted` };
  }
  if (code !== 0 && count.failed === 0) {
    return { ...count, failed: 1, reason: `ended with exit code ${code}` };
  }
  return count;
}

async function runPart(name) {
  const started = performance.now();
  const sum = { name, passed: 0, failed: 0, skipped: [], unsteady: [], reasons: [] };
  try {
    for (const count of await { ...parts, ...longParts }[name]()) {
      sum.passed += count.passed;
      sum.failed += count.failed;
      sum.skipped.push(...count.skipped);
      sum.unsteady.push(...(count.unsteady ?? []));
      if (count.reason) sum.reasons.push(count.reason);
    }
    if (sum.passed + sum.failed === 0) fail(sum, "ran no test");
  } catch (error) {
    if (!(error instanceof Missing || error instanceof Failed)) console.error(error);
    fail(sum, error.message);
  }
  sum.seconds = (performance.now() - started) / 1000;
  return sum;
}

function fail(sum, reason) {
  sum.failed += 1;
  sum.reasons.push(reason);
}

main(async () => {
  const unknown = process.argv.slice(2).filter((name) => !(name in parts || name in longParts));
  if (unknown.length) {
    throw new Failed(
      `There is no part "${unknown[0]}": the parts are ${Object.keys(parts).join(", ")}.`,
    );
  }
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);
  const sums = [];
  for (const name of names) {
    console.log(`\n${name} ${"─".repeat(40 - name.length)}`);
    sums.push(await runPart(name));
  }
  report(sums);
  return sums.some((sum) => sum.failed) ? 1 : 0;
});

function report(sums) {
  const total = (key) => sums.reduce((sum, part) => sum + part[key], 0);
  for (const { name, skipped } of sums) {
    for (const test of skipped) console.log(`skipped in ${name}: ${test}`);
  }
  for (const { name, unsteady } of sums) {
    for (const test of unsteady) console.log(`passed only at its second try in ${name}: ${test}`);
  }
  for (const { name, reasons } of sums) {
    for (const reason of reasons) console.log(`failed in ${name}: ${reason}`);
  }
  console.log(`\n${row("part", "passed", "failed", "seconds")}`);
  for (const { name, passed, failed, seconds } of sums) {
    console.log(row(name, passed, failed, seconds.toFixed(1)));
  }
  console.log(`\n${total("passed")} passed, ${total("failed")} failed`);
}

function row(name, ...columns) {
  return name.padEnd(10) + columns.map((column) => String(column).padStart(9)).join("");
}
