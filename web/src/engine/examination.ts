import type { Score, Session } from "softlook-wasm";

export interface Found {
  step: number;
  samples: number;
  score: Score;
}

/** Enough that 99 % means something: five wrong ones of them are one percent. */
const mostSamples = 512;
/** The worker hears nothing meanwhile: no more than a person waits for without wondering. */
const patience = 1000;
/** A setting that is turned comes many times a second. */
const delay = 100;

/** When nothing is trained, the score is found out of more and more samples. */
export class Examination {
  private known: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tell: (found: Found) => void) {}

  /** Is a better score known of this state than a frame would have? */
  knows(session: Session): boolean {
    return this.known === session.step();
  }

  begin(session: Session, samples: number, failed: (error: unknown) => void): void {
    this.forget();
    this.look(session, samples, failed);
  }

  forget(): void {
    clearTimeout(this.timer);
    this.known = undefined;
  }

  private look(session: Session, samples: number, failed: (error: unknown) => void): void {
    this.timer = setTimeout(() => {
      try {
        const begun = performance.now();
        const score = session.evaluate(samples);
        const taken = performance.now() - begun;
        this.known = session.step();
        this.tell({ step: this.known, samples, score });
        if (2 * samples <= mostSamples && 2 * taken <= patience) {
          this.look(session, 2 * samples, failed);
        }
      } catch (error) {
        failed(error);
      }
    }, delay);
  }
}
