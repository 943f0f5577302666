// A Vitest reporter that writes the counts, and why tests were skipped, into a file.
// Vitest's own JSON report keeps the reasons to itself.
import { writeFileSync } from "node:fs";

export default class {
  onTestRunEnd(modules, errors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const results = tests.map((test) => ({ name: test.fullName, ...test.result() }));
    const having = (state) => results.filter((result) => result.state === state);
    // A file that does not load has no failed test, but has failed.
    const broken = modules.filter(
      (module) =>
        module.state() === "failed" &&
        ![...module.children.allTests()].some((test) => test.result().state === "failed"),
    );
    const count = {
      passed: having("passed").length,
      failed: having("failed").length + broken.length + errors.length,
      skipped: results
        .filter(({ state }) => state === "skipped" || state === "pending")
        .map(({ name, note }) => `${name}: ${note ?? "no reason given"}`),
    };
    writeFileSync(process.env.SOFTLOOK_COUNTS, JSON.stringify(count));
  }
}
