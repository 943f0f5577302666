/** A stretch of steps drawn as one point. */
export interface LossPoint {
  first: number;
  last: number;
  low: number;
  high: number;
  mean: number;
  /** The smoothed curve at the last step of the stretch. */
  smooth: number;
}

/** Smoothed are the last steps: a twentieth of those that there were, and no more than so many. */
const mostRemembered = 50;
const remembered = (steps: number): number => Math.min(mostRemembered, 1 + Math.floor(steps / 20));

/**
 * Every loss of a run, in bounded room: when the points are full, neighbours are merged and each new
 * point stands for twice as many steps. Smoothing sees every single loss, whatever the stride. It is of
 * few steps while there are few, and forgets all others, so that it comes down with a curve that falls. A mean
 * of logarithms would know no loss of 0, and lie below the best that is possible where losses scatter.
 */
export class LossHistory {
  readonly points: LossPoint[] = [];
  private stride = 1;
  private steps = 0;
  /** Of step i at place i modulo its length. */
  private readonly recent = new Float32Array(mostRemembered);
  /** The steps that it has seen itself. */
  private seen = 0;

  constructor(private readonly capacity = 600) {}

  get length(): number {
    return this.steps;
  }

  get latest(): LossPoint | undefined {
    return this.points.at(-1);
  }

  add(losses: Float32Array): void {
    for (const loss of losses) this.addOne(loss);
  }

  /** From the step after that one on. */
  clear(steps = 0): void {
    this.points.length = 0;
    this.stride = 1;
    this.steps = steps;
    this.seen = 0;
  }

  private addOne(loss: number): void {
    this.steps += 1;
    const smooth = this.smooth(loss);
    const { steps } = this;
    const point = { first: steps, last: steps, low: loss, high: loss, mean: loss, smooth };
    const open = this.latest;
    if (open && open.last - open.first + 1 < this.stride) {
      join(open, point);
      return;
    }
    if (this.points.length === this.capacity) this.halve();
    this.points.push(point);
  }

  /** The mean of the middle half of the last steps: a step out of line does not lift the curve for long. */
  private smooth(loss: number): number {
    this.recent[this.seen % mostRemembered] = loss;
    this.seen += 1;
    const many = remembered(this.seen);
    const sorted = new Float32Array(many);
    for (let i = 0; i < many; i++) sorted[i] = this.recent[(this.seen - 1 - i) % mostRemembered]!;
    sorted.sort();
    const apart = many >> 2;
    let sum = 0;
    for (let i = apart; i < many - apart; i++) sum += sorted[i]!;
    return sum / (many - 2 * apart);
  }

  private halve(): void {
    const half = this.points.length / 2;
    for (let i = 0; i < half; i++) {
      const merged = this.points[2 * i]!;
      join(merged, this.points[2 * i + 1]!);
      this.points[i] = merged;
    }
    this.points.length = half;
    this.stride *= 2;
  }
}

function join(into: LossPoint, next: LossPoint): void {
  const before = into.last - into.first + 1;
  const more = next.last - next.first + 1;
  into.mean = (into.mean * before + next.mean * more) / (before + more);
  into.low = Math.min(into.low, next.low);
  into.high = Math.max(into.high, next.high);
  into.last = next.last;
  into.smooth = next.smooth;
}
