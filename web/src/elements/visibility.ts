import type { ReactiveController, ReactiveControllerHost } from "lit";

interface Watcher {
  changed(visible: boolean): void;
  /** The element was removed, and not only to be put somewhere else. */
  gone(): void;
}

/** Is the element on the screen, and its tab in front? */
export class Visibility implements ReactiveController {
  private inView = false;
  private leaving: ReturnType<typeof setTimeout> | undefined;
  private readonly observer = new IntersectionObserver((entries) => {
    this.inView = entries.at(-1)?.isIntersecting ?? false;
    this.report();
  });

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly watcher: Watcher,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    clearTimeout(this.leaving);
    this.observer.observe(this.host);
    document.addEventListener("visibilitychange", this.report);
  }

  /** A move within the document is a removal and an insertion at once: hence the wait. */
  hostDisconnected(): void {
    this.observer.disconnect();
    document.removeEventListener("visibilitychange", this.report);
    this.leaving = setTimeout(() => {
      this.inView = false;
      this.report();
      this.watcher.gone();
    });
  }

  private readonly report = (): void => this.watcher.changed(this.inView && !document.hidden);
}
