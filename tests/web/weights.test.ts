import type { NamedTensor } from "softlook-wasm";
import { describe, expect, test } from "vitest";
import { headPattern } from "../../web/src/drawing/head-patterns.ts";
import { weightShades } from "../../web/src/drawing/weight-shade.ts";
import { placeName, positions, WeightTable } from "../../web/src/drawing/weight-table.ts";

function tensor(heads: number[][][], rows: string[] = [], columns: string[] = rows): NamedTensor {
  const shape = [1, heads.length, heads[0]!.length, heads[0]![0]!.length];
  return { name: "weights", shape, data: Float32Array.from(heads.flat(2)), rows, columns };
}

describe("a table of weights", () => {
  const table = new WeightTable(
    tensor(
      [
        [
          [1, 0, 0],
          [0.5, 0.5, 0],
        ],
        [
          [0, 1, 0],
          [0.25, 0.25, 0.5],
        ],
      ],
      ["the", " "],
      ["la", "casa", ""],
    ),
  );

  test("has heads of its own, and their mean", () => {
    expect(table.heads).toBe(2);
    expect(table.at(1, 1, 0)).toBe(0.25);
    expect(table.at("mean", 0, 0)).toBe(0.5);
    expect(table.at("mean", 1, 1)).toBe(0.375);
  });

  test("leaves out the padding at the end, and shows a space by a sign", () => {
    expect(table.rows).toEqual(["the", "␣"]);
    expect(table.columns).toEqual(["la", "casa"]);
    expect([...table.values(0)]).toEqual([1, 0, 0.5, 0.5]);
    expect([...table.values("mean")]).toEqual([0.5, 0.5, 0.375, 0.375]);
  });

  test("numbers what has no names", () => {
    expect(positions([], 3)).toEqual(["1", "2", "3"]);
    expect(positions(["", ""], 2)).toEqual(["1", "2"]);
  });

  test("takes a truth of three dimensions as one head, of the first sample", () => {
    const shape = [2, 1, 2];
    const data = Float32Array.of(0, 1, 1, 0);
    const truth = new WeightTable({ name: "alignment", shape, data, rows: [], columns: [] });
    expect(truth.heads).toBe(1);
    expect([truth.at(0, 0, 0), truth.at(0, 0, 1)]).toEqual([0, 1]);
  });

  test("tells which one of several alike is meant", () => {
    expect(placeName(["a", "b", "a"], 2)).toBe("a (3)");
    expect(placeName(["a", "b", "a"], 1)).toBe("b");
  });
});

test("what a mask hides is told from a weight of zero", () => {
  const weights = tensor([
    [
      [1, 0],
      [1, 0],
    ],
  ]);
  const hidden = Number.NEGATIVE_INFINITY;
  const scores = tensor([
    [
      [3, hidden],
      [900, 0],
    ],
  ]);
  const table = new WeightTable(weights, scores);
  expect([table.isHidden(0, 1), table.isHidden(1, 1)]).toEqual([true, false]);
  expect(weightShades(table, "mean").map(({ sign }) => sign)).toEqual([
    "none",
    "hidden",
    "none",
    "none",
  ]);
  expect(new WeightTable(weights).isHidden(0, 1)).toBe(false);
  const broken = new WeightTable(tensor([[[Number.NaN]]]));
  expect(weightShades(broken, 0)).toEqual([{ amount: 0, sign: "broken" }]);
});

describe("what a head does", () => {
  const names = ["a", "b", "c", "d"];
  const of = (rows: number[][], labels = names, columns = labels) => {
    const truth = [
      [0, 0, 0, 1],
      [0, 0, 1, 0],
      [0, 0, 0, 0],
      [1, 1, 0, 0],
    ];
    const table = new WeightTable(tensor([rows], labels, columns));
    return headPattern(table, 0, new WeightTable(tensor([truth], labels, columns)));
  };
  const identity = names.map((_, i) => names.map((_, j) => (i === j ? 1 : 0)));

  test("a look at oneself", () => {
    expect(of(identity)).toEqual({
      entropy: 0,
      distance: 0,
      previous: 0,
      first: 0,
      same: 1,
      truth: 0,
    });
  });

  test("a look at the one before; the first row, which has none, does not count", () => {
    const before = names.map((_, i) => names.map((_, j) => (j === Math.max(0, i - 1) ? 1 : 0)));
    const pattern = of(before);
    expect(pattern).toMatchObject({ entropy: 0, distance: 0.75, previous: 1, same: 0 });
    expect(pattern.first).toBeCloseTo(1 / 3);
  });

  test("a look at all alike has as many bits as it takes to name one", () => {
    const pattern = of(names.map(() => [0.25, 0.25, 0.25, 0.25]));
    expect(pattern.entropy).toBeCloseTo(2);
    expect(pattern.distance).toBeCloseTo((1.5 + 1 + 1 + 1.5) / 4);
    expect(pattern.previous).toBeCloseTo(0.25);
    expect(pattern.first).toBeCloseTo(0.25);
    // One of four is right twice, two of four once; the row with no right position does not count.
    expect(pattern.truth).toBeCloseTo((0.25 + 0.25 + 0.5) / 3);
  });

  test("weights that do not sum to one are taken as shares, and signs do not cancel", () => {
    const pattern = of(names.map(() => [2, -2, 0, 0]));
    expect(pattern.entropy).toBeCloseTo(1);
    expect(pattern.first).toBeCloseTo(0.5);
  });

  test("a row that looks at nothing says nothing", () => {
    const pattern = of([[0, 0, 0, 0], ...identity.slice(1)]);
    expect(pattern).toMatchObject({ entropy: 0, same: 1 });
    expect(of(names.map(() => [0, 0, 0, 0]))).toMatchObject({
      entropy: undefined,
      truth: undefined,
    });
  });

  test("from one sequence to another there is no distance", () => {
    const pattern = of(identity, names, ["w", "x", "y", "z"]);
    expect(pattern).toMatchObject({ entropy: 0, distance: undefined, same: undefined });
    expect(pattern.truth).toBeDefined();
  });

  test("a look along the diagonal, from few to many as from many to few", () => {
    const few = ["w", "x", "y"];
    const along = (from: number, to: number) =>
      Array.from({ length: from }, (_, i) =>
        Array.from({ length: to }, (_, j) =>
          j === Math.round((i * (to - 1)) / (from - 1)) ? 1 : 0,
        ),
      );
    expect(headPattern(new WeightTable(tensor([along(3, 4)], few, names)), 0).diagonal).toBe(1);
    expect(headPattern(new WeightTable(tensor([along(4, 3)], names, few)), 0).diagonal).toBe(1);
    const first = names.map(() => [1, 0, 0]);
    expect(headPattern(new WeightTable(tensor([first], names, few)), 0).diagonal).toBe(0.25);
    // Where a sequence looks at itself, that is a look at oneself.
    expect(of(identity).diagonal).toBeUndefined();
  });

  test("what is no number is not made into one", () => {
    const broken = identity.map((row, i) => (i === 2 ? row.map(() => Number.NaN) : row));
    expect(of(broken).entropy).toBeNaN();
  });
});
