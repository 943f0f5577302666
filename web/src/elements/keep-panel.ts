import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { customElement } from "../drawing/custom-element.ts";
import { count } from "../drawing/number-format.ts";
import { caption, palette } from "../drawing/styles.ts";
import { type Form, forms } from "../engine/kept-file.ts";
import type { Saved } from "../engine/protocol.ts";
import { sentence } from "../engine/sentence.ts";
import { engineSpan } from "../text/engine-words.ts";
import { settingTexts, wordsOf } from "../text/settings.ts";
import { type Language, type Text, texts } from "../text/text.ts";
import { download } from "./download.ts";
import { DropRoom } from "./drop-room.ts";
import { contentOf, fileName, largestMegabytes, type Unfit } from "./kept-file.ts";
import { type Misfit, misfitOf, type Ours } from "./misfit.ts";
import type { Moment } from "./moment.ts";
import { roomStyles } from "./room-styles.ts";
import { written } from "./setting-value.ts";

/** The run that is saved, or that goes on from a file. */
export interface Keeper {
  readonly names: Pick<Moment, "lesson" | "variant" | "seed">;
  save(form: Form): Promise<Saved | undefined>;
  /** Throws why not. */
  load(file: Uint8Array): Promise<Form>;
  /** That to which a file is to fit; nothing before there is one. */
  readonly ours: Ours | undefined;
}

type Said =
  | { kind: "saved"; name: string; bytes: number; step: number }
  | { kind: "unfit"; why: Unfit | "noRun" }
  | { kind: "misfit"; misfit: Misfit }
  /** The file is at fault, in the engine's words. */
  | { kind: "refused"; sentence: string };

/** Where a person takes a run away as a file, and has it go on from one. */
@customElement("softlook-keep")
export class KeepPanel extends LitElement {
  static override styles = [palette, caption, roomStyles];

  @property({ attribute: false }) text: Text = texts.en;
  @property({ attribute: false }) language: Language = "en";
  @property({ attribute: false }) keeper!: Keeper;
  /** There is a run. */
  @property({ attribute: false }) enabled = false;
  /** The page keeps it as it is. */
  @property({ attribute: false }) locked = false;
  /** What the run goes on from, if it goes on from a file. */
  @property({ attribute: false }) loaded: Form | undefined;

  @state() private said: Said | undefined;
  private name = "";
  @query("input") private chooser!: HTMLInputElement;

  private readonly room = new DropRoom(
    () => this.requestUpdate(),
    (files) => {
      if (!this.locked) void this.load(files);
    },
  );

  protected override render(): TemplateResult {
    const { text, enabled, locked } = this;
    const { keep } = text;
    return html`<details>
      <summary>${keep.title}</summary>
      <fieldset
        class="room ${this.room.isOver ? "over" : ""}"
        ?disabled=${locked}
        @dragover=${this.room.over}
        @dragleave=${this.room.leave}
        @drop=${this.room.drop}
      >
        ${locked ? html`<p>${text.lockedPart}</p>` : nothing}
        <p id="hint" class="hint">${keep.hint}</p>
        <div class="row">
          ${forms.map(
            (
              form,
            ) => html`<button type="button" ?disabled=${!enabled} @click=${() => this.save(form)}>
              ${keep.save[form]}
            </button>`,
          )}
        </div>
        <div class="row">
          <input type="file" hidden accept=".safetensors" @change=${this.onChosen} />
          <button type="button" aria-describedby="hint" ?disabled=${!enabled} @click=${() => this.chooser.click()}>
            ${text.ownDataChoose.one}
          </button>
          <span>${text.ownDataDrop}</span>
        </div>
        <p role="status">${this.tidings()}</p>
        <div role="alert">${this.complaint()}</div>
      </fieldset>
    </details>`;
  }

  private tidings(): string {
    const { said } = this;
    const { keep } = this.text;
    if (said?.kind === "saved") return keep.saved(said.name, count(said.bytes), count(said.step));
    return this.loaded ? keep.loaded[this.loaded](this.name || keep.aFile) : "";
  }

  private complaint(): TemplateResult | typeof nothing {
    const { said } = this;
    const { keep } = this.text;
    if (said?.kind === "unfit") {
      return html`<p class="refused">${keep.unfit[said.why](String(largestMegabytes))}</p>`;
    }
    if (said?.kind === "misfit") {
      return html`<p class="refused">${keep.refused} ${this.unlike(said.misfit)}</p>`;
    }
    if (said?.kind !== "refused") return nothing;
    return html`<p class="refused">${keep.refused} ${keep.damaged} ${engineSpan(this.text, said.sentence)}</p>`;
  }

  /** Which of what a person can choose is another one, and what to do. */
  private unlike(misfit: Misfit): string {
    const { keep, settings } = this.text;
    if (misfit.kind === "lesson") return keep.misfit.lesson(misfit.lesson?.title[this.language]);
    if (misfit.kind !== "different") return keep.misfit[misfit.kind];
    const words = settingTexts[this.language];
    const { name, theirs, ours } = misfit;
    const isPart = name === "attention" || name === "optimizer";
    const called = isPart ? settings.choices[name].name : wordsOf(words, "", name).name;
    const value = (text: string) => written(words, name, text);
    return keep.misfit.different(name === "seed" ? keep.seed : called, value(theirs), value(ours));
  }

  private async save(form: Form): Promise<void> {
    const saved = await this.keeper.save(form);
    if (!saved) {
      this.said = { kind: "unfit", why: "noRun" };
      return;
    }
    const { file, step } = saved;
    const name = fileName(this.keeper.names, step, form);
    download(name, new Blob([file]));
    this.said = { kind: "saved", name, bytes: file.length, step };
  }

  private async load(files: readonly File[]): Promise<void> {
    const content = this.enabled ? await contentOf(files) : "noRun";
    if (typeof content === "string") {
      this.said = { kind: "unfit", why: content };
      return;
    }
    try {
      await this.keeper.load(content);
      this.name = files[0]!.name;
      this.said = undefined;
    } catch (error) {
      const { ours } = this.keeper;
      const misfit = ours && misfitOf(content, ours);
      this.said = misfit
        ? { kind: "misfit", misfit }
        : { kind: "refused", sentence: sentence(error) };
    }
  }

  private readonly onChosen = (): void => {
    const files = [...(this.chooser.files ?? [])];
    // The same file may be chosen again, when it is another one by then.
    this.chooser.value = "";
    if (files.length > 0) void this.load(files);
  };
}
