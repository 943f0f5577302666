import { exceptions, simd } from "wasm-feature-detect";

/** The pictures' colours are worked out by the stylesheet; an older one would show none at all. */
const colours = ["light-dark(red, red)", "oklch(from red l c h)"];

/** The engine is built once, with SIMD and native exceptions; without either it cannot be compiled. */
export async function isSupported(): Promise<boolean> {
  if (typeof WebAssembly === "undefined" || typeof Worker === "undefined") return false;
  if (!colours.every((colour) => CSS.supports("color", colour))) return false;
  return (await simd()) && (await exceptions());
}
