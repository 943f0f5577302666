import type { Score } from "softlook-wasm";
import type { Picture } from "../views/view.ts";

export interface ScorePoint {
  step: number;
  score: Score;
}

/** The held-out scores of one variant's newest run. */
export interface ScoreCurve {
  /** The variant's; empty where the lesson has none. */
  variant: string;
  points: readonly ScorePoint[];
}

class Curve implements ScoreCurve {
  points: ScorePoint[] = [];
  private beginning: ScorePoint | undefined;
  /** No two points are nearer to each other, but for the newest one. */
  private stride = 1;

  constructor(
    readonly variant: string,
    private readonly capacity: number,
  ) {}

  add(point: ScorePoint): void {
    const last = this.points.at(-1);
    const before = this.points.at(-2);
    if (last && point.step < last.step) {
      // A run that was only put back to its start does not take the old curve away.
      if (point.step === 0) {
        this.beginning = point;
        return;
      }
      this.points = this.beginning ? [this.beginning] : [];
      this.stride = 1;
    } else if (last?.step === point.step || (before && last!.step - before.step < this.stride)) {
      this.points.pop();
    }
    this.beginning = undefined;
    this.points.push(point);
    if (this.points.length > this.capacity) this.thin();
  }

  private thin(): void {
    this.points = this.points.filter((_, i) => i % 2 === 0);
    const [first, ...rest] = this.points;
    this.stride = ((rest.at(-1)?.step ?? 0) - (first?.step ?? 0)) / this.points.length;
  }
}

/** A curve for each variant of a lesson, of its newest run: kept while others run, in bounded room. */
export class ScoreLog {
  private readonly all = new Map<string, Curve>();

  constructor(private readonly capacity = 400) {}

  get curves(): readonly ScoreCurve[] {
    return [...this.all.values()];
  }

  add(variant: string, step: number, score: Score): void {
    let curve = this.all.get(variant);
    if (!curve) {
      curve = new Curve(variant, this.capacity);
      this.all.set(variant, curve);
    }
    curve.add({ step, score });
  }
}

/** The newest held-out score of the run on show. */
export function scoreOf(picture: Pick<Picture, "run" | "scores"> | undefined): Score | undefined {
  const shown = picture?.run.variant?.name ?? "";
  return picture?.scores.find(({ variant }) => variant === shown)?.points.at(-1)?.score;
}
