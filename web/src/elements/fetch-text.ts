import { count } from "../drawing/number-format.ts";
import { Unfit } from "../lessons/form.ts";

const most = 500_000;
const patience = 20_000;

/** A file of text; not waited for, nor read, for ever. */
export async function fetchText(place: string): Promise<string> {
  const address = new URL(place, document.baseURI);
  const response = await fetch(address, { signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const decoder = new TextDecoder();
  const reader = response.body!.getReader();
  let [text, bytes] = ["", 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > most) {
      void reader.cancel();
      throw new Unfit((text) => text.tooLarge(place, count(most / 1000)));
    }
    text += decoder.decode(value, { stream: true });
  }
}
