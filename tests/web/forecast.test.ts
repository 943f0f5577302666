import { expect, test } from "vitest";
import { Forecast } from "../../web/src/elements/forecast.ts";

/** So many steps a second, seen ten times a second. */
function seen(perSecond: number, seconds: number, from = 0): Forecast {
  const forecast = new Forecast();
  for (let at = 0; at <= seconds * 1000; at += 100) {
    forecast.see(from + Math.round((at / 1000) * perSecond), at);
  }
  return forecast;
}

test("the time left is that of the present pace, rounded", () => {
  expect(seen(100, 2).until(1200)).toBe(10);
  expect(seen(100, 2).until(5000)).toBe(50);
  expect(seen(10, 2).until(1000)).toBe(100);
  expect(seen(1, 2).until(3605)).toBe(3600);
  expect(seen(100, 2).until(230)).toBe(1);
});

test("nothing is said while it is not known, or where there is nothing left", () => {
  expect(new Forecast().until(100)).toBe(undefined);
  expect(seen(100, 1).until(1000)).toBe(undefined);
  expect(seen(0, 3).until(1000)).toBe(undefined);
  expect(seen(100, 3).until(300)).toBe(undefined);
  const forecast = seen(100, 3);
  forecast.clear();
  expect(forecast.until(1000)).toBe(undefined);
});

test("it changes once a second at most", () => {
  const forecast = seen(100, 2);
  expect(forecast.until(1000)).toBe(8);
  forecast.see(300, 2900);
  expect(forecast.until(1000)).toBe(8);
  forecast.see(500, 3100);
  expect(forecast.until(1000)).toBe(3);
});

test("what was long ago does not count", () => {
  const forecast = seen(1000, 3);
  for (let at = 3100; at <= 20_000; at += 100) forecast.see(3000 + (at - 3000) / 100, at);
  expect(forecast.until(3300)).toBe(15);
});
