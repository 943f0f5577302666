import type { Lesson } from "../lessons/lesson.ts";
import type { Text } from "../text/text.ts";
import { viewNamed } from "../views/registry.ts";
import type { Picture, View, ViewElement, ViewOptions } from "../views/view.ts";

interface Shown {
  view: View;
  options: ViewOptions;
  element: ViewElement;
  visible: boolean;
}

/** The pictures of one lesson, and which tensors those on the screen ask for. */
export class ViewSet {
  readonly shown: readonly Shown[];
  private readonly observer = new IntersectionObserver((entries) => this.observe(entries), {
    rootMargin: "100px",
  });

  constructor(
    readonly lesson: Lesson,
    private readonly needsChanged: () => void,
  ) {
    this.shown = lesson.views.map(({ view: name, options = {} }) => {
      const view = viewNamed(name);
      const element = view.create();
      element.options = options;
      this.observer.observe(element);
      // Seen until the observer says otherwise: the first frame is to have everything.
      return { view, options, element, visible: true };
    });
  }

  get needs(): string[] {
    const visible = this.shown.filter((shown) => shown.visible);
    return [...new Set(visible.flatMap(({ view, options }) => view.needs(options)))];
  }

  /** A view out of sight keeps its last picture: this frame has nothing for it. */
  async show(picture: Picture): Promise<void> {
    const drawable = this.shown.filter(({ view, options }) =>
      view.needs(options).every((name) => name in picture.frame.tensors),
    );
    for (const { element } of drawable) element.picture = picture;
    await Promise.all(drawable.map(({ element }) => element.updateComplete));
  }

  speak(text: Text): void {
    for (const { element } of this.shown) element.text = text;
  }

  /** Gives up whatever a person has locked in a picture. */
  release(): void {
    for (const { element } of this.shown) element.release();
  }

  disconnect(): void {
    this.observer.disconnect();
  }

  private observe(entries: IntersectionObserverEntry[]): void {
    const before = this.needs.join();
    for (const entry of entries) {
      const shown = this.shown.find(({ element }) => element === entry.target);
      if (shown) shown.visible = entry.isIntersecting;
    }
    if (this.needs.join() !== before) this.needsChanged();
  }
}
