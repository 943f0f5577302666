import type { ReactiveControllerHost } from "lit";
import type uPlot from "uplot";
import { afterFrame } from "./after-frame.ts";

type Plot = typeof uPlot;

let plot: Plot | undefined;

/**
 * uPlot, which draws curves: larger than all of a page's own code, and of no use before the first frame. So
 * it is asked for when that is on the screen, and whoever draws with it is updated when it has come.
 */
export class Plotting {
  private isComing = false;

  constructor(private readonly host: ReactiveControllerHost) {}

  get plot(): Plot | undefined {
    if (!plot && !this.isComing) void this.load();
    return plot;
  }

  private async load(): Promise<void> {
    this.isComing = true;
    await afterFrame();
    try {
      plot = (await import("uplot")).default;
      this.host.requestUpdate();
    } finally {
      this.isComing = false;
    }
  }
}
