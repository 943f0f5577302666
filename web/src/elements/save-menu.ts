import { css, html, LitElement, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import { customElement } from "../drawing/custom-element.ts";
import { caption, palette } from "../drawing/styles.ts";
import { sentence } from "../engine/sentence.ts";
import type { Kind, Original } from "../figures/save.ts";
import { type Text, texts } from "../text/text.ts";
import { download } from "./download.ts";
import { save } from "./icons.ts";

const kinds: readonly Kind[] = ["svg", "png", "csv", "json"];

/** What can be saved: asked for only when it is, since every frame changes it. */
export interface Saveable {
  heading(text: Text): string;
  /** Or why there is nothing. */
  original(text: Text): Original | string;
}

/** Saves one picture, as a figure or as its numbers: a button that opens a few others. */
@customElement("softlook-save")
export class SaveMenu extends LitElement {
  static override styles = [
    palette,
    caption,
    css`
      :host {
        position: relative;
      }
      button {
        border: 1px solid transparent;
        border-radius: 8px;
        background: none;
        color: inherit;
        font: inherit;
        cursor: pointer;
      }
      button:hover {
        background: var(--raised);
      }
      button:focus-visible {
        outline: 2px solid var(--accent);
        outline-offset: 1px;
      }
      .opener {
        display: grid;
        place-items: center;
        width: 2rem;
        height: 2rem;
        padding: 0;
        color: var(--muted);
      }
      .opener:is(:hover, [aria-expanded="true"]) {
        color: var(--ink);
      }
      .menu {
        position: absolute;
        z-index: 3;
        inset-block-start: calc(100% + 4px);
        inset-inline-end: 0;
        display: grid;
        width: max-content;
        min-width: 11rem;
        max-width: min(18rem, 80cqi);
        padding: 0.25rem;
        border: 1px solid var(--line);
        border-radius: 11px;
        background: var(--surface);
        box-shadow: 0 6px 24px light-dark(#1c233329, #000a);
      }
      .menu button {
        min-height: 2.375rem;
        padding: 0 0.625rem;
        text-align: start;
      }
      p {
        margin: 0;
        color: var(--muted);
        font-size: 0.93em;
        overflow-wrap: anywhere;
      }
      p:not(:empty) {
        padding: 0.25rem 0.625rem 0.375rem;
      }
    `,
  ];

  @property({ attribute: false }) text: Text = texts.en;
  @property({ attribute: false }) saveable: Saveable | undefined;
  /** Seen by the stylesheet around: what is open lies over the next picture. */
  @property({ type: Boolean, reflect: true, attribute: "open" }) private isOpen = false;
  @state() private said = "";
  @query(".opener") private opener!: HTMLButtonElement;

  constructor() {
    super();
    this.addEventListener("keydown", (event) => this.onKey(event));
    this.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && relatedTarget !== this) this.close();
    });
  }

  override disconnectedCallback(): void {
    this.close();
    super.disconnectedCallback();
  }

  protected override render() {
    const { saving } = this.text;
    const name = saving.openHint(this.saveable?.heading(this.text) ?? "");
    return html`
      <button
        class="opener"
        aria-expanded=${this.isOpen}
        aria-label=${name}
        title=${name}
        @click=${this.isOpen ? this.close : this.open}
      >
        ${save}
      </button>
      ${
        this.isOpen
          ? html`<div class="menu" role="group" aria-label=${name}>
              ${kinds.map(
                (kind) =>
                  html`<button @click=${() => this.save(kind)}>${saving.kinds[kind]}</button>`,
              )}
              <p role="status">${this.said}</p>
            </div>`
          : nothing
      }
    `;
  }

  private readonly open = (): void => {
    this.isOpen = true;
    this.said = "";
    window.addEventListener("pointerdown", this.onPointer);
  };

  private readonly close = (): void => {
    this.isOpen = false;
    window.removeEventListener("pointerdown", this.onPointer);
  };

  private readonly onPointer = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.close();
  };

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.isOpen) return;
    // What is locked in a picture stays so.
    event.stopPropagation();
    this.close();
    this.opener.focus();
  }

  private async save(kind: Kind): Promise<void> {
    const { text } = this;
    const { failed, saved, unloaded } = text.saving;
    const original = this.saveable?.original(text) ?? text.saving.noPicture;
    if (typeof original === "string") {
      this.said = failed(original);
      return;
    }
    const code = await import("../figures/save.ts").catch(() => undefined);
    if (!code) {
      this.said = failed(unloaded);
      return;
    }
    try {
      const file = await code.fileOf(kind, original);
      if (typeof file !== "string") download(file.name, file.content);
      this.said = typeof file === "string" ? failed(file) : saved(file.name);
    } catch (error) {
      this.said = failed(sentence(error));
    }
  }
}
