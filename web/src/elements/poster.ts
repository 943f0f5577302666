import { css, html, LitElement, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { customElement } from "../drawing/custom-element.ts";
import type { Lesson } from "../lessons/lesson.ts";
import { posterOf } from "../lessons/posters.ts";

/** A lesson's poster, fetched when it comes near the screen. Who does not see it misses nothing. */
@customElement("softlook-poster")
export class SoftlookPoster extends LitElement {
  static override styles = css`
    :host {
      display: block;
      aspect-ratio: 16 / 9;
    }
    svg {
      display: block;
      width: 100%;
      height: 100%;
    }
  `;

  @property({ attribute: false }) lesson: Lesson | undefined;
  @state() private drawn: { lesson: Lesson; svg: string } | undefined;
  private readonly observer = new IntersectionObserver((entries) => this.seen(entries), {
    rootMargin: "300px",
  });
  private isNear = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("aria-hidden", "true");
    this.observer.observe(this);
  }

  override disconnectedCallback(): void {
    this.observer.disconnect();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("lesson")) void this.load();
  }

  protected override render() {
    const { drawn, lesson } = this;
    return drawn && drawn.lesson === lesson ? html`${unsafeHTML(drawn.svg)}` : html``;
  }

  private seen(entries: readonly IntersectionObserverEntry[]): void {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    this.observer.disconnect();
    this.isNear = true;
    void this.load();
  }

  /** It is an ornament: one that does not come leaves its place empty. */
  private async load(): Promise<void> {
    const { lesson } = this;
    if (!lesson || !this.isNear) return;
    const svg = await posterOf(lesson).catch(() => undefined);
    if (svg && lesson === this.lesson) this.drawn = { lesson, svg };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "softlook-poster": SoftlookPoster;
  }
}
