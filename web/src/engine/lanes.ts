import type { Batch, Catalog, MainModule, Score, Session } from "softlook-wasm";
import type { LessonConfig } from "../lessons/lesson.ts";
import { fitted } from "./declared.ts";
import { LossBuffer } from "./loss-buffer.ts";
import type { LaneFrame, LaneRun, Run } from "./protocol.ts";
import { sentence } from "./sentence.ts";
import { readTyped, writeAnswer } from "./typed.ts";

/** What the run itself shows: the held-out example of that number, if it is nothing else. */
export interface OnShow {
  example: number;
  typed: string;
  written: Batch | undefined;
}

/** One config that is trained beside the run. What goes wrong with it ends it alone. */
class LaneSession {
  private session: Session | undefined;
  private refusal: string | undefined;
  private readonly losses = new LossBuffer();
  private readonly config: LessonConfig;
  private readonly hasSamplesOfRun: boolean;
  private typed: { text: string; batch?: Batch } = { text: "" };

  constructor(
    module: MainModule,
    catalog: Catalog,
    readonly lane: LaneRun,
    private readonly run: Run,
  ) {
    this.config = fitted(lane.config, catalog);
    this.hasSamplesOfRun = this.config.task === run.config.task && lane.data === run.data;
    this.trying(() => {
      this.session = new module.Session(this.config, lane.data ?? "");
    });
  }

  train(steps: number): void {
    const { session } = this;
    if (!session || this.refusal !== undefined) return;
    this.trying(() => {
      const { losses } = session.train(steps);
      this.losses.add(losses);
      // Fewer than asked for mean that it has diverged: the next call says so.
      if (losses.length < steps) session.train(1);
    });
  }

  /** A setting turned during a run is turned wherever it was the same. */
  set(setting: string, value: number): void {
    if (this.config.settings[setting] !== this.run.config.settings[setting]) return;
    try {
      this.session?.set(setting, value);
    } catch {
      // It has no such setting: there is nothing to turn.
    }
  }

  score(samples: number): Score | null {
    let score: Score | null = null;
    this.trying(() => {
      score = this.session?.evaluate(samples) ?? null;
    });
    return score;
  }

  /** Of one that has ended, the state in which it did. */
  frame(names: readonly string[], onShow: OnShow, score: Score | null): LaneFrame {
    const frame: LaneFrame = {
      name: this.lane.name,
      step: this.session?.step() ?? 0,
      losses: this.losses.take(),
      score,
      tensors: {},
      absent: [],
    };
    this.trying(() => Object.assign(frame, this.look(names, onShow)));
    return this.refusal === undefined ? frame : { ...frame, refusal: this.refusal };
  }

  /** It stays as it is. */
  leave(why: string): void {
    this.refusal ??= `[compare] ${why}`;
  }

  end(): void {
    this.session?.delete();
    this.session = undefined;
  }

  private look(names: readonly string[], onShow: OnShow) {
    const { session } = this;
    if (!session || names.length === 0) return {};
    this.observe(session, onShow);
    const known = new Set(session.tensorNames());
    const drawn = names.filter((name) => known.has(name));
    return {
      tensors: Object.fromEntries(drawn.map((name) => [name, session.tensor(name)])),
      absent: names.filter((name) => !known.has(name)),
    };
  }

  private observe(session: Session, { example, typed, written }: OnShow): void {
    if (typed !== this.typed.text) {
      this.typed = { text: typed, ...(typed && readTyped(session, typed)) };
    }
    const { batch } = this.typed;
    // Tokens of another task are others, though they have the same numbers.
    if (written && this.hasSamplesOfRun) session.observeOn(written, undefined);
    else if (batch) session.observeOn(writeAnswer(session, batch).batch, undefined);
    else session.observe(example, undefined);
  }

  private trying(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.refusal ??= sentence(error);
    }
  }
}

/** The sessions beside that of the run: trained after it, so many steps as it was. */
export class Lanes {
  private all: LaneSession[] = [];

  begin(module: MainModule, catalog: Catalog, run: Run): void {
    this.all = (run.lanes ?? []).map((lane) => new LaneSession(module, catalog, lane, run));
  }

  end(): void {
    for (const lane of this.all) lane.end();
    this.all = [];
  }

  /** They are no longer at the step of the run. */
  leave(why: string): void {
    for (const lane of this.all) lane.leave(why);
  }

  drop(name: string): void {
    for (const lane of this.all) if (lane.lane.name === name) lane.end();
    this.all = this.all.filter(({ lane }) => lane.name !== name);
  }

  train(steps: number): void {
    for (const lane of this.all) lane.train(steps);
  }

  set(setting: string, value: number): void {
    for (const lane of this.all) lane.set(setting, value);
  }

  scores(samples: number): (Score | null)[] {
    return this.all.map((lane) => lane.score(samples));
  }

  frames(
    names: readonly string[],
    onShow: OnShow,
    scores: readonly (Score | null)[] | null,
  ): LaneFrame[] {
    return this.all.map((lane, i) => lane.frame(names, onShow, scores?.[i] ?? null));
  }
}
