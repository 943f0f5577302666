import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Is the element on the screen, and its tab in front? */
export class Visibility implements ReactiveController {
  private inView = false;
  private readonly observer = new IntersectionObserver((entries) => {
    this.inView = entries.at(-1)?.isIntersecting ?? false;
    this.report();
  });

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly changed: (visible: boolean) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.observer.observe(this.host);
    document.addEventListener("visibilitychange", this.report);
  }

  hostDisconnected(): void {
    this.observer.disconnect();
    document.removeEventListener("visibilitychange", this.report);
    this.inView = false;
  }

  private readonly report = (): void => this.changed(this.inView && !document.hidden);
}
