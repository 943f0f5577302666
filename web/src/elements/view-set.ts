import { html, type TemplateResult } from "lit";
import type { Lesson } from "../lessons/lesson.ts";
import type { Text } from "../text/text.ts";
import { viewNamed } from "../views/registry.ts";
import type { Picture, View, ViewElement, ViewOptions } from "../views/view.ts";

interface Shown {
  view: View;
  options: ViewOptions;
  element: ViewElement;
  visible: boolean;
  /** It threw; it is left alone from then on. */
  broken: boolean;
}

/** The pictures of one lesson, and which tensors those on the screen ask for. */
export class ViewSet {
  private readonly shown: readonly Shown[];
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
      return { view, options, element, visible: true, broken: false };
    });
  }

  get needs(): string[] {
    const visible = this.shown.filter((shown) => shown.visible);
    return [...new Set(visible.flatMap(({ view, options }) => view.needs(options)))];
  }

  get broken(): boolean {
    return this.shown.some((shown) => shown.broken);
  }

  /**
   * A view out of sight keeps its last picture: this frame has nothing for it. One that throws does not
   * take the picture from the others; it is told once.
   */
  async show(picture: Picture): Promise<void> {
    const drawable = this.shown.filter(
      ({ view, options, broken }) =>
        !broken && view.needs(options).every((name) => name in picture.frame.tensors),
    );
    const drawn = await Promise.allSettled(
      drawable.map(({ element }) => {
        element.picture = picture;
        return element.updateComplete;
      }),
    );
    drawn.forEach(({ status }, i) => {
      drawable[i]!.broken = status === "rejected";
    });
    const failure = drawn.find((result) => result.status === "rejected");
    if (failure) throw failure.reason;
  }

  speak(text: Text): void {
    for (const { element, broken } of this.shown) if (!broken) element.text = text;
  }

  /** Gives up whatever a person has locked in a picture. */
  release(): void {
    for (const { element } of this.shown) element.release();
  }

  disconnect(): void {
    this.observer.disconnect();
  }

  render(text: Text): TemplateResult {
    const [first, ...others] = this.shown.map(
      ({ view, options, element }) =>
        html`<div class="view">
          <h2>${view.title(text, options)}</h2>
          ${element}
        </div>`,
    );
    return html`<div class="views">
      ${first}
      <div class="others">${others}</div>
    </div>`;
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
