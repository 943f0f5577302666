import type { Batch, MainModule, NamedTensor, Score, Session } from "softlook-wasm";
import type { LessonConfig } from "../lessons/lesson.ts";
import { countByLength } from "./by-length.ts";
import { fitted } from "./declared.ts";
import { digestOf } from "./digest.ts";
import { Examination } from "./examination.ts";
import { fileOf, type Loaded, loadedFrom } from "./kept-file.ts";
import { Lanes } from "./lanes.ts";
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
  type Loading,
  type PauseReason,
  type Run,
  type Turn,
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
  /** As fast as can be up to this step: several were asked for, or it was sent there, past the goal if need be. */
  private limit: { step: number; reason: "limit" | "arrived" } | undefined;
  /** What was turned in this run so far, and what is to be turned on the way to where it was sent. */
  private turned: Turn[] = [];
  private ahead: readonly Turn[] = [];
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
  private gradientNorm: number | null = null;
  private readonly lanes = new Lanes();
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
    goto: ({ step, turns }) => this.goTo(step, turns),
    pace: ({ pace }) => {
      if (this.run) this.run.pace = pace;
      this.restartPacer();
    },
    need: ({ names }) => {
      if (this.run) this.run.needs = names;
      this.drawn = undefined;
      this.frame();
    },
    compare: ({ names }) => {
      if (this.run) this.run.compared = names;
      this.drawn = undefined;
      this.frame();
    },
    drop: ({ lane }) => this.lanes.drop(lane),
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
      if (this.session) this.turn(this.session, setting, value);
      this.nextScore = Number.NEGATIVE_INFINITY;
      this.examination.forget();
      this.frame();
      if (this.session && this.session.step() > 0 && !this.running) this.examine();
    },
    time: ({ configs }) => void this.time(configs),
    check: ({ generation, config, data }) => void this.check(generation, config, data),
    digest: ({ generation }) => {
      if (!this.session) return;
      const digest = {
        step: this.session.step(),
        bits: digestOf(this.session.saveParameters()),
        turns: this.turned,
      };
      this.post({ type: "digested", generation, digest }, []);
    },
    save: ({ generation, form }) => {
      if (!this.session) return;
      const saved = { step: this.session.step(), file: fileOf(this.session, form) };
      this.post({ type: "saved", generation, saved }, [saved.file.buffer]);
    },
    load: ({ generation, file }) => {
      if (!this.session) return;
      this.post({ type: "loaded", generation, loading: this.goOnFrom(this.session, file) }, []);
    },
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
    this.lanes.end();
    this.running = false;
    this.counts += 1;
    this.examination.forget();
    this.limitTo(undefined);
    this.turned = [];
    this.awaitingAcknowledgement = false;
    this.frameDue = false;
    this.stopReason = undefined;
    this.losses.clear();
    this.gradientNorm = null;
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
      this.lanes.begin(module, catalog, { ...run, config });
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
    if (!limited) this.limitTo(undefined);
    this.go();
  }

  private goTo(step: number, turns: readonly Turn[]): void {
    if (!this.session) return;
    const now = this.session.step();
    this.limitTo({ step, reason: "arrived" });
    this.ahead = turns.filter((turn) => turn.step >= now && turn.step <= step);
    this.turnWhatIsDue(this.session);
    if (step > now) this.go();
    else this.stop(step === now ? "arrived" : "past");
  }

  private limitTo(limit: typeof this.limit): void {
    this.limit = limit;
    this.ahead = [];
  }

  private turn(session: Session, setting: string, value: number): void {
    session.set(setting, value);
    this.lanes.set(setting, value);
    const step = session.step();
    const before = this.turned.filter((turn) => turn.step !== step || turn.setting !== setting);
    this.turned = [...before, { step, setting, value }];
  }

  private turnWhatIsDue(session: Session): void {
    const step = session.step();
    for (const turn of this.ahead) {
      if (turn.step === step) this.turn(session, turn.setting, turn.value);
    }
    this.ahead = this.ahead.filter((turn) => turn.step > step);
  }

  private go(): void {
    if (!this.session) return;
    this.running = true;
    this.examination.forget();
    this.stopReason = undefined;
    this.restartPacer();
    if (!this.looping) void this.loop();
  }

  /** From what a file holds, if it fits; what was on show stays there. */
  private goOnFrom(before: Session, file: Uint8Array): Loading {
    let loaded: Loaded;
    try {
      loaded = loadedFrom(before, file);
    } catch (error) {
      return { refusal: sentence(error) };
    }
    const { session, ...loading } = loaded;
    // Losses that nobody has seen yet were not on the way to where it is now.
    if (session.step() !== before.step()) this.losses.clear();
    this.counts += 1;
    this.examination.forget();
    before.delete();
    this.session = session;
    this.lanes.leave("the run went on from a file; start over to compare again");
    this.putAway();
    this.stop("asked");
    return loading;
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
      const more = this.running && this.limit?.reason === "limit" ? this.limit.step : undefined;
      this.limitTo({ step: (more ?? this.session.step()) + steps, reason: "limit" });
      this.go();
      return;
    }
    this.running = false;
    this.examination.forget();
    this.limitTo(undefined);
    this.train(1);
    this.stop("stepped");
  }

  private restartPacer(): void {
    if (this.run) this.pacer.restart(this.limit === undefined ? this.run.pace : "flat-out");
  }

  private stop(reason: PauseReason): void {
    this.running = false;
    // Who pauses, or looks away, may come back for the steps that are left.
    if (reason !== "asked") this.limitTo(undefined);
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
    const { reason, step: limit = Number.POSITIVE_INFINITY } = this.limit ?? {};
    const isForGoal = before < goal && reason !== "arrived";
    const end = Math.min(limit, isForGoal ? goal : limit);
    const steps = Math.min(this.pacer.due(), Math.min(end, this.ahead[0]?.step ?? end) - before);
    if (steps > 0) {
      this.pacer.timed(steps, () => this.train(steps));
      this.turnWhatIsDue(this.session!);
      // Fewer steps than asked for mean that the run has diverged: the next call says so.
      if (isForGoal && this.session!.step() === goal) this.stop("goal");
      else if (reason && this.session!.step() === limit) this.stop(reason);
      else if (!this.awaitingAcknowledgement && performance.now() >= this.nextFrame) this.frame();
    }
  }

  private train(steps: number): void {
    const { losses } = this.session!.train(steps);
    this.losses.add(losses);
    // A look goes another way, and has other gradients.
    this.gradientNorm = this.session!.gradientNorm();
    this.lanes.train(losses.length);
  }

  /** At most one frame is under way: while it is drawn, training goes on and losses gather. */
  private frame(): void {
    if (!this.session) return;
    this.frameDue = this.awaitingAcknowledgement;
    if (this.frameDue) return;
    const begun = performance.now();
    const writing = this.manuscript?.told ?? null;
    const typed = this.look(this.session);
    const tensors = this.tensors(this.session);
    const scores = this.scores(this.session);
    const frame: Frame = {
      step: this.session.step(),
      losses: this.losses.take(),
      gradientNorm: this.gradientNorm,
      tensors,
      example: this.onShow.example,
      absent: this.wanted.filter((name) => !this.drawn!.includes(name)),
      typed,
      writing,
      score: scores?.run ?? null,
      lanes: this.lanes.frames(this.run!.compared ?? [], this.onShow, scores?.lanes ?? null),
    };
    this.gradientNorm = null;
    const ended = performance.now();
    this.nextFrame = ended + (ended - begun) * (1 / frameShare - 1);
    this.awaitingAcknowledgement = true;
    const transfer = new Set<Transferable>([frame.losses.buffer]);
    for (const lane of frame.lanes) transfer.add(lane.losses.buffer);
    for (const { tensors } of [frame, ...frame.lanes]) {
      for (const tensor of Object.values(tensors)) transfer.add(tensor.data.buffer);
    }
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
    // What is compared is scored on the same samples.
    if (this.run!.lanes?.length) return;
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

  private scores(session: Session): { run: Score; lanes: (Score | null)[] } | null {
    const begun = performance.now();
    // What is known more exactly is not told again.
    if (begun < this.nextScore || this.examination.knows(session)) return null;
    const scores = {
      run: session.evaluate(frameSamples),
      lanes: this.lanes.scores(frameSamples),
    };
    const cost = performance.now() - begun;
    this.nextScore = begun + Math.max(scoreInterval, cost / scoreShare);
    return scores;
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
      session.observe(this.onShow.example, undefined);
      return refusal === undefined ? null : { text, refusal };
    }
    const answer = writeAnswer(session, batch);
    session.observeOn(answer.batch, undefined);
    return answer.written.length > 0 ? { text, written: answer.written } : { text };
  }

  private get onShow() {
    const { example = 0, typed = "" } = this.run!;
    return { example, typed, written: this.manuscript?.shown };
  }

  /** What visible views draw, and what is looked at side by side. */
  private get wanted(): string[] {
    return [...new Set([...this.run!.needs, ...(this.run!.compared ?? [])])];
  }

  private tensors(session: Session): Record<string, NamedTensor> {
    this.drawn ??= this.there(session);
    return Object.fromEntries(this.drawn.map((name) => [name, session.tensor(name)]));
  }

  private there(session: Session): string[] {
    const known = new Set(session.tensorNames());
    return this.wanted.filter((name) => known.has(name));
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
