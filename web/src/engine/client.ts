import type { Catalog, Score } from "softlook-wasm";
import type { LessonConfig } from "../lessons/lesson.ts";
import type { ByLength } from "./by-length.ts";
import {
  type Command,
  type Data,
  dispatch,
  type EngineEvent,
  type Failure,
  type Frame,
  type GoOn,
  type Handlers,
  type Pace,
  type PauseReason,
  type Run,
} from "./protocol.ts";
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
  scored(step: number, samples: number, score: Score): void;
  byLength(counted: ByLength): void;
  /** What was to be checked can be run; or why not. */
  checked(refusal: string | undefined): void;
  failed(failure: Failure): void;
}

type Spawn = () => Worker;

/** The main thread's handle on a run. Each start is a new generation; answers to older ones are dropped. */
export class EngineClient {
  private worker: Worker | undefined;
  private generation = 0;
  /** Who asked, in the order of asking: so they are answered. */
  private askers: ((refusal: string | undefined) => void)[] = [];
  private timed: ((index: number, timing: Timing) => void) | undefined;

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
    checked: ({ refusal }) => this.askers.shift()?.(refusal),
    failed: ({ failure }) => this.fail(failure),
    scored: ({ step, samples, score }) => this.listener.scored(step, samples, score),
    "by-length": ({ counted }) => this.listener.byLength(counted),
    timed: ({ index, timing }) => this.timed?.(index, timing),
  };

  start(run: Run): void {
    this.generation += 1;
    this.askers = [];
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

  setPace(pace: Pace): void {
    this.send({ type: "pace", generation: this.generation, pace });
  }

  need(names: readonly string[]): void {
    this.send({ type: "need", generation: this.generation, names });
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

  /** What a step of each of these costs; `timed` hears of them in turn. */
  time(configs: readonly LessonConfig[], timed: (index: number, timing: Timing) => void): void {
    this.timed = timed;
    this.send({ type: "time", generation: this.generation, configs });
  }

  /** One more token after what a person began; null for the held-out example. */
  write(goOn: GoOn | null): void {
    this.send({ type: "write", generation: this.generation, goOn });
  }

  /** The frame is drawn; the next one may come. */
  acknowledge(): void {
    this.send({ type: "acknowledge", generation: this.generation });
  }

  dispose(): void {
    this.generation += 1;
    this.askers = [];
    this.worker?.terminate();
    this.worker = undefined;
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
