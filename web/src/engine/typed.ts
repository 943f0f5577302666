import type { Batch, Session } from "softlook-wasm";
import { sentence } from "./sentence.ts";

/** What the session's task makes of a line that a person typed: a sample, or why it is none. */
export function readTyped(session: Session, text: string): { batch: Batch } | { refusal: string } {
  try {
    return { batch: session.read(text) };
  } catch (error) {
    return { refusal: sentence(error) };
  }
}

/**
 * Where the task knows no answer, the model's own, token after token the likeliest, in the place of the
 * answer; nothing is written where each position answers by itself.
 */
export function writeAnswer(session: Session, { input, target }: Batch) {
  const data = Array.from(target.data);
  const written: string[] = [];
  const own = { input, target: { shape: target.shape, data } };
  if (target.shape.length !== 2 || data.some((token) => token >= 0)) return { batch: own, written };
  while (written.length < data.length) {
    const next = nextOf(session, own);
    if (next?.position !== written.length) break;
    data[next.position] = next.token;
    written.push(next.label);
    if (next.last) break;
  }
  return { batch: own, written };
}

function nextOf(session: Session, soFar: Batch) {
  try {
    return session.next(soFar, { temperature: 0, top: 0, draw: 0 });
  } catch {
    return undefined;
  }
}
