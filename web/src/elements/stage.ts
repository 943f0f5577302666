import type { Failure, Frame, Pace } from "../engine/protocol.ts";
import { sentence } from "../engine/sentence.ts";
import type { Lesson } from "../lessons/lesson.ts";
import { lessonNamed, lessons } from "../lessons/registry.ts";
import type { Text } from "../text/text.ts";
import type { ErrorKind, Tell } from "./events.ts";
import type { Notice } from "./notice.ts";
import { Painter } from "./painter.ts";
import { RunState } from "./run.ts";
import { ViewSet } from "./view-set.ts";

/** What is to be run. */
export interface Wish {
  lesson: string;
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
  private wish: Wish | undefined;
  private readonly painter = new Painter({
    paint: (frame) => this.paint(frame),
    painted: (frame) => this.onPainted(frame),
    failed: (error) => this.onPictureFailed(error),
  });
  readonly run = new RunState({
    changed: () => void this.host.refresh(),
    draw: (frame) => this.painter.draw(frame),
    ready: () => this.onReady(),
    done: (step) => this.host.tell("done", { step, score: this.run.score }),
    failed: (failure) => this.onFailed(failure),
  });

  constructor(private readonly host: StageHost) {}

  /** Is it the run of this lesson and this seed? Its pace can change as it goes. */
  isOf({ lesson, seed }: Wish): boolean {
    return this.wish?.lesson === lesson && this.wish.seed === seed;
  }

  begin(wish: Wish): void {
    this.wish = wish;
    this.painter.forget();
    this.notice = undefined;
    const lesson = lessonNamed(wish.lesson);
    if (lesson) this.start(lesson, wish);
    else this.refuse(wish.lesson);
  }

  /** What comes after it begins afresh. */
  end(): void {
    this.painter.forget();
    this.notice = undefined;
    this.views?.disconnect();
    this.views = undefined;
    this.run.dispose();
  }

  private start(lesson: Lesson, { seed, pace }: Wish): void {
    if (this.views?.lesson !== lesson || this.views.broken) {
      this.views?.disconnect();
      this.views = new ViewSet(lesson, () => this.run.need(this.views?.needs ?? []));
    }
    const config = { ...lesson.config, seed };
    this.run.start({ config, goal: lesson.goal, pace, needs: this.views.needs });
  }

  private refuse(name: string): void {
    const known = lessons.map((lesson) => lesson.name).join(", ");
    this.run.refuse();
    this.complain("lesson", "lesson", (text) => text.unknownLesson(name, known));
  }

  private async paint(frame: Frame): Promise<void> {
    await this.host.refresh();
    await this.views?.show({ frame, history: this.run.history });
  }

  /** One frame is on its way at a time: the worker sends the next when this one is on the screen. */
  private onPainted(frame: Frame): void {
    this.run.drawn();
    const { step, losses } = frame;
    if (losses.length > 0) this.host.tell("step", { step, losses });
    this.host.tell("frame", frame);
  }

  /** Training goes on; what is graver stays on show. */
  private onPictureFailed(error: unknown): void {
    const detail = sentence(error);
    if (!this.notice) this.complain("picture", "picture", () => detail);
  }

  private onReady(): void {
    const { lesson, seed } = this.wish!;
    this.host.tell("ready", { lesson, seed });
  }

  private onFailed(failure: Failure): void {
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
