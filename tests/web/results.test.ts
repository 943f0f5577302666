import { describe, expect, test } from "vitest";
import { readCatch2, readJunit, readPlaywright } from "../results.mjs";

describe("the counts of npm test", () => {
  test("Catch2: cases, and why some were skipped", () => {
    const xml = `<Catch2TestRun>
      <TestCase name="a &amp; b"><Skip filename="x" line="1">needs &lt;sound&gt;</Skip>
        <OverallResult success="true" skips="1"/></TestCase>
      <OverallResultsCases successes="3" failures="1" expectedFailures="0" skips="1"/></Catch2TestRun>`;
    expect(readCatch2(xml)).toEqual({ passed: 3, failed: 1, skipped: ["a & b: needs <sound>"] });
  });

  test("Catch2: a program that crashed was not counted", () => {
    expect(() => readCatch2('<Catch2TestRun><TestCase name="a">')).toThrow("ended before");
  });

  test("CTest: what could not be started has failed, what is switched off is skipped", () => {
    const xml = `<testsuite tests="4" failures="1" disabled="1" skipped="1">
      <testcase name="good" status="run"><system-out/></testcase>
      <testcase name="bad" status="fail"><failure message=""/></testcase>
      <testcase name="gone" status="notrun"><skipped message="Unable to find executable"/></testcase>
      <testcase name="off" status="disabled"><system-out/></testcase></testsuite>`;
    expect(readJunit(xml)).toEqual({ passed: 1, failed: 2, skipped: ["off: disabled"] });
  });

  test("Playwright: a test that passed at its second try is named; one that failed twice has failed", () => {
    const stats = { expected: 2, unexpected: 1, flaky: 1, skipped: 1 };
    const skip = { status: "skipped", annotations: [{ type: "skip", description: "no sound" }] };
    const specs = [
      { title: "plays", file: "a.spec.ts", line: 3, tests: [skip] },
      { title: "goes on", file: "a.spec.ts", line: 7, tests: [{ status: "flaky" }] },
      { title: "ends", file: "b.spec.ts", line: 1, tests: [{ status: "unexpected" }] },
    ];
    const report = { stats, suites: [{ specs: [], suites: [{ specs }] }], errors: [] };
    expect(readPlaywright(JSON.stringify(report))).toEqual({
      passed: 3,
      failed: 1,
      skipped: ["plays: no sound"],
      unsteady: ["goes on (a.spec.ts:7)"],
    });
  });

  test("Playwright: a run that could not begin has failed", () => {
    const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
    const report = JSON.stringify({ stats, suites: [], errors: [{ message: "no browser" }] });
    expect(readPlaywright(report).failed).toBe(1);
  });
});
