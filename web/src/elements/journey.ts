import { kindOf } from "../engine/kind-of.ts";
import type { Turn } from "../engine/protocol.ts";
import { liveSettings } from "../lessons/lesson.ts";

/** No run of a lesson is as long; a mistyped one is not to train for days. */
export const furthestStep = 10_000_000;

export const isStep = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= furthestStep;

/** The step that a number is; throws if it is none that a run can go to. */
export function checkedStep(value: unknown): number {
  if (isStep(value)) return value;
  throw new RangeError(
    `[goto] a step must be a whole number from 0 to ${furthestStep}, got ${got(value)}`,
  );
}

/** So many steps are to be taken; throws if that is no number of them. */
export function checkedCount(value: unknown): number {
  if (isStep(value) && value > 0) return value;
  throw new RangeError(
    `[step] how many steps must be a whole number from 1 to ${furthestStep}, got ${got(value)}`,
  );
}

/** What is to be turned on the way to a step; throws what is wrong with it. Ranges the engine knows. */
export function checkedTurns(value: unknown, destination: number): readonly Turn[] {
  if (!Array.isArray(value)) {
    throw new TypeError(`[goto] turns must be a list of ${form}, got ${got(value)}`);
  }
  let before = 0;
  return Array.from(value, (each: unknown, place) => {
    const turn = checkedTurn(each, `turns[${place}]`);
    if (turn.step < before) {
      throw new RangeError(
        `[goto] turns[${place}] is at step ${turn.step}, after one at ${before}: put them in the order of their steps`,
      );
    }
    if (turn.step > destination) {
      throw new RangeError(
        `[goto] turns[${place}] is at step ${turn.step}, beyond ${destination}, where it is to go: leave it out, or go further`,
      );
    }
    before = turn.step;
    return turn;
  });
}

const form = '{ step: 120, setting: "learning-rate", value: 0.01 }';

function checkedTurn(value: unknown, where: string): Turn {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`[goto] ${where} must be like ${form}, got ${got(value)}`);
  }
  const { step, setting, value: turned, ...others } = value as Record<string, unknown>;
  const [stranger] = Object.keys(others);
  if (stranger !== undefined) {
    throw new TypeError(`[goto] ${where} has no \`${stranger}\`; there is step, setting, value`);
  }
  if (!isStep(step)) {
    const wanted = `a whole number from 0 to ${furthestStep}`;
    throw new RangeError(`[goto] ${where}.step must be ${wanted}, got ${got(step)}`);
  }
  if (typeof setting !== "string" || !liveSettings.includes(setting)) {
    const given = typeof setting === "string" ? `"${setting.slice(0, 50)}"` : got(setting);
    const wanted = `one that can change during a run: ${liveSettings.join(", ")}`;
    throw new RangeError(`[goto] ${where}.setting must be ${wanted}; got ${given}`);
  }
  if (typeof turned !== "number" || !Number.isFinite(turned)) {
    throw new TypeError(`[goto] ${where}.value must be a finite number, got ${got(turned)}`);
  }
  return { step, setting, value: turned };
}

const got = (value: unknown) => (typeof value === "number" ? value : kindOf(value));

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
