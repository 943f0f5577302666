import type { Plugin } from "vite";

/** Styles of elements stand in templates, where no minifier looks: a quarter of the page's own code. */
export function styles(): Plugin {
  return {
    name: "softlook-styles",
    apply: "build",
    transform(code, id) {
      if (!/\/web\/src\/.*\.ts$/.test(id) || !code.includes("css`")) return undefined;
      return { code: code.replace(/(?<=\bcss`)[^`]*(?=`)/g, shortened), map: null };
    },
  };
}

/** Without remarks, and without what is there for the eye. A space can have a meaning: `a b`, `a + b`. */
export const shortened = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1")
    .replace(/;}/g, "}");
