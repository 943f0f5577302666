import { readFileSync } from "node:fs";
import createModule, { type MainModule } from "softlook-wasm";

export const wasmFile = new URL("../../build/wasm/softlook.wasm", import.meta.url);

/** The very file that the page loads. */
export function realEngine(): Promise<MainModule> {
  return createModule({ wasmBinary: readFileSync(wasmFile) });
}

/** A float's bits, as the native program prints them. */
export function bits(losses: Float32Array): string[] {
  const words = new Uint32Array(losses.buffer, losses.byteOffset, losses.length);
  return Array.from(words, (word) => word.toString(16).padStart(8, "0"));
}
