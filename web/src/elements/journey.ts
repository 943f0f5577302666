import type { Turn } from "../engine/protocol.ts";

/** No run of a lesson is as long; a mistyped one is not to train for days. */
export const furthestStep = 10_000_000;

export const isStep = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= furthestStep;

/** The step that a number is; throws if it is none that a run can go to. */
export function checkedStep(value: unknown): number {
  if (isStep(value)) return value;
  const got = typeof value === "number" ? value : typeof value;
  throw new RangeError(
    `[goto] a step must be a whole number from 0 to ${furthestStep}, got ${got}`,
  );
}

/** On the way to a step. Who waits for the end hears where it was: at that step, unless it was given up. */
export class Journey {
  readonly ended: Promise<number>;
  end: (step: number) => void = () => undefined;
  fail: (why: string) => void = () => undefined;

  constructor(
    readonly destination: number,
    readonly turns: readonly Turn[],
  ) {
    this.ended = new Promise((resolve, reject) => {
      this.end = resolve;
      this.fail = (why) => reject(new Error(why));
    });
  }
}
