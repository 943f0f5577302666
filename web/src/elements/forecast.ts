/** Seen for so long, in milliseconds, a pace is one; what was longer ago counts no more. */
const shortest = 1500;
const longest = 6000;
/** A number that changes more often is not read. */
const calm = 1000;

/** How long it will take at the present pace; nothing while that is not known. */
export class Forecast {
  private seen: { step: number; at: number }[] = [];
  private said: { seconds: number; at: number } | undefined;

  /** Another pace, or none: what was seen says nothing about it. */
  clear(): void {
    this.seen = [];
    this.said = undefined;
  }

  see(step: number, at: number): void {
    this.seen.push({ step, at });
    while (this.seen[1] && this.seen[1].at <= at - longest) this.seen.shift();
  }

  /** Seconds until a step, rounded so that they can be read. */
  until(goal: number): number | undefined {
    const [first, last] = [this.seen[0], this.seen.at(-1)];
    if (!first || !last || last.at - first.at < shortest || last.step >= goal) return undefined;
    if (this.said && last.at - this.said.at < calm) return this.said.seconds;
    const perStep = (last.at - first.at) / (last.step - first.step);
    const seconds = rounded(((goal - last.step) * perStep) / 1000);
    this.said = Number.isFinite(seconds) ? { seconds, at: last.at } : undefined;
    return this.said?.seconds;
  }
}

function rounded(seconds: number): number {
  if (seconds >= 120) return Math.round(seconds / 60) * 60;
  const unit = seconds < 10 ? 1 : seconds < 60 ? 5 : 10;
  return Math.max(1, Math.round(seconds / unit) * unit);
}
