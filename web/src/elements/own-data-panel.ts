import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { customElement } from "../drawing/custom-element.ts";
import { count } from "../drawing/number-format.ts";
import { caption, palette } from "../drawing/styles.ts";
import type { Lesson } from "../lessons/lesson.ts";
import { takesData, variantOf } from "../lessons/variants.ts";
import { engineSpan } from "../text/engine-words.ts";
import { type Language, type Text, texts } from "../text/text.ts";
import { type Brought, fromFiles, largestMegabytes, pasted, type Unfit } from "./brought.ts";
import { DropRoom } from "./drop-room.ts";
import type { OwnDataState } from "./own-data.ts";
import { roomStyles } from "./room-styles.ts";

/**
 * Where a person brings data of their own to a lesson: what they brought is shown before it is used.
 * It tells `bring`, with a `Brought`, and `give-back`.
 */
@customElement("softlook-own-data")
export class OwnDataPanel extends LitElement {
  static override styles = [
    palette,
    caption,
    roomStyles,
    css`
      label {
        display: grid;
        gap: 0.25rem;
      }
      textarea {
        box-sizing: border-box;
        width: 100%;
        min-height: 6rem;
        padding: 0.5rem;
        resize: vertical;
        font: inherit;
        tab-size: 8;
      }
      .use:not(:disabled) {
        border-color: transparent;
        background: var(--accent);
        color: var(--on-accent);
      }
      .use:hover:not(:disabled) {
        background: color-mix(in oklab, var(--accent) 88%, var(--ink));
      }
      pre {
        margin: 0.25rem 0 0.5rem;
        padding: 0.375rem 0.5rem;
        border-radius: 6px;
        background: var(--raised);
        overflow-x: auto;
      }
    `,
  ];

  @property({ attribute: false }) text: Text = texts.en;
  @property({ attribute: false }) language: Language = "en";
  @property({ attribute: false }) lesson!: Lesson;
  @property({ attribute: false }) variant = "";
  @property({ attribute: false }) state: OwnDataState = {};
  /** The page keeps it as it is. */
  @property({ attribute: false }) locked = false;

  /** What is before the person, not yet in use. */
  @state() private draft: Brought | Unfit | undefined;
  /** The draft was changed since the engine was asked about it. */
  @state() private changed = false;
  @query("textarea") private field!: HTMLTextAreaElement | null;
  @query("input") private chooser!: HTMLInputElement;
  /** Counts what was brought: what takes longer to be read than what came after it is late. */
  private newest = 0;

  private readonly room = new DropRoom(
    () => this.requestUpdate(),
    (files) => {
      if (!this.locked) void this.read(files);
    },
  );

  protected override render(): TemplateResult {
    const { text, locked } = this;
    return html`<details>
      <summary>${text.ownData}</summary>
      <fieldset
        class="room ${this.room.isOver ? "over" : ""}"
        ?disabled=${locked}
        @dragover=${this.room.over}
        @dragleave=${this.room.leave}
        @drop=${this.room.drop}
      >
        ${locked ? html`<p>${text.lockedPart}</p>` : nothing}
        <p id="hint" class="hint">${this.lesson.data!.hint[this.language]}</p>
        ${this.sources()}
        <div role="status">${this.preview()}</div>
        <div role="alert">${this.complaint()}</div>
        ${this.buttons()}
        <p role="status" class="used">${this.inUse()}</p>
      </fieldset>
    </details>`;
  }

  private sources(): TemplateResult {
    const { text } = this;
    const { accept, binary } = this.lesson.data!;
    return html`
      ${
        binary
          ? nothing
          : html`<label>
              ${text.ownDataPaste}
              <textarea spellcheck="false" aria-describedby="hint" @input=${this.onPaste}></textarea>
            </label>`
      }
      <div class="row">
        <input type="file" hidden accept=${accept} ?multiple=${binary} @change=${this.onChosen} />
        <button type="button" aria-describedby="hint" @click=${() => this.chooser.click()}>
          ${binary ? text.ownDataChoose.several : text.ownDataChoose.one}
        </button>
        <span>${text.ownDataDrop}</span>
      </div>
    `;
  }

  private preview(): TemplateResult | typeof nothing {
    const { draft, text } = this;
    if (!draft || typeof draft === "string") return nothing;
    return html`${draft.parts.map(
      (part, i) => html`<p>${text.ownDataBegins(this.list(draft)[i]!)}</p>
        <pre>${part.begins}</pre>`,
    )}`;
  }

  private complaint(): TemplateResult | typeof nothing {
    const { draft, text } = this;
    if (typeof draft === "string") return html`<p class="refused">${this.unfit(draft)}</p>`;
    const { refusal } = this.state;
    if (refusal === undefined || this.changed) return nothing;
    return html`<p class="refused">${text.ownDataRefused} ${engineSpan(text, refusal)}</p>`;
  }

  private unfit(why: Unfit): string {
    const { text } = this;
    return {
      empty: text.ownDataEmpty,
      large: text.ownDataLarge(String(largestMegabytes)),
      several: text.ownDataSeveral,
      unread: text.ownDataUnread,
    }[why];
  }

  private buttons(): TemplateResult {
    const { text } = this;
    const { used, asked } = this.state;
    return html`<div class="row">
      <button type="button" class="use" ?disabled=${!this.taken || !!asked} @click=${this.use}>
        ${text.ownDataTrain}
      </button>
      ${used ? html`<button type="button" @click=${this.giveBack}>${text.ownDataBack}</button>` : nothing}
    </div>`;
  }

  private inUse(): string {
    const { text, language, lesson } = this;
    const { used, asked } = this.state;
    if (!this.taken) {
      const taking = (lesson.variants ?? []).filter((variant) => takesData(lesson, variant));
      const titles = taking.map(({ title }) => title[language]);
      return text.ownDataNotTaken(titles.join(text.ownDataBetween));
    }
    if (asked) return text.ownDataChecking;
    return used ? text.ownDataUsed(this.list(used).join(text.ownDataBetween)) : text.ownDataNotUsed;
  }

  private get taken(): boolean {
    return takesData(this.lesson, variantOf(this.lesson, this.variant));
  }

  private list({ parts }: Brought): string[] {
    const { text } = this;
    return parts.map(({ name, bytes }) =>
      text.ownDataBytes(name ?? text.ownDataPasted, count(bytes)),
    );
  }

  private readonly onPaste = (): void => {
    this.newest += 1;
    // Who empties the field has thought better of it.
    const { value } = this.field!;
    this.take(value === "" ? undefined : pasted(value));
  };

  private readonly onChosen = (): void => {
    const files = [...(this.chooser.files ?? [])];
    // The same file may be chosen again, when it is another one by then.
    this.chooser.value = "";
    if (files.length > 0) void this.read(files);
  };

  private async read(files: readonly File[]): Promise<void> {
    const number = ++this.newest;
    const brought = await fromFiles(files, !!this.lesson.data!.binary);
    if (number !== this.newest) return;
    if (this.field) this.field.value = "";
    this.take(brought);
  }

  private take(draft: Brought | Unfit | undefined): void {
    this.draft = draft;
    this.changed = true;
  }

  private readonly use = (): void => {
    const { draft } = this;
    if (!draft) this.draft = "empty";
    if (!draft || typeof draft === "string") return;
    this.changed = false;
    this.dispatchEvent(new CustomEvent<Brought>("bring", { detail: draft }));
  };

  private readonly giveBack = (): void => {
    this.dispatchEvent(new CustomEvent("give-back"));
    // Its button goes away: whoever was on it is not to be lost.
    this.shadowRoot!.querySelector("summary")!.focus();
  };
}
