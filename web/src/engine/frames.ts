import type { Frame, PauseReason } from "./protocol.ts";
import type { Scoring } from "./scoring.ts";
import type { Sessions } from "./sessions.ts";
import type { Sight } from "./sight.ts";

/** Of the worker's time, what frames may take: the rest is training's. */
const share = 0.4;

export interface FramesHost {
  frame(frame: Frame, transfer: Transferable[]): void;
  paused(reason: PauseReason): void;
}

/** At most one frame is under way: while it is drawn, training goes on and losses gather. */
export class Frames {
  private awaitingAcknowledgement = false;
  private isDue = false;
  private next = Number.NEGATIVE_INFINITY;
  /** Told after the frame that shows it, so that whoever hears of it has seen it. */
  private stopReason: PauseReason | undefined;

  constructor(
    private readonly sessions: Sessions,
    private readonly sight: Sight,
    private readonly scoring: Scoring,
    private readonly host: FramesHost,
  ) {}

  begin(): void {
    this.awaitingAcknowledgement = false;
    this.isDue = false;
    this.stopReason = undefined;
  }

  acknowledge(): void {
    this.awaitingAcknowledgement = false;
    if (this.isDue) this.show();
  }

  /** While it trains: if the last one is drawn, and did not cost more than its share. */
  showInPassing(): void {
    if (!this.awaitingAcknowledgement && performance.now() >= this.next) this.show();
  }

  showStop(reason: PauseReason): void {
    this.stopReason = reason;
    // What is on show while nothing moves must be the state itself, its score included.
    this.scoring.demand();
    this.show();
  }

  forgetStop(): void {
    this.stopReason = undefined;
  }

  /** The picture of the last good state, if it can still be had: the run is over after it. */
  showLast(): void {
    try {
      this.awaitingAcknowledgement = false;
      this.sight.needAll();
      this.scoring.demand();
      this.show();
    } catch {
      // The error that ended the run is the one to tell.
    }
  }

  /** As soon as the one before is drawn. */
  show(): void {
    if (!this.sessions.own) return;
    this.isDue = this.awaitingAcknowledgement;
    if (this.isDue) return;
    const begun = performance.now();
    const frame = this.frame();
    const ended = performance.now();
    this.next = ended + (ended - begun) * (1 / share - 1);
    this.awaitingAcknowledgement = true;
    this.host.frame(frame, buffersOf(frame));
    const reason = this.stopReason;
    this.stopReason = undefined;
    if (reason) this.host.paused(reason);
  }

  private frame(): Frame {
    const { sessions, sight } = this;
    const session = sessions.own!;
    const seen = sight.look(session);
    const scores = this.scoring.forFrame();
    return {
      ...sessions.takeNews(session),
      ...seen,
      score: scores?.run ?? null,
      ...(scores && { samples: scores.samples }),
      lanes: sessions.laneFrames(sight.compared, sight.onShow, scores),
    };
  }
}

function buffersOf(frame: Frame): Transferable[] {
  const buffers = new Set<Transferable>([frame.losses.buffer]);
  for (const lane of frame.lanes) buffers.add(lane.losses.buffer);
  for (const { tensors } of [frame, ...frame.lanes]) {
    for (const tensor of Object.values(tensors)) buffers.add(tensor.data.buffer);
  }
  return [...buffers];
}
