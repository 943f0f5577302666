import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../build/native/losses", import.meta.url));

/** What the same core, built natively, prints for the first lesson: one float's bits a line. */
export function nativeLosses(seed: number, steps: number): string[] {
  if (!existsSync(program)) {
    throw new Error(
      "build/native/losses is missing; build it with: cmake --preset native && cmake --build --preset native",
    );
  }
  const flags = ["--seed", String(seed), "--steps", String(steps)];
  return execFileSync(program, flags, { encoding: "utf8" }).trim().split(/\s+/);
}
