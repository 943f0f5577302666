import type { Session } from "softlook-wasm";
import { type ByLength, countByLength } from "./by-length.ts";
import { Examination, type Found } from "./examination.ts";
import { fewSamples, frameSamples, type Run } from "./protocol.ts";
import type { Scores, Sessions } from "./sessions.ts";

/** A score costs as much as many steps; ten a second are as many as can be read. */
const interval = 100;
/** For a few samples; who needs longer would keep the worker from hearing for seconds. */
const patience = 250;
/** Of the worker's time, what scores may take: the rest is training's. */
const share = 0.2;

export interface ScoringHost {
  scored(found: Found): void;
  counted(counted: ByLength): void;
  failed(error: unknown): void;
}

/** How right a run is: now and then with a frame, of more samples when it rests, and at each length. */
export class Scoring {
  private run: Run | undefined;
  private next = Number.NEGATIVE_INFINITY;
  /** How many samples a frame is scored on: found out at the first score of a run. */
  private samples: number | undefined;
  /** Counts the requests for a count by length: the newest is the one that is wanted. */
  private counts = 0;
  private readonly examination = new Examination((found) => this.host.scored(found));

  constructor(
    private readonly sessions: Sessions,
    private readonly host: ScoringHost,
  ) {}

  begin(run: Run): void {
    this.run = run;
    this.samples = undefined;
    this.stop();
    this.demand();
  }

  /** What is under way is of a session that is over. */
  stop(): void {
    this.counts += 1;
    this.forget();
  }

  /** The session is not to stay as it was examined. */
  forget(): void {
    this.examination.forget();
  }

  /** The next frame has a score, however soon it comes. */
  demand(): void {
    this.next = Number.NEGATIVE_INFINITY;
  }

  forFrame(): (Scores & { samples: number }) | null {
    const session = this.sessions.own!;
    const begun = performance.now();
    // What is known more exactly is not told again.
    if (begun < this.next || this.examination.knows(session)) return null;
    this.samples ??= affordable(session);
    const { samples } = this;
    const scores = this.sessions.scores(session, samples);
    const cost = performance.now() - begun;
    this.next = begun + Math.max(interval, cost / share);
    return { ...scores, samples };
  }

  /** All that takes longer than a frame may. */
  examineAll(): void {
    this.examine();
    if (this.run!.byLength) void this.countByLength();
  }

  examine(): void {
    // What is compared is scored on the same samples.
    if (this.run!.lanes?.length) return;
    const samples = 2 * (this.samples ?? frameSamples);
    this.examination.begin(this.sessions.own!, samples, (error) => this.host.failed(error));
  }

  async countByLength(): Promise<void> {
    if (!this.sessions.own) return;
    const count = ++this.counts;
    await countByLength(
      this.sessions.own,
      () => count === this.counts,
      (counted) => this.host.counted(counted),
    );
  }
}

function affordable(session: Session): number {
  const begun = performance.now();
  session.evaluate(fewSamples);
  return performance.now() - begun > patience ? fewSamples : frameSamples;
}
