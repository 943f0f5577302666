import type { Catalog, MainModule, Score, Session } from "softlook-wasm";
import { Lanes, type OnShow } from "./lanes.ts";
import { LossBuffer } from "./loss-buffer.ts";
import type { Frame, LaneFrame, Run } from "./protocol.ts";

export interface Scores {
  run: Score;
  lanes: (Score | null)[];
}

/** The session of a run and those beside it, all at one step; with what no frame has told of them yet. */
export class Sessions {
  /** That of the run itself. */
  own: Session | undefined;
  private readonly lanes = new Lanes();
  private readonly losses = new LossBuffer();
  private gradientNorm: number | null = null;

  /** Those that the run is compared with; its own is there already. */
  beginLanes(module: MainModule, catalog: Catalog, run: Run): void {
    this.lanes.begin(module, catalog, run);
  }

  end(): void {
    this.own?.delete();
    this.own = undefined;
    this.lanes.end();
    this.losses.clear();
    this.gradientNorm = null;
  }

  drop(lane: string): void {
    this.lanes.drop(lane);
  }

  train(session: Session, steps: number): void {
    const { losses } = session.train(steps);
    this.losses.add(losses);
    // A look goes another way, and has other gradients.
    this.gradientNorm = session.gradientNorm();
    this.lanes.train(losses.length);
  }

  set(session: Session, setting: string, value: number): void {
    session.set(setting, value);
    this.lanes.set(setting, value);
  }

  /** The run goes on as another session, from a file. */
  replace(before: Session, session: Session): void {
    // Losses that nobody has seen yet were not on the way to where it is now.
    if (session.step() !== before.step()) this.losses.clear();
    before.delete();
    this.own = session;
    this.lanes.leave("the run went on from a file; start over to compare again");
  }

  scores(session: Session, samples: number): Scores {
    return { run: session.evaluate(samples), lanes: this.lanes.scores(samples) };
  }

  /** What was trained since this was asked last. */
  takeNews(session: Session): Pick<Frame, "step" | "losses" | "gradientNorm"> {
    const { gradientNorm } = this;
    this.gradientNorm = null;
    return { step: session.step(), losses: this.losses.take(), gradientNorm };
  }

  laneFrames(names: readonly string[], onShow: OnShow, scores: Scores | null): LaneFrame[] {
    return this.lanes.frames(names, onShow, scores?.lanes ?? null);
  }
}
