import { expect, test } from "vitest";
import { SharedModule } from "../../web/src/engine/shared-module.ts";

const settled = () => new Promise((resolve) => setTimeout(resolve));
/** The smallest module there is. */
const module = () => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));

/** Three who join at once, and what each has been told so far. */
async function three() {
  const shared = new SharedModule();
  const told: (WebAssembly.Module | undefined)[][] = [[], [], []];
  const leave = told.map((heard) => shared.join((module) => heard.push(module)));
  await settled();
  return { shared, told, leave };
}

test("the first is to compile, and the others wait for it", async () => {
  const { shared, told, leave } = await three();
  expect(told).toEqual([[undefined], [], []]);
  const compiled = module();
  leave[0]!(compiled);
  await settled();
  expect(told.slice(1)).toEqual([[compiled], [compiled]]);
  const late: unknown[] = [];
  shared.join((module) => late.push(module));
  await settled();
  expect(late).toEqual([compiled]);
});

test("if the first fails, the next one is to compile, and no two at a time", async () => {
  const { told, leave } = await three();
  leave[0]!();
  await settled();
  expect(told).toEqual([[undefined], [undefined], []]);
  leave[1]!(module());
  await settled();
  expect(told[2]![0]).toBeInstanceOf(WebAssembly.Module);
});

test("one that leaves while it waits holds nobody up, and lets nobody in early", async () => {
  const { told, leave } = await three();
  leave[1]!();
  await settled();
  expect(told[2]).toEqual([]);
  leave[0]!();
  await settled();
  expect(told[2]).toEqual([undefined]);
});
