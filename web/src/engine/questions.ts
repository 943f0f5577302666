/** What was asked of a worker and is answered in the order in which it was asked. */
export class Questions<Answer> {
  private readonly waiting: ((answer: Answer | undefined) => void)[] = [];

  ask(): Promise<Answer | undefined> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  answer(answer: Answer): void {
    this.waiting.shift()?.(answer);
  }

  /** Nobody is there to answer any more: who asked hears nothing. */
  drop(): void {
    for (const resolve of this.waiting.splice(0)) resolve(undefined);
  }
}
