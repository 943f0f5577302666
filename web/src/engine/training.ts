import type { Session } from "softlook-wasm";
import type { Frames } from "./frames.ts";
import { Pacer } from "./pacer.ts";
import type { Pace, PauseReason, Run, Turn } from "./protocol.ts";
import type { Scoring } from "./scoring.ts";
import type { Sessions } from "./sessions.ts";

/** As fast as can be up to this step: several were asked for, or it was sent there, past the goal if need be. */
interface Limit {
  step: number;
  reason: "limit" | "arrived";
}

/** When a run is trained, how far, and what is turned on the way. Between its slices there is room for messages. */
export class Training {
  running = false;
  /** What was turned in this run so far. */
  turned: readonly Turn[] = [];
  private run: Run | undefined;
  private looping = false;
  private limit: Limit | undefined;
  /** What is to be turned on the way to where it was sent. */
  private ahead: readonly Turn[] = [];
  private readonly pacer = new Pacer();

  /** Whatever the engine throws in `guard` ends the run. */
  constructor(
    private readonly sessions: Sessions,
    private readonly scoring: Scoring,
    private readonly frames: Frames,
    private readonly guard: (work: () => void) => void,
  ) {}

  begin(run: Run): void {
    this.run = run;
    this.running = false;
    this.limitTo(undefined);
    this.turned = [];
  }

  play(limited = false): void {
    const isLimited = this.limit !== undefined;
    // The last of the steps may have been taken meanwhile.
    if (limited ? !isLimited || this.running : !isLimited && this.running) return;
    if (!limited) this.limitTo(undefined);
    this.go();
  }

  pause(): void {
    if (this.running) this.stop("asked");
  }

  step(steps: number): void {
    const session = this.sessions.own;
    if (!session) return;
    if (steps > 1) {
      const more = this.running && this.limit?.reason === "limit" ? this.limit.step : undefined;
      this.limitTo({ step: (more ?? session.step()) + steps, reason: "limit" });
      this.go();
      return;
    }
    this.running = false;
    this.scoring.forget();
    this.limitTo(undefined);
    this.sessions.train(session, 1);
    this.stop("stepped");
  }

  goTo(step: number, turns: readonly Turn[]): void {
    const session = this.sessions.own;
    if (!session) return;
    const now = session.step();
    if (this.hasMissed(turns, now)) {
      this.stop("past");
      return;
    }
    this.limitTo({ step, reason: "arrived" });
    this.ahead = turns.filter((turn) => turn.step >= now && turn.step <= step);
    this.turnWhatIsDue(session);
    if (step > now) this.go();
    else this.stop(step === now ? "arrived" : "past");
  }

  /** A turn lies behind that was not made: only a new run gets there. */
  private hasMissed(turns: readonly Turn[], now: number): boolean {
    return turns.some(
      ({ step, setting, value }, place) =>
        step < now &&
        !isMadeAgain(turns, place) &&
        !this.turned.some(
          (turn) => turn.step === step && turn.setting === setting && turn.value === value,
        ),
    );
  }

  setPace(pace: Pace): void {
    if (this.run) this.run.pace = pace;
    this.restartPacer();
  }

  restartPacer(): void {
    if (this.run) this.pacer.restart(this.limit === undefined ? this.run.pace : "flat-out");
  }

  turn(session: Session, setting: string, value: number): void {
    this.sessions.set(session, setting, value);
    const step = session.step();
    const before = this.turned.filter((turn) => turn.step !== step || turn.setting !== setting);
    this.turned = [...before, { step, setting, value }];
  }

  stop(reason: PauseReason): void {
    this.running = false;
    // Who pauses, or looks away, may come back for the steps that are left.
    if (reason !== "asked") this.limitTo(undefined);
    this.frames.showStop(reason);
  }

  private limitTo(limit: Limit | undefined): void {
    this.limit = limit;
    this.ahead = [];
  }

  private turnWhatIsDue(session: Session): void {
    const step = session.step();
    for (const turn of this.ahead) {
      if (turn.step === step) this.turn(session, turn.setting, turn.value);
    }
    this.ahead = this.ahead.filter((turn) => turn.step > step);
  }

  private go(): void {
    if (!this.sessions.own) return;
    this.running = true;
    this.scoring.forget();
    this.frames.forgetStop();
    this.restartPacer();
    if (!this.looping) void this.loop();
  }

  private async loop(): Promise<void> {
    this.looping = true;
    while (this.running) {
      this.guard(() => this.advance(this.sessions.own!));
      if (this.running) await this.pacer.rest();
    }
    this.looping = false;
  }

  private advance(session: Session): void {
    const { goal } = this.run!;
    const before = session.step();
    const { reason, step: limit = Number.POSITIVE_INFINITY } = this.limit ?? {};
    const isForGoal = before < goal && reason !== "arrived";
    const end = Math.min(limit, isForGoal ? goal : limit);
    const steps = Math.min(this.pacer.due(), Math.min(end, this.ahead[0]?.step ?? end) - before);
    if (steps > 0) {
      this.pacer.timed(steps, () => this.sessions.train(session, steps));
      this.turnWhatIsDue(session);
      // Fewer steps than asked for mean that the run has diverged: the next call says so.
      if (isForGoal && session.step() === goal) this.stop("goal");
      else if (reason && session.step() === limit) this.stop(reason);
      else this.frames.showInPassing();
    }
  }
}

/** The last of several turns of one setting at one step is what holds, and what is kept. */
const isMadeAgain = (turns: readonly Turn[], place: number) =>
  turns
    .slice(place + 1)
    .some(({ step, setting }) => step === turns[place]!.step && setting === turns[place]!.setting);
