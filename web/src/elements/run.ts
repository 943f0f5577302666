import type { Score } from "softlook-wasm";
import { LossHistory } from "../drawing/loss-history.ts";
import { EngineClient } from "../engine/client.ts";
import type { Failure, Frame, Pace, PauseReason, Run } from "../engine/protocol.ts";

export type Phase = "idle" | "starting" | "ready" | "failed";

export interface RunHost {
  /** Something that the controls show has changed. */
  changed(): void;
  /** A frame is to be drawn; call `drawn` when it is. */
  draw(frame: Frame): void;
  ready(): void;
  done(step: number): void;
  failed(failure: Failure): void;
}

/**
 * One run as a person sees it. `running` is what the person asked for; whether the worker trains
 * depends also on the element being seen, so that leaving and coming back changes nothing.
 */
export class RunState {
  phase: Phase = "idle";
  running = false;
  step = 0;
  score: Score | null = null;
  failure: Failure | undefined;
  /** The last training ended at the goal: said until something else is done. */
  goalReached = false;
  readonly history = new LossHistory();
  private run: Run | undefined;
  private visible = false;
  private readonly client = new EngineClient({
    ready: () => this.onReady(),
    frame: (frame) => this.onFrame(frame),
    paused: (reason) => this.onPaused(reason),
    failed: (failure) => this.onFailed(failure),
  });

  constructor(private readonly host: RunHost) {}

  start(run: Run): void {
    this.run = run;
    this.phase = "starting";
    this.running = false;
    this.step = 0;
    this.score = null;
    this.failure = undefined;
    this.goalReached = false;
    this.history.clear();
    this.client.start(run);
    this.host.changed();
  }

  play(): void {
    if (this.phase !== "ready" || this.running) return;
    this.running = true;
    this.goalReached = false;
    if (this.visible) this.client.play();
    this.host.changed();
  }

  pause(): void {
    if (!this.running) return;
    this.running = false;
    this.client.pause();
    this.host.changed();
  }

  stepOnce(): void {
    if (this.phase !== "ready") return;
    this.running = false;
    this.goalReached = false;
    this.client.step();
    this.host.changed();
  }

  setPace(pace: Pace): void {
    if (!this.run) return;
    this.run.pace = pace;
    this.client.setPace(pace);
  }

  need(names: readonly string[]): void {
    if (!this.run) return;
    this.run.needs = names;
    this.client.need(names);
  }

  setVisible(visible: boolean): void {
    if (visible === this.visible) return;
    this.visible = visible;
    if (!this.running) return;
    if (visible) this.client.play();
    else this.client.pause();
  }

  drawn(): void {
    this.client.acknowledge();
  }

  dispose(): void {
    this.client.dispose();
    this.phase = "idle";
    this.running = false;
  }

  private onReady(): void {
    this.phase = "ready";
    this.host.ready();
    this.host.changed();
  }

  private onFrame(frame: Frame): void {
    this.step = frame.step;
    this.score = frame.score ?? this.score;
    this.history.add(frame.losses);
    this.host.draw(frame);
  }

  private onPaused(reason: PauseReason): void {
    if (reason !== "goal") return;
    this.running = false;
    this.goalReached = true;
    this.host.done(this.run?.goal ?? this.step);
    this.host.changed();
  }

  private onFailed(failure: Failure): void {
    this.phase = "failed";
    this.running = false;
    this.failure = failure;
    this.host.failed(failure);
    this.host.changed();
  }
}
