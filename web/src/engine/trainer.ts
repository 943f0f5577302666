import type { MainModule, Session } from "softlook-wasm";
import type { LessonConfig } from "../lessons/lesson.ts";
import { fitted } from "./declared.ts";
import { digestOf } from "./digest.ts";
import { type Edition, editionFor } from "./editions.ts";
import { Frames } from "./frames.ts";
import { fileOf, type Loaded, loadedFrom } from "./kept-file.ts";
import { LoadError } from "./load.ts";
import {
  type Command,
  type Data,
  dispatch,
  type EngineEvent,
  type Failure,
  type Handlers,
  type Loading,
  type PauseReason,
  type Run,
  type Turn,
} from "./protocol.ts";
import { randomLook, saturationOf } from "./saturation.ts";
import { Scoring } from "./scoring.ts";
import { sentence } from "./sentence.ts";
import { Sessions } from "./sessions.ts";
import { Sight } from "./sight.ts";
import { timeStep } from "./timing.ts";
import { Training } from "./training.ts";

type Post = (event: EngineEvent, transfer: Transferable[]) => void;

/**
 * The worker's side of a run: owns the wasm module and its sessions, and hears commands between slices of training.
 * It knows no worker, so tests drive it in Node on the real wasm.
 */
export class Trainer {
  private readonly modules: Partial<Record<Edition, Promise<MainModule>>> = {};
  private generation = 0;
  private readonly sessions = new Sessions();
  private readonly sight = new Sight();
  private readonly scoring = new Scoring(this.sessions, {
    scored: (found) => this.post({ type: "scored", generation: this.generation, ...found }, []),
    counted: (counted) =>
      this.post({ type: "by-length", generation: this.generation, counted }, []),
    failed: (error) => this.fail(error),
  });
  private readonly frames = new Frames(this.sessions, this.sight, this.scoring, {
    frame: (frame, transfer) => {
      this.post({ type: "frame", generation: this.generation, frame }, transfer);
    },
    paused: (reason) => this.onPaused(reason),
  });
  private readonly training = new Training(this.sessions, this.scoring, this.frames, (work) =>
    this.guard(work),
  );

  constructor(
    private readonly load: (edition: Edition) => Promise<MainModule>,
    private readonly post: Post,
  ) {}

  private readonly handlers: Handlers<Command> = {
    start: ({ generation, run }) => void this.start(generation, run),
    play: ({ limited }) => this.training.play(limited),
    pause: () => this.training.pause(),
    step: ({ steps = 1 }) => this.training.step(steps),
    goto: ({ step, turns }) => this.goTo(step, turns),
    pace: ({ pace }) => this.training.setPace(pace),
    need: ({ names }) => {
      this.sight.need(names);
      this.frames.show();
    },
    compare: ({ names }) => {
      this.sight.compare(names);
      this.frames.show();
    },
    drop: ({ lane }) => this.sessions.drop(lane),
    show: ({ typed }) => {
      this.sight.showTyped(typed);
      this.frames.show();
    },
    example: ({ example }) => {
      this.sight.showExample(example);
      this.frames.show();
    },
    "by-length": () => void this.scoring.countByLength(),
    write: ({ goOn }) => {
      if (this.sessions.own) this.sight.write(this.sessions.own, goOn);
      this.frames.show();
    },
    set: ({ setting, value }) => this.set(setting, value),
    time: ({ configs }) => void this.time(configs),
    saturation: ({ attentions, widths }) => void this.saturate(attentions, widths),
    check: ({ generation, config, data }) => void this.check(generation, config, data),
    digest: ({ generation }) => {
      const session = this.sessions.own;
      if (!session) return;
      const bits = digestOf(session.saveParameters());
      const digest = { step: session.step(), bits, turns: this.training.turned };
      this.post({ type: "digested", generation, digest }, []);
    },
    save: ({ generation, form }) => {
      const session = this.sessions.own;
      if (!session) return;
      const saved = { step: session.step(), file: fileOf(session, form) };
      this.post({ type: "saved", generation, saved }, [saved.file.buffer]);
    },
    load: ({ generation, file }) => {
      const session = this.sessions.own;
      if (!session) return;
      this.post({ type: "loaded", generation, loading: this.goOnFrom(session, file) }, []);
    },
    acknowledge: () => this.frames.acknowledge(),
  };

  /** Once it has the whole engine, there is no need of another. */
  private engineFor(configs: readonly LessonConfig[]): Promise<MainModule> {
    const edition = this.modules.whole ? "whole" : editionFor(configs);
    this.modules[edition] ??= this.load(edition);
    return this.modules[edition];
  }

  receive(command: Command): void {
    // A check is of no run: after a failure it comes to a worker that has none yet.
    const ofNoRun = command.type === "start" || command.type === "check";
    if (!ofNoRun && command.generation !== this.generation) return;
    this.guard(() => dispatch(this.handlers, command));
  }

  private async start(generation: number, run: Run): Promise<void> {
    this.generation = generation;
    // From here on commands are for this run, though the engine may still be on its way.
    this.sessions.end();
    this.training.begin(run);
    this.scoring.begin(run);
    this.frames.begin();
    this.sight.begin(run);
    let module: MainModule;
    try {
      const lanes = (run.lanes ?? []).map(({ config }) => config);
      module = await this.engineFor([run.config, ...lanes]);
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
      this.sessions.own = new module.Session(config, run.data ?? "");
    } catch (error) {
      this.post({ type: "failed", generation, failure: refusal(error) }, []);
      return;
    }
    this.guard(() => {
      this.sessions.beginLanes(module, catalog, { ...run, config });
      this.training.restartPacer();
      this.post({ type: "ready", generation }, []);
      this.frames.show();
    });
  }

  /** Whether there can be a run with somebody's data; the one that there is goes on meanwhile. */
  private async check(generation: number, config: LessonConfig, data: Data): Promise<void> {
    let module: MainModule;
    try {
      module = await this.engineFor([config]);
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

  /** Nothing moves if one of the turns is none that the engine makes. */
  private goTo(step: number, turns: readonly Turn[]): void {
    const refusal = this.sessions.own && refusalOf(this.sessions.own, turns);
    if (refusal === undefined) this.training.goTo(step, turns);
    else this.post({ type: "astray", generation: this.generation, refusal }, []);
  }

  private set(setting: string, value: number): void {
    const session = this.sessions.own;
    if (session) this.training.turn(session, setting, value);
    this.scoring.demand();
    this.scoring.forget();
    this.frames.show();
    if (session && session.step() > 0 && !this.training.running) this.scoring.examine();
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
    this.scoring.stop();
    this.sessions.replace(before, session);
    this.sight.putAway();
    this.training.stop("asked");
    return loading;
  }

  /** One after the other, with room for messages and for training in between. */
  private async time(configs: readonly LessonConfig[]): Promise<void> {
    const { generation } = this;
    const module = await this.engineFor(configs);
    for (const [index, config] of configs.entries()) {
      if (generation !== this.generation) return;
      this.post({ type: "timed", generation, index, timing: timeStep(module, config) }, []);
      await new Promise((done) => setTimeout(done));
    }
  }

  private async saturate(attentions: readonly string[], widths: readonly number[]): Promise<void> {
    const { generation } = this;
    const configs = attentions.map((attention) => randomLook(attention, 1));
    const module = await this.engineFor(configs);
    if (generation !== this.generation) return;
    const found = attentions.flatMap((attention) =>
      widths.map((width) => saturationOf(module, attention, width)),
    );
    this.post({ type: "saturation", generation, found }, []);
  }

  private onPaused(reason: PauseReason): void {
    this.post({ type: "paused", generation: this.generation, reason }, []);
    // Who goes step by step waits for none of this.
    if (reason !== "stepped") this.scoring.examineAll();
  }

  private guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.training.running = false;
      this.frames.showLast();
      this.fail(error);
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

/** Why the engine would not make one of these turns; asked of another session, which is thrown away. */
function refusalOf(session: Session, turns: readonly Turn[]): string | undefined {
  if (turns.length === 0) return undefined;
  const trial = session.clone()!;
  try {
    for (const { setting, value } of turns) trial.set(setting, value);
    return undefined;
  } catch (error) {
    return sentence(error);
  } finally {
    trial.delete();
  }
}

const refusal = (error: unknown): Failure => ({ kind: "refused", detail: sentence(error) });
