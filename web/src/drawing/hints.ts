import type { Text } from "../text/text.ts";

/** What can be done with a picture, as one does it here: a finger does not hover, and has no keys. */
export function hints(text: Text): Text["tapped"] {
  if (matchMedia("(hover: none)").matches) return text.tapped;
  const { lockHint, locked, look, readHint, readLengthHint } = text;
  return {
    lock: lockHint,
    locked,
    look: look.hint,
    read: readHint,
    readLength: readLengthHint,
    readAll: text.compare.lossHint,
  };
}
