// softlook itself.
import type { Party } from "../party.ts";

// TODO The public engine (`softlook/engine`) is not there yet. Everything that the bench has to know
// of it belongs in this file: replace the five stubs, with the meaning that ../party.ts gives them.
function notYet(): never {
  throw new Error("not yet: the bench does not know softlook/engine");
}

export const transformer: NonNullable<Party["transformer"]> = async () => notYet();
export const nextVector: NonNullable<Party["nextVector"]> = async () => notYet();
export const matmul: NonNullable<Party["matmul"]> = async () => notYet();
export const attention: NonNullable<Party["attention"]> = async () => notYet();
