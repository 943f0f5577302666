import type { Catalog, Score } from "softlook-wasm";
import { LossHistory } from "../drawing/loss-history.ts";
import { StepLog } from "../drawing/step-log.ts";
import type { ByLength } from "../engine/by-length.ts";
import { type ClientListener, EngineClient } from "../engine/client.ts";
import type { Form } from "../engine/kept-file.ts";
import {
  type Digest,
  type Failure,
  type Frame,
  frameSamples,
  type GoOn,
  type Loading,
  type Pace,
  type PauseReason,
  type Run,
  type Saved,
  type Turn,
} from "../engine/protocol.ts";
import type { Saturation } from "../engine/saturation.ts";
import { Forecast } from "./forecast.ts";
import { Journey } from "./journey.ts";

/** `idle`: nothing was begun yet. */
export type Phase = "idle" | "starting" | "ready" | "failed";

export const nothingToRun = "[goto] there is nothing to be run";

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
  /** It is further than it was to go: only a new run gets there. */
  past(): void;
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
  /** To the step that it goes to, flat out, when it trains. */
  journey: Journey | undefined;
  /** What there is to choose and to set; known once an engine was up. */
  catalog: Catalog | undefined;
  readonly history = new LossHistory();
  readonly norms = new StepLog<number>();
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
        // Of one edition of the engine the same each time: whoever shows it need not look again.
        const { tasks, models } = this.catalog ?? {};
        const isKnown =
          tasks?.length === catalog.tasks.length && models?.length === catalog.models.length;
        if (!isKnown) this.catalog = catalog;
        this.host.changed();
      },
      frame: (frame) => this.onFrame(frame),
      paused: (reason) => this.onPaused(reason),
      astray: (refusal) => {
        this.journey?.fail(refusal);
        this.pause();
      },
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
    this.journey?.fail(nothingToRun);
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
    this.endJourney();
  }

  play(): void {
    const isBound = this.limited || this.journey;
    if (this.phase === "failed" || (this.running && !isBound)) return;
    this.train();
  }

  /** Goes to that step, as soon as it can; the promise is kept with the step where that ended. */
  goTo(step: number, turns: readonly Turn[] = []): Promise<number> {
    const journey = new Journey(step, turns);
    this.train(journey);
    return journey.ended;
  }

  pause(): void {
    if (!this.running) return;
    this.running = false;
    this.stepsAsked = 0;
    this.endJourney();
    this.heed();
    this.host.changed();
  }

  /** One step, and training pauses; or several, which can be paused like training. */
  stepBy(steps: number): void {
    if (this.phase === "failed") return;
    this.endJourney();
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

  compare(names: readonly string[]): void {
    if (!this.run) return;
    this.run.compared = names;
    this.client.compare(names);
  }

  drop(lane: string): void {
    if (!this.run) return;
    this.run.lanes = this.run.lanes?.filter(({ name }) => name !== lane) ?? [];
    this.client.drop(lane);
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

  // What can be had of a run, and of none is nothing.

  async digest(): Promise<Digest | undefined> {
    return this.phase === "ready" ? this.client.digest() : undefined;
  }

  async save(form: Form): Promise<Saved | undefined> {
    return this.phase === "ready" ? this.client.save(form) : undefined;
  }

  async load(file: Uint8Array): Promise<Loading | undefined> {
    this.pause();
    return this.phase === "ready" ? this.client.load(file) : undefined;
  }

  async saturation(
    ...asked: Parameters<EngineClient["saturation"]>
  ): Promise<readonly Saturation[] | undefined> {
    return this.phase === "ready" ? this.client.saturation(...asked) : undefined;
  }

  set(setting: string, value: number): void {
    if (this.phase === "ready") this.client.set(setting, value);
  }

  time(asked: Parameters<EngineClient["time"]>[0]): void {
    if (this.phase === "ready") this.client.time(asked);
    else asked.ended();
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
    this.norms.clear();
    this.host.changed();
  }

  /** Has the worker do what is asked for, as soon as it can. Said twice, it does no harm. */
  private heed(): void {
    if (this.phase !== "ready") return;
    this.forecast.clear();
    if (this.stepAsked) this.client.step(1);
    this.stepAsked = false;
    if (!this.running || !this.visible) this.client.pause();
    else if (this.journey) this.client.goTo(this.journey.destination, this.journey.turns);
    else if (this.stepsAsked > 0) {
      this.client.step(this.stepsAsked);
      this.stepsAsked = 0;
    } else this.client.play(this.limited);
  }

  /** On and on, or until it is where it is sent. */
  private train(journey?: Journey): void {
    this.endJourney();
    this.journey = journey;
    this.running = true;
    this.limited = false;
    this.stepsAsked = 0;
    this.goalReached = false;
    this.heed();
    this.host.changed();
  }

  private endJourney(): void {
    this.journey?.end(this.step);
    this.journey = undefined;
  }

  private onReady(): void {
    this.phase = "ready";
    // What was turned is turned before the first step.
    this.host.ready();
    this.heed();
    this.host.changed();
  }

  private onFrame(frame: Frame): void {
    this.step = frame.step;
    if (frame.score) {
      this.score = frame.score;
      this.scoredSamples = frame.samples ?? frameSamples;
    }
    const { losses, gradientNorm, step } = frame;
    // It was put elsewhere, by a file: what came before is of another way.
    if (this.history.length + losses.length !== step) {
      this.history.clear(step - losses.length);
      this.norms.clear();
    }
    this.history.add(losses);
    if (gradientNorm !== null) this.norms.add(step, gradientNorm);
    if (this.running) this.forecast.see(step, performance.now());
    this.host.draw(frame);
  }

  private onScored(step: number, samples: number, score: Score): void {
    this.score = score;
    this.scoredSamples = samples;
    this.host.scored(step, score);
    this.host.changed();
  }

  private onPaused(reason: PauseReason): void {
    if (reason === "past" && this.journey) this.host.past();
    if (reason === "arrived" && this.step === this.journey?.destination) this.pause();
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
    this.journey?.fail(failure.detail || failure.kind);
    this.forget();
    this.host.failed(failure);
    this.host.changed();
  }
}
