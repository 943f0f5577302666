import { describe, expect, test } from "vitest";
import { diverging, ownLimit, roundLimit, sequential } from "../../web/src/drawing/colour-scale.ts";
import { moved } from "../../web/src/drawing/grid-cursor.ts";
import { LossHistory } from "../../web/src/drawing/loss-history.ts";
import {
  count,
  decade,
  decimal,
  percent,
  significant,
  small,
} from "../../web/src/drawing/number-format.ts";

describe("colour", () => {
  test("weights are coloured from 0 to 1, whatever else is in the picture", () => {
    expect(sequential(0)).toEqual({ amount: 0, sign: "none" });
    expect(sequential(1)).toEqual({ amount: 1, sign: "none" });
    expect(sequential(1.5).amount).toBe(1);
    expect(sequential(-0.5).amount).toBe(0);
  });

  test("signed values are coloured alike on both sides of 0", () => {
    const [below, above] = [diverging(-0.3, 1.5), diverging(0.3, 1.5)];
    expect(below.amount).toBe(above.amount);
    expect([below.sign, above.sign]).toEqual(["negative", "positive"]);
    expect(diverging(9, 1.5).amount).toBe(1);
  });

  test("numbers that belong together have a limit of their own", () => {
    expect(ownLimit([0.3, -1.1])).toBe(2);
    expect(ownLimit([0.0004, Number.NaN])).toBeCloseTo(0.0005);
    expect(ownLimit([0, 0])).toBe(1);
    expect(ownLimit([-7])).toBe(10);
  });

  test("the limit is round and holds every value", () => {
    expect(roundLimit([0.2, -1.1])).toBe(1.5);
    expect(roundLimit([0, Number.NaN])).toBe(0.5);
  });
});

describe("numbers", () => {
  test("thousands are set apart, without a comma or a point", () => {
    expect(count(1234567)).toBe("1\u202f234\u202f567");
    expect(count(999)).toBe("999");
  });

  test("decimals have a true minus, and no minus before zero", () => {
    expect(decimal(-0.4567, 3)).toBe("−0.457");
    expect(decimal(-0.0001, 2)).toBe("0.00");
    expect(decimal(Number.NaN, 2)).toBe("NaN");
    expect(decimal(-Infinity, 2)).toBe("−∞");
  });

  test("shares are percentages, small ones with a decimal", () => {
    expect(percent(0.0071)).toBe("0.7\u202f%");
    expect(percent(0.9349)).toBe("93\u202f%");
  });

  test("losses keep three digits over many decades", () => {
    expect(significant(1.2345)).toBe("1.23");
    expect(significant(0.00012345)).toBe("0.000123");
    expect(significant(0)).toBe("0");
    expect(small(0.0123)).toBe("0.012");
    expect(small(3.24e-9)).toBe("3.2·10⁻⁹");
    expect(small(0)).toBe("0");
    expect(significant(1234)).toBe("1234");
  });
});

test("decades are written out while they are short", () => {
  expect([-3, 0, 2].map(decade)).toEqual(["0.001", "1", "100"]);
  expect([-12, 7].map(decade)).toEqual(["10⁻¹²", "10⁷"]);
});

describe("the loss history", () => {
  test("keeps single steps while they fit", () => {
    const history = new LossHistory(8);
    history.add(new Float32Array([4, 2]));
    expect(history.points).toHaveLength(2);
    expect(history.points[1]).toMatchObject({ first: 2, last: 2, low: 2, high: 2, mean: 2 });
    expect(history.points[1]?.smooth).toBe(2);
  });

  test("holds a million steps in bounded room, with nothing lost", () => {
    const history = new LossHistory(600);
    const losses = Float32Array.from({ length: 1_000_000 }, (_, i) => (i === 345_678 ? 99 : i % 7));
    history.add(losses);
    expect(history.length).toBe(1_000_000);
    expect(history.points.length).toBeLessThanOrEqual(600);
    expect(history.points[0]?.first).toBe(1);
    expect(history.latest?.last).toBe(1_000_000);
    expect(Math.max(...history.points.map(({ high }) => high))).toBe(99);
    history.points.slice(1).forEach((point, i) => {
      expect(point.first).toBe(history.points[i]!.last + 1);
    });
    const steps = ({ first, last }: { first: number; last: number }) => last - first + 1;
    const sum = history.points.reduce((total, point) => total + point.mean * steps(point), 0);
    expect(sum).toBeCloseTo(
      losses.reduce((a, b) => a + b, 0),
      2,
    );
  });

  test("the smoothed loss stays among the last ones, however fast they fall", () => {
    const history = new LossHistory();
    // By a factor of ten every forty steps, with a step out of line now and then.
    const losses = Float32Array.from({ length: 200 }, (_, i) => {
      const scatter = 1 + 0.3 * Math.sin(7 * i);
      return 10 ** (-i / 40) * scatter * (i % 25 === 0 ? 20 : 1);
    });
    history.add(losses);
    history.points.forEach(({ last, smooth }) => {
      const recent = losses.slice(Math.max(0, last - 1 - last / 20), last);
      expect(smooth).toBeGreaterThanOrEqual(Math.min(...recent));
      expect(smooth).toBeLessThanOrEqual(Math.max(...recent));
    });
    // What is out of line does not lift it to twice of what is usual twenty steps before.
    expect(history.latest!.smooth).toBeLessThan(2 * 10 ** (-180 / 40));
  });

  test("where losses scatter evenly, the smoothed one is their mean, and 0 is no hindrance", () => {
    const history = new LossHistory();
    history.add(Float32Array.from({ length: 1000 }, (_, i) => 2 + Math.sin(i)));
    expect(history.latest!.smooth).toBeCloseTo(2, 0);
    history.add(new Float32Array(50));
    expect(history.latest!.smooth).toBe(0);
    history.add(new Float32Array(50).fill(1));
    expect(history.latest!.smooth).toBe(1);
  });

  test("smoothing does not depend on how much is kept", () => {
    const losses = Float32Array.from({ length: 500 }, (_, i) => Math.sin(i) + 2);
    const [small, large] = [new LossHistory(16), new LossHistory(1000)];
    small.add(losses);
    large.add(losses);
    expect(small.latest?.smooth).toBe(large.latest?.smooth);
  });
});

describe("moving in a grid", () => {
  const press = (key: string, ctrlKey = false) =>
    moved({ row: 1, column: 1 }, { key, ctrlKey, metaKey: false } as KeyboardEvent, 3, 4);

  test("arrows go to neighbours and stop at the edge", () => {
    expect(press("ArrowRight")).toEqual({ row: 1, column: 2 });
    expect(press("ArrowUp")).toEqual({ row: 0, column: 1 });
    const corner = { key: "ArrowDown", ctrlKey: false, metaKey: false } as KeyboardEvent;
    expect(moved({ row: 2, column: 0 }, corner, 3, 4)).toEqual({ row: 2, column: 0 });
  });

  test("Home and End go along the row, with Ctrl over the whole grid", () => {
    expect(press("Home")).toEqual({ row: 1, column: 0 });
    expect(press("End")).toEqual({ row: 1, column: 3 });
    expect(press("End", true)).toEqual({ row: 2, column: 3 });
    expect(press("x")).toBeUndefined();
  });
});
