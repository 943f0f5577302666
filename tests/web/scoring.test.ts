import type { Score, Session } from "softlook-wasm";
import { afterEach, expect, test, vi } from "vitest";
import type { Run } from "../../web/src/engine/protocol.ts";
import { Scoring } from "../../web/src/engine/scoring.ts";
import type { Sessions } from "../../web/src/engine/sessions.ts";

afterEach(() => void vi.restoreAllMocks());

/** Scores a run whose samples take so many milliseconds each; gives how many each score was of. */
function scored(cost: number, runs: number): number[] {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  const evaluate = (samples: number) => {
    now += samples * cost;
    return {} as Score;
  };
  const own = { evaluate, step: () => 0 } as unknown as Session;
  const scores = (session: Session, samples: number) => ({
    run: session.evaluate(samples),
    lanes: [],
  });
  const host = { scored: vi.fn(), counted: vi.fn(), failed: vi.fn() };
  const scoring = new Scoring({ own, scores } as unknown as Sessions, host);
  return Array.from({ length: runs }, () => {
    scoring.begin({} as Run);
    return scoring.forFrame()!.samples;
  });
}

test("a frame is scored on 64 samples; on few, where these would keep the worker for seconds", () => {
  expect(scored(1, 2)).toEqual([64, 64]);
  expect(scored(100, 2)).toEqual([8, 8]);
});
