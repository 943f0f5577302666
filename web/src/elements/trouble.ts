import type { Failure } from "../engine/protocol.ts";
import { sentence } from "../engine/sentence.ts";
import type { Complaint } from "../lessons/form.ts";
import type { Lesson } from "../lessons/lesson.ts";
import { lessons } from "../lessons/registry.ts";
import type { Text } from "../text/text.ts";
import { leftOut } from "./compare-troubles.ts";
import type { Comparison } from "./comparison.ts";
import type { ErrorKind, Tell } from "./events.ts";
import type { Notice } from "./notice.ts";

interface TroubleHost {
  refresh(): Promise<unknown>;
  text(): Text;
  tell: Tell;
}

function noticeKind(failure: Failure): Notice["kind"] {
  if (failure.kind === "load") return failure.cause;
  const isDivergence = failure.kind === "engine" && failure.detail.startsWith("[training] the run");
  return isDivergence ? "diverged" : failure.kind;
}

/** What is wrong with a lesson on show: said in its place, and told to the page around. */
export class Trouble {
  notice: Notice | undefined;

  constructor(private readonly host: TroubleHost) {}

  /** There is no such lesson, or it is not one to be run. */
  noLesson(name: string, complaint: Complaint | undefined): void {
    const known = lessons.map((lesson) => lesson.name).join(", ");
    if (complaint) this.complain("unfit", "lesson", (text) => complaint(text.ownLesson));
    else this.complain("lesson", "lesson", (text) => text.unknownLesson(name, known));
  }

  engineFailed(failure: Failure): void {
    const kind = noticeKind(failure);
    this.complain(kind, failure.kind, () => failure.detail, true);
  }

  /** Training goes on; what is graver stays on show. */
  pictureFailed(error: unknown): void {
    const detail = sentence(error);
    if (!this.notice) this.complain("picture", "picture", () => detail, true);
  }

  /** The run itself is as it should be. */
  tellLeftOut(lesson: Lesson, comparison: Comparison): void {
    for (const message of leftOut(this.host.text(), lesson, comparison)) {
      this.host.tell("error", { kind: "compare", message });
    }
  }

  /** The pictures are as they were. */
  tellNowhere(why: (text: Text) => string): void {
    this.host.tell("error", { kind: "look", message: why(this.host.text()) });
  }

  /** The page around is told the very words of the engine. */
  private complain(
    kind: Notice["kind"],
    told: ErrorKind,
    detail: Notice["detail"],
    isEngines = false,
  ): void {
    this.notice = { kind, detail, isEngines };
    void this.host.refresh();
    const text = this.host.text();
    this.host.tell("error", { kind: told, message: detail(text) || text.failures[kind].what });
  }
}
