import type { Batch, Session } from "softlook-wasm";
import { sentence } from "./sentence.ts";

/** What the session's task makes of a line that a person typed: a sample, or why it is none. */
export function readTyped(session: Session, text: string): { batch: Batch } | { refusal: string } {
  // Until the typings have it.
  const reader = session as Session & { read?(text: string): Batch };
  try {
    if (!reader.read) throw new Error("[session] this engine reads no text yet");
    return { batch: reader.read(text) };
  } catch (error) {
    return { refusal: sentence(error) };
  }
}
