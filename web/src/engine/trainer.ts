import type { Batch, MainModule, NamedTensor, Score, Session } from "softlook-wasm";
import type { LessonConfig } from "../lessons/lesson.ts";
import { countByLength } from "./by-length.ts";
import { fitted } from "./declared.ts";
import { Examination } from "./examination.ts";
import { LoadError } from "./load.ts";
import { LossBuffer } from "./loss-buffer.ts";
import { Manuscript } from "./manuscript.ts";
import { Pacer } from "./pacer.ts";
import {
  type Command,
  type Data,
  dispatch,
  type EngineEvent,
  type Failure,
  type Frame,
  frameSamples,
  type GoOn,
  type Handlers,
  type PauseReason,
  type Run,
  type Typed,
} from "./protocol.ts";
import { sentence } from "./sentence.ts";
import { timeStep } from "./timing.ts";
import { readTyped, writeAnswer } from "./typed.ts";

type Post = (event: EngineEvent, transfer: Transferable[]) => void;

/** A score costs as much as many steps; ten a second are as many as can be read. */
const scoreInterval = 100;
/** Of the worker's time, what scores may take, and what frames may: the rest is training's. */
const scoreShare = 0.2;
const frameShare = 0.4;

/**
 * The worker's side of a run: owns the wasm module and its one Session, and trains between messages.
 * It knows no worker, so tests drive it in Node on the real wasm.
 */
export class Trainer {
  private module: Promise<MainModule> | undefined;
  private session: Session | undefined;
  private run: Run | undefined;
  private generation = 0;
  private running = false;
  private looping = false;
  /** Several steps were asked for: up to this one, as fast as can be. */
  private limit: number | undefined;
  private awaitingAcknowledgement = false;
  private frameDue = false;
  /** Told after the frame that shows it, so that whoever hears of it has seen it. */
  private stopReason: PauseReason | undefined;
  private nextScore = Number.NEGATIVE_INFINITY;
  private nextFrame = Number.NEGATIVE_INFINITY;
  /** What there is of the names that are needed; asked of the engine once. */
  private drawn: readonly string[] | undefined;
  private typed: { text: string; batch?: Batch; refusal?: string } | undefined;
  private manuscript: Manuscript | undefined;
  /** Numbers the draws of a run: who does the same again is written the same. */
  private draws = 0;
  /** Counts the requests for a count by length: the newest is the one that is wanted. */
  private counts = 0;
  private readonly examination = new Examination((found) => {
    this.post({ type: "scored", generation: this.generation, ...found }, []);
  });
  private readonly losses = new LossBuffer();
  private readonly pacer = new Pacer();

  constructor(
    private readonly load: () => Promise<MainModule>,
    private readonly post: Post,
  ) {}

  private readonly handlers: Handlers<Command> = {
    start: ({ generation, run }) => void this.start(generation, run),
    play: ({ limited }) => this.play(limited),
    pause: () => this.pause(),
    step: ({ steps = 1 }) => this.step(steps),
    pace: ({ pace }) => {
      if (this.run) this.run.pace = pace;
      this.restartPacer();
    },
    need: ({ names }) => {
      if (this.run) this.run.needs = names;
      this.drawn = undefined;
      this.frame();
    },
    show: ({ typed }) => {
      if (this.run) this.run.typed = typed;
      this.putAway();
      this.frame();
    },
    example: ({ example }) => {
      if (this.run) {
        this.run.example = example;
        this.run.typed = "";
      }
      this.putAway();
      this.frame();
    },
    "by-length": () => void this.countByLength(),
    write: ({ goOn }) => {
      if (this.session) this.write(this.session, goOn);
      this.frame();
    },
    set: ({ setting, value }) => {
      this.session?.set(setting, value);
      this.nextScore = Number.NEGATIVE_INFINITY;
      this.examination.forget();
      this.frame();
      if (this.session && this.session.step() > 0 && !this.running) this.examine();
    },
    time: ({ configs }) => void this.time(configs),
    check: ({ generation, config, data }) => void this.check(generation, config, data),
    acknowledge: () => {
      this.awaitingAcknowledgement = false;
      if (this.frameDue) this.frame();
    },
  };

  receive(command: Command): void {
    // A check is of no run: after a failure it comes to a worker that has none yet.
    const ofNoRun = command.type === "start" || command.type === "check";
    if (!ofNoRun && command.generation !== this.generation) return;
    this.guard(() => dispatch(this.handlers, command));
  }

  private async start(generation: number, run: Run): Promise<void> {
    this.generation = generation;
    // From here on commands are for this run, though the engine may still be on its way.
    this.run = run;
    this.session?.delete();
    this.session = undefined;
    this.running = false;
    this.counts += 1;
    this.examination.forget();
    this.limit = undefined;
    this.awaitingAcknowledgement = false;
    this.frameDue = false;
    this.stopReason = undefined;
    this.losses.clear();
    this.nextScore = Number.NEGATIVE_INFINITY;
    this.drawn = undefined;
    this.typed = undefined;
    this.manuscript = undefined;
    this.draws = 0;
    let module: MainModule;
    try {
      this.module ??= this.load();
      module = await this.module;
    } catch (error) {
      if (generation === this.generation) this.fail(error);
      return;
    }
    // Another start may have come while the engine was on its way.
    if (generation !== this.generation) return;
    const catalog = module.catalog();
    // Before anything can be refused: it is what shows what else can be chosen.
    this.post({ type: "declared", generation, catalog }, []);
    const config = fitted(run.config, catalog);
    try {
      this.session = new module.Session(config, run.data ?? "");
    } catch (error) {
      this.post({ type: "failed", generation, failure: refusal(error) }, []);
      return;
    }
    this.guard(() => {
      this.restartPacer();
      this.post({ type: "ready", generation }, []);
      this.frame();
    });
  }

  /** Whether there can be a run with somebody's data; the one that there is goes on meanwhile. */
  private async check(generation: number, config: LessonConfig, data: Data): Promise<void> {
    let module: MainModule;
    try {
      this.module ??= this.load();
      module = await this.module;
    } catch (error) {
      this.fail(error, generation);
      return;
    }
    let refusal: string | undefined;
    try {
      new module.Session(fitted(config, module.catalog()), data).delete();
    } catch (error) {
      refusal = sentence(error);
    }
    this.post({ type: "checked", generation, refusal }, []);
  }

  private play(limited = false): void {
    const isLimited = this.limit !== undefined;
    // The last of the steps may have been taken meanwhile.
    if (limited ? !isLimited || this.running : !isLimited && this.running) return;
    if (!limited) this.limit = undefined;
    this.go();
  }

  private go(): void {
    if (!this.session) return;
    this.running = true;
    this.examination.forget();
    this.stopReason = undefined;
    this.restartPacer();
    if (!this.looping) void this.loop();
  }

  /** One after the other, with room for messages and for training in between. */
  private async time(configs: readonly LessonConfig[]): Promise<void> {
    const { generation } = this;
    const module = await this.module;
    for (const [index, config] of configs.entries()) {
      if (!module || generation !== this.generation) return;
      this.post({ type: "timed", generation, index, timing: timeStep(module, config) }, []);
      await new Promise((done) => setTimeout(done));
    }
  }

  private pause(): void {
    if (!this.running) return;
    this.stop("asked");
  }

  private step(steps: number): void {
    if (!this.session) return;
    if (steps > 1) {
      const from = (this.running && this.limit) || this.session.step();
      this.limit = from + steps;
      this.go();
      return;
    }
    this.running = false;
    this.examination.forget();
    this.limit = undefined;
    this.train(1);
    this.stop("stepped");
  }

  private restartPacer(): void {
    if (this.run) this.pacer.restart(this.limit === undefined ? this.run.pace : "flat-out");
  }

  private stop(reason: PauseReason): void {
    this.running = false;
    // Who pauses, or looks away, may come back for the steps that are left.
    if (reason !== "asked") this.limit = undefined;
    this.stopReason = reason;
    // What is on show while nothing moves must be the state itself, its score included.
    this.nextScore = Number.NEGATIVE_INFINITY;
    this.frame();
  }

  private async loop(): Promise<void> {
    this.looping = true;
    while (this.running) {
      this.guard(() => this.advance());
      if (this.running) await this.pacer.rest();
    }
    this.looping = false;
  }

  private advance(): void {
    const { goal } = this.run!;
    const before = this.session!.step();
    const left = before < goal ? goal - before : Number.POSITIVE_INFINITY;
    const limit = this.limit ?? Number.POSITIVE_INFINITY;
    const steps = Math.min(this.pacer.due(), left, limit - before);
    if (steps > 0) {
      this.pacer.timed(steps, () => this.train(steps));
      // Fewer steps than asked for mean that the run has diverged: the next call says so.
      if (before < goal && this.session!.step() === goal) this.stop("goal");
      else if (this.session!.step() === limit) this.stop("limit");
      else if (!this.awaitingAcknowledgement && performance.now() >= this.nextFrame) this.frame();
    }
  }

  private train(steps: number): void {
    this.losses.add(this.session!.train(steps).losses);
  }

  /** At most one frame is under way: while it is drawn, training goes on and losses gather. */
  private frame(): void {
    if (!this.session) return;
    this.frameDue = this.awaitingAcknowledgement;
    if (this.frameDue) return;
    const begun = performance.now();
    const writing = this.manuscript?.told ?? null;
    const typed = this.look(this.session);
    const frame: Frame = {
      step: this.session.step(),
      losses: this.losses.take(),
      tensors: this.tensors(this.session),
      absent: this.run!.needs.filter((name) => !this.drawn!.includes(name)),
      typed,
      writing,
      score: this.score(this.session),
    };
    const ended = performance.now();
    this.nextFrame = ended + (ended - begun) * (1 / frameShare - 1);
    this.awaitingAcknowledgement = true;
    const transfer = new Set<Transferable>([frame.losses.buffer]);
    for (const tensor of Object.values(frame.tensors)) transfer.add(tensor.data.buffer);
    this.post({ type: "frame", generation: this.generation, frame }, [...transfer]);
    this.tellStop();
  }

  private tellStop(): void {
    const reason = this.stopReason;
    this.stopReason = undefined;
    if (!reason) return;
    this.post({ type: "paused", generation: this.generation, reason }, []);
    // Who goes step by step waits for none of this.
    if (reason === "stepped") return;
    this.examine();
    if (this.run!.byLength) void this.countByLength();
  }

  private examine(): void {
    this.examination.begin(this.session!, (error) => this.fail(error));
  }

  private async countByLength(): Promise<void> {
    if (!this.session) return;
    const { generation } = this;
    const count = ++this.counts;
    await countByLength(
      this.session,
      () => count === this.counts,
      (counted) => this.post({ type: "by-length", generation, counted }, []),
    );
  }

  private score(session: Session): Score | null {
    const begun = performance.now();
    // What is known more exactly is not told again.
    if (begun < this.nextScore || this.examination.knows(session)) return null;
    const score = session.evaluate(frameSamples);
    const cost = performance.now() - begun;
    this.nextScore = begun + Math.max(scoreInterval, cost / scoreShare);
    return score;
  }

  private write(session: Session, goOn: GoOn | null): void {
    const { manuscript } = this;
    const isSame = goOn?.beginning === manuscript?.beginning && !manuscript?.isRefused;
    if (goOn?.further && (!manuscript || !isSame)) return;
    if (!isSame) this.putAway();
    this.run!.typed = "";
    if (!goOn) return;
    this.manuscript ??= new Manuscript(session, goOn.beginning);
    const { temperature, top } = goOn;
    this.manuscript.goOn(session, { temperature, top, draw: this.draws });
    this.draws += 1;
  }

  private putAway(): void {
    this.manuscript = undefined;
    // What is shown instead may have other tensors: of a text nobody knows where to look.
    this.drawn = undefined;
  }

  /**
   * A pass over what is on show: what the model writes, or what a person typed, if it is a sample; else
   * the held-out example.
   */
  private look(session: Session): Typed | null {
    const written = this.manuscript?.shown;
    if (written) {
      session.observeOn(written, undefined);
      return null;
    }
    const text = this.run!.typed ?? "";
    if (text !== this.typed?.text) {
      this.typed = { text, ...(text && readTyped(session, text)) };
      // Of what a person typed nobody knows where to look.
      this.drawn = undefined;
    }
    const { batch, refusal } = this.typed;
    if (!batch) {
      session.observe(this.run!.example ?? 0, undefined);
      return refusal === undefined ? null : { text, refusal };
    }
    const answer = writeAnswer(session, batch);
    session.observeOn(answer.batch, undefined);
    return answer.written.length > 0 ? { text, written: answer.written } : { text };
  }

  private tensors(session: Session): Record<string, NamedTensor> {
    this.drawn ??= this.there(session);
    return Object.fromEntries(this.drawn.map((name) => [name, session.tensor(name)]));
  }

  private there(session: Session): string[] {
    const known = new Set(session.tensorNames());
    return this.run!.needs.filter((name) => known.has(name));
  }

  private guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.running = false;
      this.lastFrame();
      this.fail(error);
    }
  }

  /** The picture of the last good state, if it can still be had: the run is over after it. */
  private lastFrame(): void {
    try {
      this.awaitingAcknowledgement = false;
      this.nextScore = Number.NEGATIVE_INFINITY;
      this.frame();
    } catch {
      // The error that ended the run is the one to tell.
    }
  }

  private fail(error: unknown, generation = this.generation): void {
    const failure: Failure =
      error instanceof LoadError
        ? { kind: "load", cause: error.reason, detail: error.message }
        : { kind: "engine", detail: sentence(error) };
    this.post({ type: "failed", generation, failure }, []);
  }
}

const refusal = (error: unknown): Failure => ({ kind: "refused", detail: sentence(error) });
