import { bytesOf, howToGetBytes } from "../engine/file-bytes.ts";
import type { Form } from "../engine/kept-file.ts";
import { kindOf } from "../engine/kind-of.ts";
import type { Moment } from "./moment.ts";

/** Larger than that is no file of a model that runs here. */
export const largestMegabytes = 256;

/** Why a file is not even given to the engine. */
export type Unfit = "none" | "several" | "large" | "empty" | "unread";

/** What one file holds; one that is too large is not read. */
export async function contentOf(files: readonly File[]): Promise<Uint8Array | Unfit> {
  const [file, ...others] = files;
  if (!file) return "none";
  if (others.length > 0) return "several";
  if (file.size > largestMegabytes * 1_000_000) return "large";
  if (file.size === 0) return "empty";
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return "unread";
  }
}

/** What a script of the page has the run go on from, whatever it may give. */
export function checkedFile(value: unknown): Uint8Array {
  const bytes = bytesOf(value);
  if (bytes) return bytes;
  throw new TypeError(
    `[load] what to go on from must be the bytes of a file (${howToGetBytes}), got ${kindOf(value)}`,
  );
}

type Named = Pick<Moment, "lesson" | "variant" | "seed">;

/** Tells later which run it is of: `order-seed3-step812.checkpoint.safetensors`. */
export function fileName({ lesson, variant, seed }: Named, step: number, form: Form): string {
  const parts = [lesson, variant, `seed${seed}`, `step${step}`].filter((part) => part !== "");
  return `${parts.join("-").replace(/[^\w.-]+/g, "-")}.${form}.safetensors`;
}
