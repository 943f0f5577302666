import { fitted } from "../engine/declared.ts";
import type { Form } from "../engine/kept-file.ts";
import type { Failure, Turn } from "../engine/protocol.ts";
import type { Sample } from "../engine/sample.ts";
import { Unfit } from "../lessons/form.ts";
import { lanesOf } from "../lessons/lanes.ts";
import type { Lesson } from "../lessons/lesson.ts";
import { type Changes, sameChanges, variantOf } from "../lessons/variants.ts";
import type { Text } from "../text/text.ts";
import type { RunOnShow } from "../views/view.ts";
import type { Brought } from "./brought.ts";
import { Comparison } from "./comparison.ts";
import type { Tell } from "./events.ts";
import { turnsBetween } from "./live-changes.ts";
import { LiveSettings } from "./live-settings.ts";
import type { Beside } from "./moment.ts";
import { OwnData } from "./own-data.ts";
import { nothingToRun, RunState } from "./run.ts";
import { runFor } from "./run-for.ts";
import { Showing } from "./showing.ts";
import { Trouble } from "./trouble.ts";
import { Wall } from "./wall.ts";
import { configFor, sameWish, type Wish } from "./wish.ts";

export interface StageHost {
  /** Shows the present state; kept when it does. */
  refresh(): Promise<unknown>;
  text(): Text;
  tell: Tell;
}

/** A lesson on show: its run, its pictures, and what went wrong with them. */
export class Stage {
  /** The changes that the run began with; what was turned since is told by its digest. */
  begun: Changes | undefined;
  private wish: Wish | undefined;
  /** Which of the held-out samples is on show; of this lesson, whatever its run. */
  example = 0;
  /** What a person wrote to be shown; of this lesson, whatever its run. */
  private typed = "";
  /** What is to be on show as soon as that lesson is. */
  private sampleWish: { lesson: Wish["lesson"]; sample: Sample } | undefined;
  readonly own = new OwnData();
  readonly comparison = new Comparison();
  private isOnOwn = false;
  /** What the run goes on from, if it does so from a file. */
  loaded: Form | undefined;
  readonly trouble = new Trouble(this.host);
  readonly run = new RunState({
    changed: () => void this.host.refresh(),
    draw: (frame) => this.showing.add(frame),
    ready: () => this.onReady(),
    past: () => this.begin(this.wish!),
    done: (step) => this.host.tell("done", { step, score: this.run.score }),
    scored: (step, score) => this.showing.scored(step, score),
    byLength: (counted) => this.showing.counted(counted),
    checked: (refusal) => this.onChecked(refusal),
    failed: (failure) => this.onFailed(failure),
  });
  readonly live = new LiveSettings(this.run, () => void this.host.refresh());
  readonly wall = new Wall({
    needsChanged: () => this.run.need(this.wall.needs),
    time: (asked) => this.run.time(asked),
    saturation: async ({ attentions, widths, told }) => {
      told(await this.run.saturation(attentions, widths));
    },
    countByLength: () => this.run.byLength(),
    showTyped: (text) => {
      this.setTyped(text);
      this.run.show(text);
    },
    writeOn: (goOn) => {
      this.setTyped("");
      this.run.write(goOn);
    },
    nowhere: (why) => this.trouble.tellNowhere(why),
    hung: () => {
      this.wall.views!.typed = this.typed;
      this.run.need(this.wall.needs);
      void this.host.refresh();
    },
    failed: (lesson, error) => {
      if (error instanceof Unfit) this.refuse(lesson.name, error.complaint);
      else this.trouble.pictureFailed(error);
    },
  });

  readonly showing = new Showing(this, {
    refresh: () => this.host.refresh(),
    tell: (name, detail) => this.host.tell(name, detail),
    lesson: () => this.lesson,
    variant: () => this.wish!.variant,
    runOf: (lesson) => this.runOf(lesson),
  });

  constructor(private readonly host: StageHost) {}

  isOf(wish: Wish): boolean {
    return sameWish(this.wish, wish);
  }

  shows(lesson: Wish["lesson"]): boolean {
    return this.wish?.lesson === lesson;
  }

  /** With what was turned, or as the wish has it. */
  begin(wish: Wish, keepsTurned = false): void {
    const before = this.wish;
    const isAlike =
      before?.lesson === wish.lesson &&
      before.variant === wish.variant &&
      sameChanges(before.changes, wish.changes);
    this.wish = wish;
    this.begun = wish.changes;
    this.live.begin(keepsTurned && isAlike);
    this.loaded = undefined;
    this.showing.forget();
    this.trouble.notice = undefined;
    this.own.begin(this.lesson);
    if (typeof wish.lesson === "string") this.refuse(wish.lesson, wish.complaint);
    else this.start(wish.lesson, wish);
  }

  /** What the pictures are of. */
  get sample(): Sample {
    return this.typed || this.example;
  }

  /** At once, or as soon as there is a run of that lesson. */
  show(lesson: Wish["lesson"], sample: Sample): void {
    if (!this.shows(lesson)) {
      this.sampleWish = { lesson, sample };
      return;
    }
    this.choose(sample);
    if (typeof sample === "string") this.run.show(sample);
    else this.run.showExample(sample);
    void this.host.refresh();
  }

  /** From where it is, or from the beginning if it is past that step, or over. */
  async goTo(step: number, turns: readonly Turn[]): Promise<number> {
    if (this.run.phase === "failed") this.begin(this.wish!);
    if (this.run.phase === "failed") throw new Error(nothingToRun);
    const at = await this.run.goTo(step, turns);
    this.live.wentBy(turns.filter((turn) => turn.step <= at));
    void this.host.refresh();
    return at;
  }

  get beside(): Beside | undefined {
    if (this.isOnOwn) return "data";
    return this.loaded ? "file" : undefined;
  }

  /** Has the run go on from a file; throws why it cannot. */
  async load(file: Uint8Array): Promise<Form> {
    const loading = await this.run.load(file);
    if (!loading) throw new Error("[load] there is no run that could go on from a file");
    if ("refusal" in loading) throw new Error(loading.refusal);
    this.loaded = loading.form;
    const { lesson, wish } = this;
    const { catalog } = this.run;
    // What is live is shown as a checkpoint has turned it.
    if (loading.form === "checkpoint" && lesson && catalog) {
      this.live.restored(catalog, configFor(lesson, wish!), loading.settings);
    }
    void this.host.refresh();
    return loading.form;
  }

  /** Goes on as it is wished now, if that takes no new start. */
  follow(wish: Wish): boolean {
    const { wish: before } = this;
    const { catalog, phase } = this.run;
    const { lesson, changes } = wish;
    if (!before || !catalog || phase !== "ready" || typeof lesson === "string") return false;
    if (!this.isOf({ ...wish, changes: before.changes })) return false;
    const turns = turnsBetween(catalog, before.changes, changes, configFor(lesson, wish));
    if (!turns) return false;
    this.wish = wish;
    this.live.follow(turns);
    return true;
  }

  /** The engine is asked whether it can be trained on: only then it is. */
  bring(brought: Brought): void {
    const { wish } = this;
    if (!wish || typeof wish.lesson === "string") return;
    this.own.ask(brought);
    this.run.check(configFor(wish.lesson, wish), brought.content);
    void this.host.refresh();
  }

  /** Back to what the task makes itself. */
  giveBack(): void {
    this.own.giveBack();
    if (this.isOnOwn) this.beginAnew();
    else void this.host.refresh();
  }

  /** One is compared no longer; the others go on as they are. */
  drop(key: string): void {
    this.comparison.drop(key);
    this.run.drop(key);
    if (!this.wish) return;
    this.wish = { ...this.wish, compare: this.comparison.compared.lanes.map(({ other }) => other) };
    void this.host.refresh();
  }

  /** Those compared can be seen side by side, or no longer. */
  watch(seen: boolean): void {
    const { comparison } = this;
    comparison.watched = seen;
    if (comparison.contenders.length > 0) this.run.compare(comparison.needs);
  }

  /** What comes after it begins afresh. */
  end(): void {
    this.begun = undefined;
    this.own.begin(undefined);
    this.comparison.begin(undefined);
    this.showing.forget();
    this.trouble.notice = undefined;
    this.takeDown();
    this.run.dispose();
  }

  private start(lesson: Lesson, wish: Wish): void {
    const { views } = this.wall;
    if (views?.lesson !== lesson || views.broken) {
      this.takeDown();
      void this.wall.hang(lesson);
    }
    if (this.sampleWish?.lesson === lesson) this.choose(this.sampleWish.sample);
    this.sampleWish = undefined;
    this.wall.views?.renew();
    this.showing.begin(lesson);
    this.comparison.begin(lesson, lanesOf(lesson, wish, wish.compare));
    this.trouble.tellLeftOut(lesson, this.comparison);
    const { own, comparison, example, typed } = this;
    const run = runFor(lesson, wish, own, comparison, { needs: this.wall.needs, example, typed });
    this.isOnOwn = run.data !== undefined;
    this.run.start(run);
  }

  /** Why there can be no run of it, in the engine's words; the present one is left alone. */
  refusalOf(wish: Wish): Promise<string | undefined> {
    const { lesson } = wish;
    if (typeof lesson === "string") return Promise.resolve(undefined);
    const data = this.own.dataFor(lesson, wish.variant) ?? "";
    return new Promise((answer) => this.run.check(configFor(lesson, wish), data, answer));
  }

  private takeDown(): void {
    this.choose(0);
    this.wall.takeDown();
  }

  private choose(sample: Sample): void {
    if (typeof sample === "number") this.example = sample;
    this.setTyped(typeof sample === "string" ? sample : "");
  }

  private setTyped(typed: string): void {
    this.typed = typed;
    if (this.wall.views) this.wall.views.typed = typed;
  }

  private refuse(name: string, complaint: Wish["complaint"]): void {
    this.comparison.begin(undefined);
    this.run.refuse();
    this.trouble.noLesson(name, complaint);
  }

  /** That of the run; undefined where there is none of that name. */
  private get lesson(): Lesson | undefined {
    const lesson = this.wish?.lesson;
    return typeof lesson === "string" ? undefined : lesson;
  }

  private runOf(lesson: Lesson): RunOnShow {
    const { variant, changes } = this.wish!;
    const config = fitted(configFor(lesson, this.wish!), this.run.catalog!);
    const { turned } = this.live;
    return {
      variant: variantOf(lesson, variant),
      changes: { ...changes, ...turned },
      config: { ...config, settings: { ...config.settings, ...turned } },
      ownData: this.isOnOwn,
    };
  }

  private onChecked(refusal: string | undefined): void {
    if (!this.own.answer(refusal)) {
      void this.host.refresh();
      return;
    }
    this.beginAnew();
    this.run.play();
  }

  /** On other data: what was reached on those before is not to be compared. */
  private beginAnew(): void {
    const { wish } = this;
    if (!wish || typeof wish.lesson === "string") return;
    this.showing.beginAnew(wish.lesson);
    this.run.forget();
    this.begin(wish);
  }

  private onReady(): void {
    this.live.ready();
    const { lesson, variant, seed } = this.wish!;
    if (typeof lesson !== "string") this.host.tell("ready", { lesson: lesson.name, variant, seed });
  }

  private onFailed(failure: Failure): void {
    this.own.unanswered();
    this.trouble.engineFailed(failure);
  }
}
