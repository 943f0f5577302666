import type { Catalog, Score } from "softlook-wasm";
import { LossHistory } from "../drawing/loss-history.ts";
import type { ByLength } from "../engine/by-length.ts";
import { type ClientListener, EngineClient } from "../engine/client.ts";
import {
  type Failure,
  type Frame,
  frameSamples,
  type GoOn,
  type Pace,
  type PauseReason,
  type Run,
} from "../engine/protocol.ts";
import { Forecast } from "./forecast.ts";

/** `idle`: nothing was begun yet. */
export type Phase = "idle" | "starting" | "ready" | "failed";

export interface RunHost {
  /** Something that the controls show has changed. */
  changed(): void;
  /** A frame is to be drawn; call `drawn` when it is. */
  draw(frame: Frame): void;
  ready(): void;
  done(step: number): void;
  /** Paused, it knows its score better than from a frame. */
  scored(step: number, score: Score): void;
  byLength(counted: ByLength): void;
  checked(refusal: string | undefined): void;
  failed(failure: Failure): void;
}

/**
 * One run as a person sees it. `running` is what the person asked for; whether the worker trains
 * depends also on the engine being up and the element being seen: so nothing that is asked for early
 * is lost, and leaving and coming back changes nothing.
 */
export class RunState {
  phase: Phase = "idle";
  running = false;
  step = 0;
  score: Score | null = null;
  /** So many held-out samples it is of. */
  scoredSamples = frameSamples;
  /** The last training ended at the goal: said until something else is done. */
  goalReached = false;
  /** What there is to choose and to set; known once an engine was up. */
  catalog: Catalog | undefined;
  readonly history = new LossHistory();
  private run: Run | undefined;
  private visible = false;
  private stepAsked = false;
  /** Several steps that were asked for and that the worker does not know of yet. */
  private stepsAsked = 0;
  /** What runs are such steps: it pauses after the last. */
  private limited = false;
  private readonly forecast = new Forecast();
  private readonly client: EngineClient;

  constructor(
    private readonly host: RunHost,
    employ = (listener: ClientListener) => new EngineClient(listener),
  ) {
    this.client = employ({
      ready: () => this.onReady(),
      declared: (catalog) => {
        // The same each time: whoever shows it need not look again.
        this.catalog ??= catalog;
        this.host.changed();
      },
      frame: (frame) => this.onFrame(frame),
      paused: (reason) => this.onPaused(reason),
      scored: (step, samples, score) => this.onScored(step, samples, score),
      byLength: (counted) => this.host.byLength(counted),
      checked: (refusal) => this.host.checked(refusal),
      failed: (failure) => this.onFailed(failure),
    });
  }

  start(run: Run): void {
    this.run = run;
    this.enter("starting");
    this.client.start(run);
  }

  /** Could there be a run with these data? This one is left alone. */
  check(...asked: Parameters<EngineClient["check"]>): void {
    this.client.check(...asked);
  }

  /** There is nothing to run. */
  refuse(): void {
    this.client.dispose();
    this.forget();
    this.enter("failed");
  }

  dispose(): void {
    this.client.dispose();
    this.forget();
    this.enter("idle");
  }

  /** What was asked for is not asked for any more. */
  forget(): void {
    this.running = false;
    this.stepAsked = false;
    this.stepsAsked = 0;
    this.limited = false;
  }

  play(): void {
    if (this.phase === "failed" || (this.running && !this.limited)) return;
    this.running = true;
    this.limited = false;
    this.stepsAsked = 0;
    this.goalReached = false;
    this.heed();
    this.host.changed();
  }

  pause(): void {
    if (!this.running) return;
    this.running = false;
    this.stepsAsked = 0;
    this.heed();
    this.host.changed();
  }

  /** One step, and training pauses; or several, which can be paused like training. */
  stepBy(steps: number): void {
    if (this.phase === "failed") return;
    this.limited = steps > 1;
    this.running = this.limited;
    if (this.limited) this.stepsAsked += steps;
    else this.stepAsked = true;
    this.goalReached = false;
    this.heed();
    this.host.changed();
  }

  /** Until the goal, at the present pace; nothing while that is not known. */
  get secondsLeft(): number | undefined {
    return this.running && this.run ? this.forecast.until(this.run.goal) : undefined;
  }

  setPace(pace: Pace): void {
    if (!this.run) return;
    this.run.pace = pace;
    this.forecast.clear();
    this.client.setPace(pace);
  }

  need(names: readonly string[]): void {
    if (!this.run) return;
    this.run.needs = names;
    this.client.need(names);
  }

  show(typed: string): void {
    if (!this.run) return;
    this.run.typed = typed;
    this.client.show(typed);
  }

  /** A held-out sample, in the place of whatever is on show. */
  showExample(example: number): void {
    if (!this.run) return;
    this.run.example = example;
    this.run.typed = "";
    this.client.example(example);
  }

  byLength(): void {
    if (this.phase === "ready") this.client.byLength();
  }

  set(setting: string, value: number): void {
    if (this.phase === "ready") this.client.set(setting, value);
  }

  time(...asked: Parameters<EngineClient["time"]>): void {
    if (this.phase === "ready") this.client.time(...asked);
  }

  /** In the place of what was typed; unlike that, it ends with the run. */
  write(goOn: GoOn | null): void {
    if (!this.run) return;
    this.run.typed = "";
    this.client.write(goOn);
  }

  setVisible(visible: boolean): void {
    if (visible === this.visible) return;
    this.visible = visible;
    this.heed();
  }

  drawn(): void {
    this.client.acknowledge();
  }

  private enter(phase: Phase): void {
    this.phase = phase;
    this.step = 0;
    this.score = null;
    this.goalReached = false;
    this.history.clear();
    this.host.changed();
  }

  /** Has the worker do what is asked for, as soon as it can. Said twice, it does no harm. */
  private heed(): void {
    if (this.phase !== "ready") return;
    this.forecast.clear();
    if (this.stepAsked) this.client.step(1);
    this.stepAsked = false;
    if (!this.running || !this.visible) this.client.pause();
    else if (this.stepsAsked > 0) {
      this.client.step(this.stepsAsked);
      this.stepsAsked = 0;
    } else this.client.play(this.limited);
  }

  private onReady(): void {
    this.phase = "ready";
    this.heed();
    this.host.ready();
    this.host.changed();
  }

  private onFrame(frame: Frame): void {
    this.step = frame.step;
    if (frame.score) {
      this.score = frame.score;
      this.scoredSamples = frameSamples;
    }
    this.history.add(frame.losses);
    if (this.running) this.forecast.see(frame.step, performance.now());
    this.host.draw(frame);
  }

  private onScored(step: number, samples: number, score: Score): void {
    this.score = score;
    this.scoredSamples = samples;
    this.host.scored(step, score);
    this.host.changed();
  }

  private onPaused(reason: PauseReason): void {
    if (reason === "limit" && this.limited && this.stepsAsked === 0) {
      this.running = false;
      this.limited = false;
      this.host.changed();
    }
    if (reason !== "goal") return;
    this.running = false;
    this.limited = false;
    this.goalReached = true;
    // It may have been sent on meanwhile, by someone who had not heard.
    this.heed();
    this.host.done(this.run?.goal ?? this.step);
    this.host.changed();
  }

  private onFailed(failure: Failure): void {
    this.phase = "failed";
    this.forget();
    this.host.failed(failure);
    this.host.changed();
  }
}
