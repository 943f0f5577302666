import { LengthLog } from "../drawing/length-log.ts";
import { ScoreLog } from "../drawing/score-log.ts";
import type { Lesson } from "../lessons/lesson.ts";

/** What the variants of each lesson have reached: kept while others are on show. */
export class LessonLogs {
  private readonly scores = new WeakMap<Lesson, ScoreLog>();
  private readonly lengths = new WeakMap<Lesson, LengthLog>();

  scoresOf(lesson: Lesson): ScoreLog {
    const log = this.scores.get(lesson) ?? new ScoreLog();
    this.scores.set(lesson, log);
    return log;
  }

  lengthsOf(lesson: Lesson): LengthLog {
    const log = this.lengths.get(lesson) ?? new LengthLog();
    this.lengths.set(lesson, log);
    return log;
  }

  forget(lesson: Lesson): void {
    this.scores.delete(lesson);
    this.lengths.delete(lesson);
  }
}
