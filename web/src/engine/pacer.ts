import type { Pace } from "./protocol.ts";

/** Long enough to drown the cost of a call, short enough that a click is answered at once. */
const budget = 10;
const stepsPerSecond: Record<Exclude<Pace, "flat-out">, number> = { slow: 5, lively: 300 };
/** One tick of a timed pace, about a screen refresh. */
const tick = 16;

/** Says how many steps are due now, and waits between them without holding up messages. */
export class Pacer {
  private pace: Pace = "lively";
  private owedSince = 0;
  private owed = 0;
  private millisecondsPerStep = 0;
  private wake: (() => void) | undefined;

  restart(pace: Pace): void {
    this.pace = pace;
    this.owedSince = performance.now();
    // The first step comes at once: a click that shows nothing for a fifth of a second feels lost.
    this.owed = 1;
    this.wake?.();
  }

  due(): number {
    const affordable = this.affordable();
    if (this.pace === "flat-out") return affordable;
    this.accrue(this.pace);
    const steps = Math.min(Math.floor(this.owed), affordable);
    // What a slow machine cannot keep up with is dropped, not saved up for a burst.
    this.owed = Math.min(this.owed - steps, 1);
    return steps;
  }

  timed(steps: number, work: () => void): void {
    const begun = performance.now();
    work();
    const measured = (performance.now() - begun) / steps;
    const known = this.millisecondsPerStep;
    this.millisecondsPerStep = known === 0 ? measured : known * 0.8 + measured * 0.2;
  }

  private affordable(): number {
    if (this.millisecondsPerStep === 0) return 8;
    return Math.max(1, Math.min(4096, Math.floor(budget / this.millisecondsPerStep)));
  }

  /** A channel message instead of a timer when flat out, or behind: timers are held to four milliseconds. */
  rest(): Promise<void> {
    if (this.pace === "flat-out") return breathe();
    this.accrue(this.pace);
    if (this.owed >= 1) return breathe();
    return this.sleep(Math.max(tick, ((1 - this.owed) / stepsPerSecond[this.pace]) * 1000));
  }

  private accrue(pace: Exclude<Pace, "flat-out">): void {
    const now = performance.now();
    this.owed += ((now - this.owedSince) / 1000) * stepsPerSecond[pace];
    this.owedSince = now;
  }

  private sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.wake = done;
    });
  }
}

function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
