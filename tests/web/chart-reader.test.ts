import { describe, expect, test } from "vitest";
import { ChartReader, nearestTo } from "../../web/src/drawing/chart-reader.ts";

/** An element as far as a reader hears of it. */
class Ears extends EventTarget {
  point(clientX: number, type = "pointermove", pointerType = "mouse"): void {
    this.dispatchEvent(Object.assign(new Event(type), { clientX, pointerType }));
  }

  /** Whether the key was taken. */
  press(key: string, more: { ctrlKey?: boolean } = {}): boolean {
    const event = Object.assign(new Event("keydown", { cancelable: true }), { key, ...more });
    return !this.dispatchEvent(event);
  }
}

/** Two pixels to a step, from 100 on; what it tells is kept. */
function chart(...steps: number[]) {
  const places = [...steps];
  const told: [number | undefined, boolean][] = [];
  const readable = {
    places: () => places,
    toPlace: (pixels: number) => pixels / 2,
    left: () => 100,
  };
  const reader = new ChartReader(readable, (place, isWalked) => told.push([place, isWalked]));
  const ears = new Ears();
  reader.listenTo(ears as EventTarget as Element);
  return { places, told, reader, ears };
}

test("the nearest of some numbers is found, beyond the ends too", () => {
  const rising = [8, 32, 55, 100];
  const nearest = [-5, 8, 20, 21, 45, 1000, Number.POSITIVE_INFINITY].map((wanted) => {
    return rising[nearestTo(rising, wanted)];
  });
  expect(nearest).toEqual([8, 8, 8, 32, 55, 100, 100]);
  expect([][nearestTo([], 3)]).toBeUndefined();
});

describe("a chart", () => {
  test("is read at its points and nowhere between them, and told of each once", () => {
    const { told, reader, ears } = chart(8, 32, 55);
    ears.point(100 + 2 * 41);
    ears.point(100 + 2 * 43);
    expect(reader.place).toBe(32);
    ears.point(100 + 2 * 44);
    ears.point(0, "pointerleave");
    expect(told).toEqual([
      [32, false],
      [55, false],
      [undefined, false],
    ]);
  });

  test("is walked through from the newest point on, and left", () => {
    const { told, ears } = chart(8, 32, 55);
    for (const key of ["ArrowLeft", "ArrowLeft", "ArrowLeft", "End", "Home", "ArrowRight"]) {
      expect(ears.press(key)).toBe(true);
    }
    expect(told.map(([place]) => place)).toEqual([32, 8, 8, 55, 8, 32]);
    expect(told.every(([, isWalked]) => isWalked)).toBe(true);
    expect(ears.press("Escape")).toBe(true);
    expect(told.at(-1)).toEqual([undefined, false]);
    // Nothing to leave any more, and no key of a chart's.
    expect([ears.press("Escape"), ears.press("x")]).toEqual([false, false]);
    expect(ears.press("Home", { ctrlKey: true })).toBe(false);
  });

  test("gives the place that keys went to back when the pointer goes, and forgets it with the focus", () => {
    const { reader, ears } = chart(8, 32, 55);
    ears.press("Home");
    ears.point(100 + 2 * 55);
    expect(reader.place).toBe(55);
    ears.point(0, "pointerleave");
    expect(reader.place).toBe(8);
    ears.dispatchEvent(new Event("blur"));
    expect(reader.place).toBeUndefined();
  });

  test("keeps what a finger has found, and nothing of one that scrolls", () => {
    const { reader, ears } = chart(8, 32, 55);
    ears.point(100 + 2 * 30, "pointerdown", "touch");
    ears.point(0, "pointerleave", "touch");
    expect(reader.place).toBe(32);
    ears.dispatchEvent(new Event("blur"));
    ears.point(100 + 2 * 30, "pointerdown", "touch");
    ears.point(0, "pointercancel", "touch");
    ears.point(0, "pointerleave", "touch");
    expect(reader.place).toBeUndefined();
  });

  test("follows a point that was merged with its neighbour, without saying so", () => {
    const { places, told, reader, ears } = chart(1, 2, 3, 4);
    ears.press("Home");
    places.splice(0, 4, 2, 4);
    reader.renew();
    expect(told).toEqual([
      [1, true],
      [2, false],
    ]);
    places.length = 0;
    reader.renew();
    expect(reader.place).toBeUndefined();
    expect(ears.press("ArrowLeft")).toBe(false);
  });
});
