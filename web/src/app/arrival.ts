import type { SoftLook } from "../elements/soft-look.ts";
import { sentence } from "../engine/sentence.ts";
import type { Fault, Link } from "./link.ts";

/** What became of an address that somebody came by. */
export type Tidings =
  | { kind: "fault"; fault: Fault }
  /** The engine has no such settings. */
  | { kind: "refused"; sentence: string }
  /** There is no such place. */
  | { kind: "nowhere"; sentence: string }
  | { kind: "going" | "arrived" | "same" | "different"; step: number }
  | { kind: "stopped"; step: number; at: number }
  | { kind: "failed"; step: number; sentence: string };

/** Replays what a link asks for, and knows what is to be said of it. */
export class Arrival {
  tidings: Tidings | undefined;
  private newest = 0;

  constructor(private readonly changed: () => void) {}

  say(tidings: Tidings | undefined): void {
    this.newest += 1;
    this.tidings = tidings;
    this.changed();
  }

  async replay(element: SoftLook, arrival: NonNullable<Link["arrival"]>): Promise<void> {
    this.say({ kind: "going", step: arrival.step });
    const number = this.newest;
    const outcome = await replayed(element, arrival);
    if (number === this.newest) this.say(outcome);
  }
}

async function replayed(
  element: SoftLook,
  { step, bits, turns = [] }: NonNullable<Link["arrival"]>,
): Promise<Tidings> {
  try {
    // From the seed alone: not on from what a file or a slider has made of the run.
    const { beside, digest: before } = await element.moment();
    if (beside || turns.length > 0 || before?.turns.length) element.reset();
    const at = await element.goto(step, turns);
    if (at !== step) return { kind: "stopped", step, at };
    if (bits === undefined) return { kind: "arrived", step };
    const { digest } = await element.moment();
    const isSame = digest?.step === step && digest.bits === bits;
    return { kind: isSame ? "same" : "different", step };
  } catch (error) {
    // What was to be turned may be nothing that can be.
    if (turns.length > 0) element.reset();
    return { kind: "failed", step, sentence: sentence(error) };
  }
}
