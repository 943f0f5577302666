import type { Catalog, Score } from "softlook-wasm";
import type { LessonConfig } from "../lessons/lesson.ts";
import type { ByLength } from "./by-length.ts";
import type { Form } from "./kept-file.ts";
import {
  type Command,
  type Data,
  type Digest,
  dispatch,
  type EngineEvent,
  type Failure,
  type Frame,
  type GoOn,
  type Handlers,
  type Loading,
  type Pace,
  type PauseReason,
  type Run,
  type Saved,
  type Turn,
} from "./protocol.ts";
import { Questions } from "./questions.ts";
import type { Saturation } from "./saturation.ts";
import { sentence } from "./sentence.ts";
import { spawnWorker } from "./spawn.ts";
import { isSupported } from "./support.ts";
import type { Timing } from "./timing.ts";

export interface ClientListener {
  ready(): void;
  /** What the engine has to choose and to set. */
  declared(catalog: Catalog): void;
  frame(frame: Frame): void;
  paused(reason: PauseReason): void;
  /** Why it does not go where it was sent; the run is where it was. */
  astray(refusal: string): void;
  scored(step: number, samples: number, score: Score): void;
  byLength(counted: ByLength): void;
  /** What was to be checked can be run; or why not. */
  checked(refusal: string | undefined): void;
  failed(failure: Failure): void;
}

/** What a training step of each of these costs is told in turn, unless another run begins before that. */
export interface Timed {
  configs: readonly LessonConfig[];
  timed(index: number, timing: Timing): void;
  ended(): void;
}

type Spawn = () => Worker;

/** The main thread's handle on a run. Each start is a new generation; answers to older ones are dropped. */
export class EngineClient {
  private worker: Worker | undefined;
  private generation = 0;
  private readonly digests = new Questions<Digest>();
  private readonly saves = new Questions<Saved>();
  private readonly loads = new Questions<Loading>();
  private readonly saturations = new Questions<readonly Saturation[]>();
  /** Who asked, in the order of asking: so they are answered. */
  private askers: ((refusal: string | undefined) => void)[] = [];
  private timed: Timed | undefined;

  constructor(
    private readonly listener: ClientListener,
    private readonly spawn: Spawn = spawnWorker,
    private readonly supported: () => Promise<boolean> = isSupported,
  ) {}

  private readonly handlers: Handlers<EngineEvent> = {
    ready: () => this.listener.ready(),
    declared: ({ catalog }) => this.listener.declared(catalog),
    frame: ({ frame }) => this.listener.frame(frame),
    paused: ({ reason }) => this.listener.paused(reason),
    astray: ({ refusal }) => this.listener.astray(refusal),
    checked: ({ refusal }) => this.askers.shift()?.(refusal),
    failed: ({ failure }) => this.fail(failure),
    scored: ({ step, samples, score }) => this.listener.scored(step, samples, score),
    "by-length": ({ counted }) => this.listener.byLength(counted),
    digested: ({ digest }) => this.digests.answer(digest),
    saved: ({ saved }) => this.saves.answer(saved),
    loaded: ({ loading }) => this.loads.answer(loading),
    timed: ({ index, timing }) => this.timed?.timed(index, timing),
    saturation: ({ found }) => this.saturations.answer(found),
  };

  start(run: Run): void {
    this.beginAnother();
    this.sendOrEmploy({ type: "start", generation: this.generation, run });
  }

  /** Could there be a run of it? The present one goes on; the next start takes back the question. */
  check(
    config: LessonConfig,
    data: Data,
    answer = (refusal: string | undefined) => this.listener.checked(refusal),
  ): void {
    this.askers.push(answer);
    this.sendOrEmploy({ type: "check", generation: this.generation, config, data });
  }

  /** Limited, only what is left of the steps that were asked for. */
  play(limited = false): void {
    this.send({ type: "play", generation: this.generation, limited });
  }

  pause(): void {
    this.send({ type: "pause", generation: this.generation });
  }

  step(steps = 1): void {
    this.send({ type: "step", generation: this.generation, steps });
  }

  /** Flat out to that step, if it is not past. */
  goTo(step: number, turns: readonly Turn[]): void {
    this.send({ type: "goto", generation: this.generation, step, turns });
  }

  setPace(pace: Pace): void {
    this.send({ type: "pace", generation: this.generation, pace });
  }

  need(names: readonly string[]): void {
    this.send({ type: "need", generation: this.generation, names });
  }

  /** Which tensors are looked at side by side. */
  compare(names: readonly string[]): void {
    this.send({ type: "compare", generation: this.generation, names });
  }

  /** No longer compared with it; the others go on. */
  drop(lane: string): void {
    this.send({ type: "drop", generation: this.generation, lane });
  }

  /** A sample that a person typed; empty for the held-out one. */
  show(typed: string): void {
    this.send({ type: "show", generation: this.generation, typed });
  }

  /** Which of the held-out samples is on show. */
  example(example: number): void {
    this.send({ type: "example", generation: this.generation, example });
  }

  /** How right it is at each length. */
  byLength(): void {
    this.send({ type: "by-length", generation: this.generation });
  }

  /** Turns a live setting. */
  set(setting: string, value: number): void {
    this.send({ type: "set", generation: this.generation, setting, value });
  }

  /** What a step of each of these costs. */
  time(asked: Timed): void {
    this.timed = asked;
    this.send({ type: "time", generation: this.generation, configs: asked.configs });
  }

  /** One more token after what a person began; null for the held-out example. */
  write(goOn: GoOn | null): void {
    this.send({ type: "write", generation: this.generation, goOn });
  }

  /** The frame is drawn; the next one may come. */
  acknowledge(): void {
    this.send({ type: "acknowledge", generation: this.generation });
  }

  // Each of these is answered while the run is there; after that, by nothing.

  digest(): Promise<Digest | undefined> {
    this.send({ type: "digest", generation: this.generation });
    return this.digests.ask();
  }

  save(form: Form): Promise<Saved | undefined> {
    this.send({ type: "save", generation: this.generation, form });
    return this.saves.ask();
  }

  load(file: Uint8Array): Promise<Loading | undefined> {
    this.send({ type: "load", generation: this.generation, file });
    return this.loads.ask();
  }

  /** Of untrained looks of these kinds, at these widths. */
  saturation(
    attentions: readonly string[],
    widths: readonly number[],
  ): Promise<readonly Saturation[] | undefined> {
    this.send({ type: "saturation", generation: this.generation, attentions, widths });
    return this.saturations.ask();
  }

  dispose(): void {
    this.beginAnother();
    this.worker?.terminate();
    this.worker = undefined;
  }

  private beginAnother(): void {
    this.generation += 1;
    this.askers = [];
    this.timed?.ended();
    this.timed = undefined;
    const { digests, saves, loads, saturations } = this;
    for (const questions of [digests, saves, loads, saturations]) questions.drop();
  }

  private sendOrEmploy(command: Command): void {
    if (this.worker) this.send(command);
    else void this.employFor(command);
  }

  private async employFor(command: Command): Promise<void> {
    const supported = await this.supported();
    // Another start may have come in the meantime, or the end.
    if (command.generation !== this.generation) return;
    if (!supported) {
      this.fail({ kind: "unsupported", detail: "" });
      return;
    }
    try {
      this.worker ??= this.employ();
    } catch (error) {
      // A page's policy may refuse a worker as early as here.
      this.fail({ kind: "load", cause: "worker", detail: sentence(error) });
      return;
    }
    this.send(command);
  }

  private employ(): Worker {
    const worker = this.spawn();
    worker.addEventListener("message", ({ data }: MessageEvent<EngineEvent>) => {
      if (worker === this.worker && data.generation === this.generation) {
        dispatch(this.handlers, data);
      }
    });
    // Comes when the script does not load, or when something threw where nothing was to throw.
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (worker !== this.worker) return;
      this.fail({ kind: "load", cause: "worker", detail: event.message ?? "" });
    });
    return worker;
  }

  private send(command: Command): void {
    this.worker?.postMessage(command);
  }

  /** After an error nothing is known of the state in there: the next start has a worker of its own. */
  private fail(failure: Failure): void {
    this.dispose();
    this.listener.failed(failure);
  }
}
