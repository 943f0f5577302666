import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Config } from "softlook-wasm";
import nextVector from "../../web/src/lessons/01-next-vector/lesson.ts";

const program = fileURLToPath(new URL("../../build/native/losses", import.meta.url));

/** What the same core, built natively, prints for a config: one float's bits a line. */
export function nativeLosses(config: Config, steps: number): string[] {
  if (!existsSync(program)) {
    throw new Error(
      "build/native/losses is missing; build it with: cmake --preset native && cmake --build --preset native",
    );
  }
  const { settings, ...names } = config;
  const flags = ["--steps", String(steps)];
  for (const [name, value] of Object.entries(names)) flags.push(`--${name}`, String(value));
  for (const [name, value] of Object.entries(settings)) flags.push("--set", `${name}=${value}`);
  return execFileSync(program, flags, { encoding: "utf8" }).trim().split(/\s+/);
}

/** The same for the lesson "next vector". */
export function lessonLosses(seed: number, steps: number): string[] {
  return nativeLosses({ ...nextVector.config, seed }, steps);
}
