import type { Edition } from "./editions.ts";

const needed = new Map<object, Edition>();

/** What everybody on the page needs: one file does for all, where the core alone would not do for some. */
export const pageEdition = {
  need(who: object, edition: Edition): void {
    needed.set(who, edition);
  },
  leave(who: object): void {
    needed.delete(who);
  },
  atLeast(edition: Edition): Edition {
    return [...needed.values()].includes("whole") ? "whole" : edition;
  },
};
