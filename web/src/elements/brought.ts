import type { Data } from "../engine/protocol.ts";

/** Of what is read at all; the engine has narrower limits of its own, and says which. */
export const largestMegabytes = 64;
const largest = largestMegabytes * 1_000_000;

export interface Part {
  /** Of a file; what was pasted has none. */
  name: string | undefined;
  bytes: number;
  /** Its first lines, or of what is no text the first bytes. */
  begins: string;
}

/** What a person brought, as far as it can be told without the engine. */
export interface Brought {
  parts: readonly Part[];
  content: Data;
}

/** Why it is not even asked of the engine; which cannot tell what is empty from nothing at all. */
export type Unfit = "empty" | "large" | "several" | "unread";

export function pasted(text: string): Brought | Unfit {
  // No character has fewer bytes than it has units: what is far too long is not counted.
  const bytes = text.length > largest ? text.length : new TextEncoder().encode(text).length;
  if (bytes > largest) return "large";
  if (bytes === 0) return "empty";
  return { parts: [{ name: undefined, bytes, begins: firstLines(text) }], content: text };
}

/** The contents of files, one after the other; what is too large is not read. */
export async function fromFiles(files: readonly File[], binary: boolean): Promise<Brought | Unfit> {
  if (files.length > 1 && !binary) return "several";
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > largest) return "large";
  if (files.length === 0 || files.some((file) => file.size === 0)) return "empty";
  try {
    const buffers = await Promise.all(files.map((file) => file.arrayBuffer()));
    const contents = buffers.map((buffer) => new Uint8Array(buffer));
    const parts = contents.map((bytes, i) => ({
      name: files[i]!.name,
      bytes: bytes.length,
      begins: binary
        ? firstBytes(bytes)
        : firstLines(new TextDecoder().decode(bytes.slice(0, 999))),
    }));
    return { parts, content: oneAfterTheOther(contents) };
  } catch {
    return "unread";
  }
}

function oneAfterTheOther(contents: readonly Uint8Array[]): Uint8Array {
  if (contents.length === 1) return contents[0]!;
  const all = new Uint8Array(contents.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const bytes of contents) {
    all.set(bytes, at);
    at += bytes.length;
  }
  return all;
}

/** Signs that control something are shown by their pictures. */
function firstLines(text: string): string {
  const lines = text.slice(0, 999).split(/\r?\n/, 3);
  return lines.map((line) => line.slice(0, 80).replace(/\p{Cc}/gu, picture)).join("\n");
}

function picture(sign: string): string {
  const code = sign.charCodeAt(0);
  if (sign === "\t") return " ⇥ ";
  return code < 32 ? String.fromCharCode(0x2400 + code) : "␡";
}

function firstBytes(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
