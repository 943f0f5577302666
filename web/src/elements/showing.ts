import type { Score } from "softlook-wasm";
import type { ByLength } from "../engine/by-length.ts";
import type { Frame } from "../engine/protocol.ts";
import type { Lesson } from "../lessons/lesson.ts";
import type { Picture, RunOnShow } from "../views/view.ts";
import type { Comparison } from "./comparison.ts";
import type { Tell } from "./events.ts";
import { LessonLogs } from "./lesson-logs.ts";
import { Painter } from "./painter.ts";
import type { RunState } from "./run.ts";
import type { Trouble } from "./trouble.ts";
import type { Wall } from "./wall.ts";

interface Shown {
  run: RunState;
  wall: Wall;
  comparison: Comparison;
  trouble: Trouble;
}

export interface ShowingHost {
  refresh(): Promise<unknown>;
  tell: Tell;
  /** That of the run; undefined where there is none of that name. */
  lesson(): Lesson | undefined;
  variant(): string;
  runOf(lesson: Lesson): RunOnShow;
}

/** Frames on their way to the pictures, with what the lesson's runs have reached. */
export class Showing {
  /** The first frame of all is on the screen: what comes after it may come. */
  isDrawn = false;
  private readonly logs = new LessonLogs();
  /** The frame on show, to be drawn again when something beside it is found out. */
  private latest: Frame | undefined;
  private newest: Picture | undefined;
  private readonly painter = new Painter({
    paint: (frame) => this.paint(frame),
    painted: (frame) => this.onPainted(frame),
    failed: (error) => this.shown.trouble.pictureFailed(error),
  });

  constructor(
    private readonly shown: Shown,
    private readonly host: ShowingHost,
  ) {}

  /** What the pictures show; nothing before there is a frame. */
  readonly picture = (): Picture | undefined => this.newest;

  /** What is under way is of a run that is over. */
  forget(): void {
    this.latest = undefined;
    this.newest = undefined;
    this.painter.forget();
  }

  begin(lesson: Lesson): void {
    this.logs.lengthsOf(lesson).latest = undefined;
  }

  /** What was reached until now is not to be compared. */
  beginAnew(lesson: Lesson): void {
    this.logs.forget(lesson);
  }

  add(frame: Frame): void {
    const { comparison } = this.shown;
    const { step, score } = frame;
    if (score) this.log(this.host.variant(), step, score);
    comparison.add(frame);
    for (const { lane, score } of comparison.contenders) {
      if (lane?.variant && score && frame.score) this.log(lane.variant.name, step, score);
    }
    this.painter.draw(frame);
  }

  scored(step: number, score: Score): void {
    this.log(this.host.variant(), step, score);
    this.repaint();
  }

  counted(counted: ByLength): void {
    const lesson = this.host.lesson();
    if (lesson) this.logs.lengthsOf(lesson).add(this.host.variant(), counted);
    this.repaint();
  }

  private log(variant: string, step: number, score: Score): void {
    const lesson = this.host.lesson();
    if (lesson) this.logs.scoresOf(lesson).add(variant, step, score);
  }

  private repaint(): void {
    if (!this.latest) return;
    this.paint(this.latest).catch((error) => this.shown.trouble.pictureFailed(error));
  }

  private async paint(frame: Frame): Promise<void> {
    this.latest = frame;
    const { views } = this.shown.wall;
    views?.lack(frame.absent);
    await this.host.refresh();
    const lesson = views?.lesson;
    if (!lesson) return;
    const run = this.host.runOf(lesson);
    const { history, norms } = this.shown.run;
    const scores = this.logs.scoresOf(lesson).curves;
    const lengths = this.logs.lengthsOf(lesson);
    const variants = lesson.variants ?? [];
    this.newest = { frame, history, norms, scores, lengths, variants, lesson, run };
    await views.show(this.newest);
  }

  /** One frame is on its way at a time: the worker sends the next when this one is on the screen. */
  private onPainted(frame: Frame): void {
    this.shown.run.drawn();
    if (!this.isDrawn) void this.host.refresh();
    this.isDrawn = true;
    const { step, losses } = frame;
    if (losses.length > 0) this.host.tell("step", { step, losses });
    this.host.tell("frame", frame);
  }
}
