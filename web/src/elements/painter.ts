import type { Frame } from "../engine/protocol.ts";

export interface PainterHost {
  paint(frame: Frame): Promise<void>;
  /** Also after a failure: whoever sends frames waits for it. */
  painted(frame: Frame): void;
  failed(error: unknown): void;
}

/** Brings frames to the screen, each when the screen is ready for it. */
export class Painter {
  private epoch = 0;

  constructor(private readonly host: PainterHost) {}

  draw(frame: Frame): void {
    const { epoch } = this;
    requestAnimationFrame(() => {
      if (epoch === this.epoch) void this.paint(frame, epoch);
    });
  }

  /** What is under way is of a run that is over. */
  forget(): void {
    this.epoch += 1;
  }

  private async paint(frame: Frame, epoch: number): Promise<void> {
    try {
      await this.host.paint(frame);
    } catch (error) {
      if (epoch === this.epoch) this.host.failed(error);
    } finally {
      if (epoch === this.epoch) this.host.painted(frame);
    }
  }
}
