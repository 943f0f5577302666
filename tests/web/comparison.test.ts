import { describe, expect, test } from "vitest";
import { lossAt, overlaid } from "../../web/src/drawing/compare-chart.ts";
import { differenceLimit, differenceOf } from "../../web/src/drawing/difference.ts";
import { LossHistory } from "../../web/src/drawing/loss-history.ts";
import { WeightTable } from "../../web/src/drawing/weight-table.ts";
import { CompareWish } from "../../web/src/elements/compare-wish.ts";
import { Comparison } from "../../web/src/elements/comparison.ts";
import { titlesOf } from "../../web/src/elements/contender-names.ts";
import type { Frame, LaneFrame } from "../../web/src/engine/protocol.ts";
import { lanesOf } from "../../web/src/lessons/lanes.ts";
import { lessonNamed } from "../../web/src/lessons/registry.ts";
import { texts } from "../../web/src/text/text.ts";

const weights = (values: number[], rows: string[], columns: string[], heads = 1) => ({
  name: "block0.attn.weights",
  shape: [1, heads, rows.length, columns.length],
  data: Float32Array.from(values),
  rows,
  columns,
});
const table = (...given: Parameters<typeof weights>) => new WeightTable(weights(...given));

describe("the difference of two maps", () => {
  const some = table([0.75, 0.25, 0.5, 0.5], ["a", "b"], ["a", "b"]);
  const other = table([0.25, 0.75, 0.5, 0.5], ["a", "b"], ["a", "b"]);

  test("is one less the other, cell by cell, and turns its sign with them", () => {
    expect(differenceOf(some, other, "mean")).toEqual({
      values: Float32Array.of(0.5, -0.5, 0, 0),
      limit: 0.5,
    });
    expect(differenceOf(other, some, 0)).toMatchObject({
      values: Float32Array.of(-0.5, 0.5, 0, 0),
    });
  });

  test("is that of the mean over the heads, or of one head, however many the two have", () => {
    const two = table([1, 0, 1, 0, 0, 1, 0, 1], ["a", "b"], ["a", "b"], 2);
    expect(differenceOf(two, some, "mean")).toMatchObject({
      values: Float32Array.of(-0.25, 0.25, 0, 0),
    });
    expect(differenceOf(two, some, 0)).toMatchObject({
      values: Float32Array.of(0.25, -0.25, 0.5, -0.5),
    });
  });

  test("is none where one is missing, larger, or of another sample", () => {
    expect(differenceOf(some, undefined, "mean")).toBe("missing");
    const larger = table([1, 0, 0, 1, 0, 0], ["a", "b"], ["a", "b", "c"]);
    expect(differenceOf(some, larger, "mean")).toBe("sizes");
    const elsewhere = table([1, 0, 0, 1], ["a", "b"], ["b", "a"]);
    expect(differenceOf(some, elsewhere, "mean")).toBe("samples");
  });

  test("has a scale of few steps, which holds all that is a number", () => {
    const limits = [[0], [0.04], [-0.06], [0.3, Number.NaN], [-0.9], [1.7]].map((values) =>
      differenceLimit(Float32Array.from(values)),
    );
    expect(limits).toEqual([0.05, 0.05, 0.1, 0.5, 1, 2]);
  });
});

describe("curves over each other", () => {
  const history = (losses: number[], capacity = 4) => {
    const made = new LossHistory(capacity);
    made.add(Float32Array.from(losses));
    return made.points;
  };

  test("share their steps; one that ended is drawn as far as it came", () => {
    const [steps, long, short] = overlaid([history([4, 3, 2, 1, 1, 1]), history([4, 3, 2])]);
    expect(steps).toEqual([1, 2, 3, 4, 6]);
    expect(long![steps!.indexOf(6)]).toBeGreaterThan(0);
    expect(short!.slice(0, 3).every((value) => value! > 0)).toBe(true);
    expect(short!.slice(3)).toEqual([undefined, undefined]);
  });

  test("are read at a step, also where it lies within a stretch", () => {
    const points = history([4, 4, 4, 4, 4, 4]);
    expect(points[0]).toMatchObject({ first: 1, last: 2 });
    expect(lossAt(points, 1)).toBeCloseTo(4);
    expect(lossAt(points, 7)).toBeUndefined();
  });
});

describe("who is compared with", () => {
  test("is what the page says, until a person chooses in a lesson; and there only", () => {
    const wish = new CompareWish();
    wish.say("dot, hard,,");
    expect(wish.in("a")).toEqual(["dot", "hard"]);
    wish.choose("a", [{ heads: 4 }]);
    expect(wish.in("a")).toEqual([{ heads: 4 }]);
    expect(wish.in("b")).toEqual(["dot", "hard"]);
    wish.say(["linear"]);
    expect(wish.in("a")).toEqual(["linear"]);
  });

  test("is nobody, or told as unknown, whatever names a page gives", () => {
    const wish = new CompareWish();
    for (const nobody of [undefined, null, "", " , ", [], [""]]) {
      wish.say(nobody);
      expect(wish.in("a")).toEqual([]);
    }
    wish.say(["5", "null", "nobody", { heads: 4 }]);
    const { lanes, leftOut } = lanesOf(
      lessonNamed("order")!,
      { variant: "", changes: {}, seed: 1 },
      wish.in("a"),
    );
    expect(lanes.map(({ other }) => other)).toEqual([{ heads: 4 }]);
    expect(leftOut.map(({ why }) => why)).toEqual(Array(3).fill("unknown"));
  });

  test("changes places with a run that becomes it", () => {
    const wish = new CompareWish();
    wish.say("dot,hard");
    wish.exchange("a", "hard", "scaled-dot");
    expect(wish.in("a")).toEqual(["dot", "scaled-dot"]);
    wish.exchange("a", "linear", "hard");
    expect(wish.in("a")).toEqual(["dot", "scaled-dot"]);
  });
});

describe("a comparison", () => {
  const lesson = lessonNamed("order")!;
  const run = { variant: "learned", changes: {}, seed: 1 };
  const begun = () => {
    const comparison = new Comparison();
    comparison.begin(lesson, lanesOf(lesson, run, ["none", "tf-idf"]));
    return comparison;
  };
  const map = weights([1], ["a"], ["a"]);
  const lane = (name: string, more: Partial<LaneFrame> = {}): LaneFrame => ({
    name,
    step: 2,
    losses: Float32Array.of(2, 1),
    score: null,
    tensors: {},
    absent: [],
    ...more,
  });
  const frame = (lanes: LaneFrame[]): Frame => ({
    ...lane(""),
    gradientNorm: null,
    typed: null,
    writing: null,
    example: 0,
    tensors: { "block0.attn.weights": map },
    lanes,
  });

  test("asks for maps only while they are seen, and keeps the last ones", () => {
    const comparison = begun();
    expect(comparison.needs).toEqual([]);
    comparison.watched = true;
    expect(comparison.needs).toEqual(["block0.attn.weights", "alignment"]);
    const seen = lane("none", { tensors: { "block0.attn.weights": map } });
    comparison.add(frame([seen, lane("tf-idf", { absent: ["block0.attn.weights"] })]));
    comparison.add(frame([lane("none"), lane("tf-idf")]));
    const [itself, none] = comparison.contenders;
    expect(itself!.weights?.rows).toEqual(["a"]);
    expect(none!.weights?.rows).toEqual(["a"]);
    expect(none!.history.length).toBe(4);
  });

  test("keeps why one has ended, and goes on when one is taken out", () => {
    const comparison = begun();
    comparison.add(frame([lane("none", { refusal: "diverged" }), lane("tf-idf")]));
    expect(comparison.contenders.map(({ refusal }) => refusal)).toEqual([
      undefined,
      "diverged",
      undefined,
    ]);
    comparison.drop("none");
    comparison.add(frame([lane("none"), lane("tf-idf")]));
    expect(comparison.contenders.map(({ lane }) => lane?.key)).toEqual([undefined, "tf-idf"]);
    expect(comparison.contenders[1]!.history.length).toBe(4);
    comparison.drop("tf-idf");
    expect(comparison.contenders).toEqual([]);
  });

  test("calls each by its title and what is changed", () => {
    const changed = { ...run, changes: { heads: 2 } };
    const comparison = new Comparison();
    comparison.begin(lesson, lanesOf(lesson, changed, ["none", { attention: "dot" }]));
    const titles = titlesOf(comparison.contenders, { ...changed, lesson }, texts.en, "en");
    expect(titles).toEqual([
      "learned positions, heads 2",
      "no positions",
      "the same, attention dot product",
    ]);
  });
});
