import type { LitElement, ReactiveController } from "lit";

interface Watcher {
  changed(visible: boolean): void;
  /** The element was removed, and not only to be put somewhere else. */
  gone(): void;
}

/**
 * Is the element on the screen, and its tab in front? Looked at is also the box inside, once it is there: that of the
 * element itself is the page's, which may make a line of it, of no extent.
 */
export class Visibility implements ReactiveController {
  private readonly inView = new Map<Element, boolean>();
  private leaving: ReturnType<typeof setTimeout> | undefined;
  private readonly observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) this.inView.set(target, isIntersecting);
    this.report();
  });

  constructor(
    private readonly host: LitElement,
    private readonly watcher: Watcher,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    clearTimeout(this.leaving);
    this.observer.observe(this.host);
    this.hostUpdated();
    document.addEventListener("visibilitychange", this.report);
  }

  hostUpdated(): void {
    const box = this.host.renderRoot?.querySelector(".room");
    // Said again, it changes nothing.
    if (box && this.host.isConnected) this.observer.observe(box);
  }

  /** A move within the document is a removal and an insertion at once: hence the wait. */
  hostDisconnected(): void {
    this.observer.disconnect();
    document.removeEventListener("visibilitychange", this.report);
    this.leaving = setTimeout(() => {
      this.inView.clear();
      this.report();
      this.watcher.gone();
    });
  }

  private readonly report = (): void => {
    const isInView = [...this.inView.values()].includes(true);
    this.watcher.changed(isInView && !document.hidden);
  };
}
