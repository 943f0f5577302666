import { en } from "./captions-en.ts";
import { zh } from "./captions-zh.ts";
import type { Language, Widened } from "./text.ts";

export type Captions = Widened<typeof en>;

/** Apart from the other texts, since they are loaded with what draws figures. */
export const captionTexts: Record<Language, Captions> = { en, zh };
