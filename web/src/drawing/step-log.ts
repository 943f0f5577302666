export interface StepPoint<Value> {
  step: number;
  value: Value;
}

/**
 * What was measured in the course of a run, in bounded room: when it is full every other point goes, and
 * from then on the points are twice as far apart. The newest is always there.
 */
export class StepLog<Value> {
  private all: StepPoint<Value>[] = [];
  /** No two points are nearer to each other, but for the newest one. */
  private stride = 1;

  constructor(private readonly capacity = 400) {}

  get points(): readonly StepPoint<Value>[] {
    return this.all;
  }

  /** A run that went back has not come to what was after. */
  add(step: number, value: Value): void {
    const last = this.all.at(-1);
    if (last && step < last.step) {
      this.all = this.all.filter((point) => point.step < step);
      if (this.all.length === 0) this.stride = 1;
    }
    const [before, newest] = this.all.slice(-2);
    const isClose = before && newest && newest.step - before.step < this.stride;
    if (this.all.at(-1)?.step === step || isClose) this.all.pop();
    this.all.push({ step, value });
    if (this.all.length > this.capacity) this.thin();
  }

  clear(): void {
    this.all = [];
    this.stride = 1;
  }

  private thin(): void {
    const last = this.all.at(-1)!;
    this.stride = Math.max(1, (2 * (last.step - this.all[0]!.step)) / this.all.length);
    const kept: StepPoint<Value>[] = [];
    for (const point of this.all) {
      const previous = kept.at(-1);
      if (!previous || point.step - previous.step >= this.stride) kept.push(point);
    }
    if (kept.at(-1) !== last) kept.push(last);
    this.all = kept;
  }
}
