import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, query, state } from "lit/decorators.js";
import { customElement } from "../drawing/custom-element.ts";
import { glossary } from "../text/glossary.ts";
import { type Language, texts } from "../text/text.ts";

/** So long it stays when the pointer leaves: long enough to go and point at the explanation itself. */
const patience = 250;

const termAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(".term") : null;

/**
 * Explains the terms that the build has marked in the texts (plugins/terms.ts): when one is pointed at, focused
 * or tapped. And a list of all of them.
 */
@customElement("softlook-terms")
export class SoftlookTerms extends LitElement {
  @property({ attribute: false }) language: Language = "en";
  @state() private term = "";
  @query("#explanation") private bubble!: HTMLElement;
  @query("dialog") private list!: HTMLDialogElement;
  /** What is explained, and whether it was pressed: then it stays. */
  private marked: HTMLElement | undefined;
  private pressed = false;
  private leaving: ReturnType<typeof setTimeout> | undefined;
  private readonly page = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    const { signal } = this.page;
    document.addEventListener("pointerover", (event) => this.onPoint(event), { signal });
    document.addEventListener("focusin", ({ target }) => this.onFocus(target), { signal });
    document.addEventListener("click", ({ target }) => this.onPress(target), { signal });
    document.addEventListener("keydown", (event) => this.onKey(event), { signal });
    // It stands beside its word: where that goes, it does not.
    addEventListener("scroll", () => this.hide(), { signal, passive: true });
    addEventListener("resize", () => this.hide(), { signal });
    addEventListener("hashchange", () => this.hide(), { signal });
  }

  override disconnectedCallback(): void {
    this.page.abort();
    super.disconnectedCallback();
  }

  /** It comes after the pictures: somebody may be at a term already. */
  protected override firstUpdated(): void {
    const marked = termAt(document.activeElement);
    if (marked) this.show(marked);
  }

  /** All terms. */
  open(): void {
    this.hide();
    this.list.showModal();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("language")) this.hide();
  }

  protected override render() {
    const text = texts[this.language].terms;
    const entry = glossary[this.term]?.[this.language];
    return html`
      <div id="explanation" role="tooltip" popover="manual">
        ${entry ? html`<b>${entry.name}</b> ${entry.meaning}` : nothing}
      </div>
      <dialog class="terms" aria-labelledby="terms-title" @click=${this.onBackdrop}>
        <div class="bar">
          <h2 id="terms-title">${text.title}</h2>
          <button @click=${() => this.list.close()}>${text.close}</button>
        </div>
        <dl>
          ${Object.values(glossary).map(
            (term) => html`<div>
              <dt>${term[this.language].name} ${this.otherName(term)}</dt>
              <dd>${term[this.language].meaning}</dd>
            </div>`,
          )}
        </dl>
      </dialog>
    `;
  }

  /** As the other language calls it, if it calls it something else: who reads on elsewhere will meet that. */
  private otherName(term: (typeof glossary)[string]) {
    const other = this.language === "en" ? "zh" : "en";
    const { name } = term[other];
    return name === term[this.language].name ? nothing : html`<small lang=${other}>${name}</small>`;
  }

  private onPoint({ target, pointerType }: PointerEvent): void {
    if (pointerType === "touch") return;
    const marked = termAt(target);
    const isOver = marked || (target instanceof Node && this.bubble.contains(target));
    clearTimeout(this.leaving);
    if (marked) this.show(marked);
    else if (!isOver && this.marked && !this.isHeld) {
      this.leaving = setTimeout(() => this.hide(), patience);
    }
  }

  private get isHeld(): boolean {
    return this.pressed || document.activeElement === this.marked;
  }

  private onFocus(target: EventTarget | null): void {
    const marked = termAt(target);
    if (marked) this.show(marked);
    else this.hide();
  }

  private onPress(target: EventTarget | null): void {
    const marked = termAt(target);
    if (!marked) {
      if (!(target instanceof Node && this.bubble.contains(target))) this.hide();
    } else if (this.pressed && marked === this.marked) this.hide();
    else {
      this.show(marked);
      this.pressed = true;
    }
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.marked) this.hide();
    if ((event.key !== "Enter" && event.key !== " ") || !termAt(event.target)) return;
    event.preventDefault();
    this.onPress(event.target);
  }

  private show(marked: HTMLElement): void {
    if (marked === this.marked) return;
    this.hide();
    this.marked = marked;
    this.term = marked.dataset.term ?? "";
    marked.setAttribute("aria-describedby", "explanation");
    void this.updateComplete.then(() => {
      if (this.marked === marked) this.place(marked);
    });
  }

  /** Beneath the word, or above it where there is no room; within the window. */
  private place(marked: HTMLElement): void {
    const { bubble } = this;
    bubble.showPopover();
    const word = marked.getClientRects()[0] ?? marked.getBoundingClientRect();
    const { width, height } = bubble.getBoundingClientRect();
    const left = Math.min(word.left, document.documentElement.clientWidth - width - 8);
    const below = word.bottom + 6;
    const top = below + height > innerHeight - 8 ? word.top - height - 6 : below;
    bubble.style.left = `${Math.max(8, left)}px`;
    bubble.style.top = `${Math.max(8, top)}px`;
  }

  private hide(): void {
    clearTimeout(this.leaving);
    this.marked?.removeAttribute("aria-describedby");
    this.marked = undefined;
    this.pressed = false;
    if (this.bubble?.matches(":popover-open")) this.bubble.hidePopover();
  }

  private readonly onBackdrop = (event: Event): void => {
    if (event.target === this.list) this.list.close();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "softlook-terms": SoftlookTerms;
  }
}
