import { expect, test } from "vitest";
import { digestOf } from "../../web/src/engine/digest.ts";
import { lessons } from "../../web/src/lessons/registry.ts";
import { Desk } from "./desk.ts";
import { realEngine } from "./engine.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** The same in whole numbers of any size. */
function plain(bytes: Uint8Array): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return hash.toString(16).padStart(16, "0");
}

// Of the reference vectors of FNV by Fowler, Noll and Vo.
test.each([
  ["", "cbf29ce484222325"],
  ["a", "af63dc4c8601ec8c"],
  ["foobar", "85944171f73967e8"],
])("the digest of %j is that of FNV-1a", (text, digest) => {
  expect(digestOf(bytes(text))).toBe(digest);
});

test("bytes of all kinds have the digest that plain arithmetic gives", () => {
  const all = Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31 + (i >> 3)) & 255);
  for (const length of [1, 2, 255, 5000]) {
    const some = all.subarray(0, length);
    expect(digestOf(some)).toBe(plain(some));
  }
});

test("a run tells the digest of its parameters and its step, and is not changed by that", async () => {
  const desk = new Desk();
  desk.start({ goal: 50 });
  await desk.until(() => desk.frames.length > 0);
  const ask = () => desk.send({ type: "digest", generation: desk.generation });
  ask();
  desk.say("play");
  await desk.until(() => desk.frames.at(-1)?.step === 50);
  ask();
  const { Session } = await realEngine();
  const session = new Session(lessons[0]!.config);
  const digest = () => ({
    step: session.step(),
    bits: digestOf(session.saveParameters()),
    turns: [],
  });
  const wanted = [digest()];
  session.train(50);
  wanted.push(digest());
  expect(desk.of("digested").map(({ digest }) => digest)).toEqual(wanted);
  expect(wanted[0]!.bits).not.toBe(wanted[1]!.bits);
});
