import type { Batch, NamedTensor, Session } from "softlook-wasm";
import type { OnShow } from "./lanes.ts";
import { Manuscript } from "./manuscript.ts";
import type { Frame, GoOn, Run, Typed } from "./protocol.ts";
import { readTyped, writeAnswer } from "./typed.ts";

type Seen = Pick<Frame, "tensors" | "example" | "absent" | "typed" | "writing">;

/** What of a run is on show: which sample, or what is written after a beginning; and which tensors of it. */
export class Sight {
  private run: Run | undefined;
  /** Whatever was drawn in this run; some of it may be out of sight by now. */
  private readonly known = new Set<string>();
  /** What there is of the names that are needed; asked of the engine once. */
  private drawn: readonly string[] | undefined;
  private typed: { text: string; batch?: Batch; refusal?: string } | undefined;
  private manuscript: Manuscript | undefined;
  /** Numbers the draws of a run: who does the same again is written the same. */
  private draws = 0;

  begin(run: Run): void {
    this.run = run;
    this.known.clear();
    this.need(run.needs);
    this.typed = undefined;
    this.putAway();
    this.draws = 0;
  }

  need(names: readonly string[]): void {
    if (this.run) this.run.needs = names;
    for (const name of names) this.known.add(name);
    this.drawn = undefined;
  }

  /** Nothing can be asked for later. */
  needAll(): void {
    this.need([...this.known]);
  }

  compare(names: readonly string[]): void {
    if (this.run) this.run.compared = names;
    this.drawn = undefined;
  }

  showTyped(typed: string): void {
    if (this.run) this.run.typed = typed;
    this.putAway();
  }

  showExample(example: number): void {
    if (this.run) {
      this.run.example = example;
      this.run.typed = "";
    }
    this.putAway();
  }

  write(session: Session, goOn: GoOn | null): void {
    const { manuscript } = this;
    const isSame = goOn?.beginning === manuscript?.beginning && !manuscript?.isRefused;
    if (goOn?.further && (!manuscript || !isSame)) return;
    if (!isSame) this.putAway();
    this.run!.typed = "";
    if (!goOn) return;
    this.manuscript ??= new Manuscript(session, goOn.beginning);
    const { temperature, top } = goOn;
    this.manuscript.goOn(session, { temperature, top, draw: this.draws });
    this.draws += 1;
  }

  putAway(): void {
    this.manuscript = undefined;
    // What is shown instead may have other tensors: of a text nobody knows where to look.
    this.drawn = undefined;
  }

  look(session: Session): Seen {
    const writing = this.manuscript?.told ?? null;
    const typed = this.observe(session);
    const tensors = this.tensors(session);
    const absent = this.wanted.filter((name) => !this.drawn!.includes(name));
    return { tensors, example: this.onShow.example, absent, typed, writing };
  }

  get onShow(): OnShow {
    const { example = 0, typed = "" } = this.run!;
    return { example, typed, written: this.manuscript?.shown };
  }

  /** Names of what is looked at side by side. */
  get compared(): readonly string[] {
    return this.run!.compared ?? [];
  }

  /**
   * A pass over what is on show: what the model writes, or what a person typed, if it is a sample; else
   * the held-out example.
   */
  private observe(session: Session): Typed | null {
    const written = this.manuscript?.shown;
    if (written) {
      session.observeOn(written, undefined);
      return null;
    }
    const text = this.run!.typed ?? "";
    if (text !== this.typed?.text) {
      this.typed = { text, ...(text && readTyped(session, text)) };
      // Of what a person typed nobody knows where to look.
      this.drawn = undefined;
    }
    const { batch, refusal } = this.typed;
    if (!batch) {
      session.observe(this.onShow.example, undefined);
      return refusal === undefined ? null : { text, refusal };
    }
    const answer = writeAnswer(session, batch);
    session.observeOn(answer.batch, undefined);
    return answer.written.length > 0 ? { text, written: answer.written } : { text };
  }

  /** What visible views draw, and what is looked at side by side. */
  private get wanted(): string[] {
    return [...new Set([...this.run!.needs, ...this.compared])];
  }

  private tensors(session: Session): Record<string, NamedTensor> {
    this.drawn ??= this.there(session);
    return Object.fromEntries(this.drawn.map((name) => [name, session.tensor(name)]));
  }

  private there(session: Session): string[] {
    const known = new Set(session.tensorNames());
    return this.wanted.filter((name) => known.has(name));
  }
}
