import { expect, test } from "vitest";
import {
  type Brought,
  fromFiles,
  largestMegabytes,
  pasted,
} from "../../web/src/elements/brought.ts";

/** In bytes. */
const largest = largestMegabytes * 1_000_000;
const file = (name: string, ...parts: BlobPart[]) => new File(parts, name);

test("what is pasted is counted in bytes, and shown by its first lines", () => {
  const { parts, content } = pasted("你好\tb\r\nc\u0000d\ne\nf") as Brought;
  expect(content).toBe("你好\tb\r\nc\u0000d\ne\nf");
  expect(parts).toEqual([{ name: undefined, bytes: 17, begins: "你好 ⇥ b\nc␀d\ne" }]);
});

test("what is empty is refused before anybody is asked", async () => {
  expect(pasted("")).toBe("empty");
  expect(await fromFiles([], false)).toBe("empty");
  expect(await fromFiles([file("a", "x"), file("b")], true)).toBe("empty");
});

test("what is too large is refused, and a file of that size is not even read", async () => {
  expect(pasted("x".repeat(largest + 1))).toBe("large");
  expect(pasted("你".repeat(Math.floor(largest / 3) + 1))).toBe("large");
  let read = false;
  const huge = Object.assign(file("huge", "x"), {
    arrayBuffer: async () => {
      read = true;
      return new ArrayBuffer(1);
    },
  });
  Object.defineProperty(huge, "size", { value: largest - 1 });
  expect(await fromFiles([huge, file("more", "ab")], true)).toBe("large");
  expect(read).toBe(false);
  expect(await fromFiles([huge, file("less", "a")], true)).not.toBe("large");
  expect(read).toBe(true);
});

test("a file is its bytes, also where they are no text", async () => {
  const bytes = new Uint8Array([65, 0, 255, 10, 66]);
  const { parts, content } = (await fromFiles([file("a.txt", bytes)], false)) as Brought;
  expect(content).toEqual(bytes);
  expect(parts).toEqual([{ name: "a.txt", bytes: 5, begins: "A␀\ufffd\nB" }]);
});

test("several files come one after the other, where they are no text", async () => {
  const two = [file("images", new Uint8Array([0, 0, 8, 3])), file("labels", new Uint8Array([1]))];
  expect(await fromFiles(two, false)).toBe("several");
  const { parts, content } = (await fromFiles(two, true)) as Brought;
  expect(content).toEqual(new Uint8Array([0, 0, 8, 3, 1]));
  expect(parts.map(({ begins }) => begins)).toEqual(["00 00 08 03", "01"]);
});

test("a file that cannot be read any more is said to be one", async () => {
  const gone = Object.assign(file("gone", "x"), { arrayBuffer: () => Promise.reject(new Error()) });
  expect(await fromFiles([gone], false)).toBe("unread");
});
