import { expect, test } from "vitest";
import { bits, softmaxAt } from "../../web/src/drawing/entropy.ts";

test("entropy is none where one has it all, and the most where all are alike", () => {
  expect(bits([1, 0, 0, 0])).toBe(0);
  expect(bits([0.25, 0.25, 0.25, 0.25])).toBe(2);
  expect(bits([0.5, 0.5, 0, 0])).toBe(1);
});

test("a softmax makes one of its shares, whatever the temperature, and gives the masked nothing", () => {
  const scores = [3, 1, Number.NEGATIVE_INFINITY, -800];
  for (const temperature of [1e-6, 0.1, 1, 10, 1e6]) {
    const shares = softmaxAt(scores, temperature);
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
    expect(shares[2]).toBe(0);
  }
  expect(softmaxAt(scores, 1)[0]! / softmaxAt(scores, 1)[1]!).toBeCloseTo(Math.exp(2), 9);
  expect(bits(softmaxAt([5, 1, 2], 1e-3))).toBeCloseTo(0, 9);
  expect(bits(softmaxAt([5, 1, 2, 0], 1e9))).toBeCloseTo(2, 6);
});
