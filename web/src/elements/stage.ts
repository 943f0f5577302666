import { LengthLog } from "../drawing/length-log.ts";
import { ScoreLog } from "../drawing/score-log.ts";
import { fitted, groupsOf, valueIn } from "../engine/declared.ts";
import type { Form } from "../engine/kept-file.ts";
import type { Data, Failure, Frame, GoOn, Pace, Turn } from "../engine/protocol.ts";
import { sentence } from "../engine/sentence.ts";
import { type Complaint, Unfit } from "../lessons/form.ts";
import { lanesOf, type Other, sameOthers } from "../lessons/lanes.ts";
import type { Lesson, LessonConfig } from "../lessons/lesson.ts";
import { lessons } from "../lessons/registry.ts";
import { type Changes, configOf, sameChanges, takesData, variantOf } from "../lessons/variants.ts";
import type { Text } from "../text/text.ts";
import type { RunOnShow, TimeWish } from "../views/view.ts";
import type { Brought } from "./brought.ts";
import { leftOut } from "./compare-troubles.ts";
import { Comparison } from "./comparison.ts";
import type { ErrorKind, Tell } from "./events.ts";
import { turnsBetween } from "./live-changes.ts";
import type { Beside, Look } from "./moment.ts";
import type { Notice } from "./notice.ts";
import { OwnData } from "./own-data.ts";
import { Painter } from "./painter.ts";
import { RunState } from "./run.ts";
import { ViewSet } from "./view-set.ts";

/** What is to be run. */
export interface Wish {
  /** The name alone, where there is no lesson of that name. */
  lesson: Lesson | string;
  /** Why there is none, where it is not the name. */
  complaint?: Complaint | undefined;
  variant: string;
  changes: Changes;
  /** What it is compared with. */
  compare: readonly Other[];
  seed: number;
  pace: Pace;
}

export interface StageHost {
  /** Shows the present state; kept when it does. */
  refresh(): Promise<unknown>;
  text(): Text;
  tell: Tell;
}

/** A lesson on show: its run, its pictures, and what went wrong with them. */
export class Stage {
  notice: Notice | undefined;
  views: ViewSet | undefined;
  /** Live settings that a person has turned in this run; another object whenever that changes. */
  turned: Changes = {};
  /** The changes that the run began with; what was turned since is told by its digest. */
  begun: Changes | undefined;
  /** The first frame of all is on the screen: what comes after it may come. */
  isDrawn = false;
  private wish: Wish | undefined;
  /** The lesson whose pictures are on their way. */
  private hanging: Lesson | undefined;
  /** Which of the held-out samples is on show; of this lesson, whatever its run. */
  example = 0;
  /** What a person wrote to be shown; of this lesson, whatever its run. */
  private typed = "";
  readonly own = new OwnData();
  readonly comparison = new Comparison();
  private isOnOwn = false;
  /** What the run goes on from, if it does so from a file. */
  loaded: Form | undefined;
  /** What is to be looked at as soon as there are pictures. */
  private lookWish: Look | undefined;
  private readonly scores = new WeakMap<Lesson, ScoreLog>();
  private readonly lengths = new WeakMap<Lesson, LengthLog>();
  /** The frame on show, to be drawn again when something beside it is found out. */
  private latest: Frame | undefined;
  private readonly painter = new Painter({
    paint: (frame) => this.paint(frame),
    painted: (frame) => this.onPainted(frame),
    failed: (error) => this.onPictureFailed(error),
  });
  readonly run = new RunState({
    changed: () => void this.host.refresh(),
    draw: (frame) => this.onFrame(frame),
    ready: () => this.onReady(),
    past: () => this.begin(this.wish!),
    done: (step) => this.host.tell("done", { step, score: this.run.score }),
    scored: (step, score) => {
      this.log?.add(this.wish!.variant, step, score);
      this.repaint();
    },
    byLength: (counted) => {
      this.lengthLog?.add(this.wish!.variant, counted);
      this.repaint();
    },
    checked: (refusal) => this.onChecked(refusal),
    failed: (failure) => this.onFailed(failure),
  });

  constructor(private readonly host: StageHost) {}

  /** Is it the run of this lesson, variant, changes and seed? Its pace can change as it goes. */
  isOf({ lesson, complaint, variant, changes, compare, seed }: Wish): boolean {
    const { wish } = this;
    const isSame = wish?.lesson === lesson && wish.variant === variant && wish.seed === seed;
    if (!isSame || wish.complaint !== complaint) return false;
    return sameChanges(wish.changes, changes) && sameOthers(wish.compare, compare);
  }

  shows(lesson: Wish["lesson"]): boolean {
    return this.wish?.lesson === lesson;
  }

  begin(wish: Wish): void {
    this.wish = wish;
    this.begun = wish.changes;
    this.turned = {};
    this.latest = undefined;
    this.loaded = undefined;
    this.painter.forget();
    this.notice = undefined;
    this.own.begin(typeof wish.lesson === "string" ? undefined : wish.lesson);
    if (typeof wish.lesson === "string") this.refuse(wish.lesson, wish.complaint);
    else this.start(wish.lesson, wish);
  }

  chooseExample(example: number): void {
    this.example = example;
    this.typed = "";
    this.run.showExample(example);
    void this.host.refresh();
  }

  /** From where it is, or from the beginning if it is past that step, or over. */
  async goTo(step: number, turns: readonly Turn[]): Promise<number> {
    if (this.run.phase === "failed") this.begin(this.wish!);
    const at = await this.run.goTo(step, turns);
    const taken = turns.filter((turn) => turn.step <= at);
    const turned = taken.map(({ setting, value }) => [setting, value]);
    this.turned = { ...this.turned, ...Object.fromEntries(turned) };
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
    if (loading.form === "checkpoint") this.turnTo(loading.settings);
    void this.host.refresh();
    return loading.form;
  }

  /** What is live is shown as a checkpoint has turned it. */
  private turnTo(settings: Readonly<Record<string, string>>): void {
    const { wish } = this;
    const { catalog } = this.run;
    if (!wish || typeof wish.lesson === "string" || !catalog) return;
    const config = configFor(wish.lesson, wish);
    const all = groupsOf(catalog, config).flatMap((group) => group.settings);
    const turned = all.filter(
      (setting) =>
        setting.live &&
        setting.name in settings &&
        Number(settings[setting.name]) !== valueIn(config, setting),
    );
    this.turned = Object.fromEntries(turned.map(({ name }) => [name, Number(settings[name])]));
  }

  get look(): Look | undefined {
    return this.views?.look;
  }

  lookAt(look: Look): void {
    if (this.views) this.views.look = look;
    else this.lookWish = look;
  }

  turn(setting: string, value: number): void {
    this.turned = { ...this.turned, [setting]: value };
    this.run.set(setting, value);
    void this.host.refresh();
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
    this.turned = Object.fromEntries(
      Object.entries(this.turned).filter(([name]) => !turns.has(name)),
    );
    for (const [name, value] of turns) this.run.set(name, value);
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
    this.painter.forget();
    this.notice = undefined;
    this.takeDown();
    this.run.dispose();
  }

  private start(lesson: Lesson, wish: Wish): void {
    if (this.views?.lesson !== lesson || this.views.broken) {
      this.takeDown();
      void this.hang(lesson);
    }
    this.views?.renew();
    const lengths = this.lengthLog;
    if (lengths) lengths.latest = undefined;
    const data = this.dataFor(lesson, wish);
    this.comparison.begin(lesson, lanesOf(lesson, wish, wish.compare));
    this.tellLeftOut(lesson);
    this.isOnOwn = data !== undefined;
    this.run.start({
      config: configFor(lesson, wish),
      goal: lesson.goal,
      pace: wish.pace,
      needs: this.views?.needs ?? [],
      byLength: lesson.views.some(({ view }) => view === "lengths"),
      example: this.example,
      typed: this.typed,
      data,
      lanes: this.comparison.compared.lanes.map(({ key, config, variant }) => ({
        name: key,
        config,
        data: this.dataFor(lesson, variant ? { ...wish, variant: variant.name } : wish),
      })),
      compared: this.comparison.needs,
    });
  }

  /** Why there can be no run of it, in the engine's words; the present one is left alone. */
  refusalOf(wish: Wish): Promise<string | undefined> {
    const { lesson } = wish;
    if (typeof lesson === "string") return Promise.resolve(undefined);
    const data = this.dataFor(lesson, wish) ?? "";
    return new Promise((answer) => this.run.check(configFor(lesson, wish), data, answer));
  }

  private dataFor(lesson: Lesson, { variant }: Wish): Data | undefined {
    const taken = takesData(lesson, variantOf(lesson, variant));
    return taken ? this.own.state.used?.content : undefined;
  }

  /** Engine and pictures come at the same time: what comes first does not wait for the other. */
  private async hang(lesson: Lesson): Promise<void> {
    this.hanging = lesson;
    const host = {
      needsChanged: () => this.run.need(this.views?.needs ?? []),
      time: (asked: TimeWish) => this.run.time(asked.configs, asked.timed),
      countByLength: () => this.run.byLength(),
      showTyped: (text: string) => {
        this.typed = text;
        this.run.show(text);
      },
      writeOn: (goOn: GoOn | null) => {
        this.typed = "";
        this.run.write(goOn);
      },
    };
    try {
      const views = await ViewSet.load(lesson, host, () => this.hanging === lesson);
      if (!views) return;
      this.hanging = undefined;
      this.views = views;
      if (this.lookWish) views.look = this.lookWish;
      this.lookWish = undefined;
      this.run.need(views.needs);
      void this.host.refresh();
    } catch (error) {
      if (this.hanging !== lesson) return;
      this.hanging = undefined;
      if (error instanceof Unfit) this.refuse(lesson.name, error.complaint);
      else this.onPictureFailed(error);
    }
  }

  private takeDown(): void {
    this.hanging = undefined;
    this.typed = "";
    this.example = 0;
    this.views?.disconnect();
    this.views = undefined;
  }

  private tellLeftOut(lesson: Lesson): void {
    for (const message of leftOut(this.host.text(), lesson, this.comparison)) {
      this.host.tell("error", { kind: "compare", message });
    }
  }

  private refuse(name: string, complaint: Complaint | undefined): void {
    this.comparison.begin(undefined);
    const known = lessons.map((lesson) => lesson.name).join(", ");
    this.run.refuse();
    if (complaint) this.complain("unfit", "lesson", (text) => complaint(text.ownLesson));
    else this.complain("lesson", "lesson", (text) => text.unknownLesson(name, known));
  }

  private get log(): ScoreLog | undefined {
    const lesson = this.wish?.lesson;
    if (!lesson || typeof lesson === "string") return undefined;
    if (!this.scores.has(lesson)) this.scores.set(lesson, new ScoreLog());
    return this.scores.get(lesson);
  }

  private get lengthLog(): LengthLog | undefined {
    const lesson = this.wish?.lesson;
    if (!lesson || typeof lesson === "string") return undefined;
    if (!this.lengths.has(lesson)) this.lengths.set(lesson, new LengthLog());
    return this.lengths.get(lesson);
  }

  private onFrame(frame: Frame): void {
    const { step, score } = frame;
    if (score) this.log?.add(this.wish!.variant, step, score);
    this.comparison.add(frame);
    for (const { lane, score } of this.comparison.contenders) {
      if (lane?.variant && score && frame.score) this.log?.add(lane.variant.name, step, score);
    }
    this.painter.draw(frame);
  }

  private repaint(): void {
    if (this.latest) this.paint(this.latest).catch((error) => this.onPictureFailed(error));
  }

  private async paint(frame: Frame): Promise<void> {
    this.latest = frame;
    const { views } = this;
    views?.lack(frame.absent);
    await this.host.refresh();
    const scores = this.log?.curves ?? [];
    const lesson = views?.lesson;
    if (!lesson) return;
    const variants = lesson.variants ?? [];
    const run = this.runOf(lesson);
    const lengths = this.lengthLog!;
    const { history, norms } = this.run;
    await views.show({ frame, history, norms, scores, lengths, variants, lesson, run });
  }

  private runOf(lesson: Lesson): RunOnShow {
    const { variant, changes } = this.wish!;
    const config = fitted(configFor(lesson, this.wish!), this.run.catalog!);
    const { turned } = this;
    return {
      variant: variantOf(lesson, variant),
      changes: { ...changes, ...turned },
      config: { ...config, settings: { ...config.settings, ...turned } },
      ownData: this.isOnOwn,
    };
  }

  /** One frame is on its way at a time: the worker sends the next when this one is on the screen. */
  private onPainted(frame: Frame): void {
    this.run.drawn();
    if (!this.isDrawn) void this.host.refresh();
    this.isDrawn = true;
    const { step, losses } = frame;
    if (losses.length > 0) this.host.tell("step", { step, losses });
    this.host.tell("frame", frame);
  }

  /** Training goes on; what is graver stays on show. */
  private onPictureFailed(error: unknown): void {
    const detail = sentence(error);
    if (!this.notice) this.complain("picture", "picture", () => detail);
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
    this.scores.delete(wish.lesson);
    this.lengths.delete(wish.lesson);
    this.run.forget();
    this.begin(wish);
  }

  private onReady(): void {
    // They may have been turned while the engine was on its way.
    for (const [name, value] of Object.entries(this.turned)) this.run.set(name, Number(value));
    const { lesson, variant, seed } = this.wish!;
    if (typeof lesson !== "string") this.host.tell("ready", { lesson: lesson.name, variant, seed });
  }

  private onFailed(failure: Failure): void {
    this.own.unanswered();
    const kind = failure.kind === "load" ? failure.cause : failure.kind;
    this.complain(kind, failure.kind, () => failure.detail);
  }

  private complain(kind: Notice["kind"], told: ErrorKind, detail: Notice["detail"]): void {
    this.notice = { kind, detail };
    void this.host.refresh();
    const text = this.host.text();
    this.host.tell("error", { kind: told, message: detail(text) || text.failures[kind].what });
  }
}

function configFor(lesson: Lesson, { variant, changes, seed }: Wish): LessonConfig {
  return { ...configOf(lesson, variantOf(lesson, variant), changes), seed };
}
