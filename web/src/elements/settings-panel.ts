import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Catalog, Setting } from "softlook-wasm";
import { customElement } from "../drawing/custom-element.ts";
import { caption, palette } from "../drawing/styles.ts";
import { type Group, groupsOf, heedsAttention, valueIn } from "../engine/declared.ts";
import {
  type Basis,
  configWith,
  type Difference,
  differences,
  needed,
} from "../lessons/differences.ts";
import type { LessonConfig } from "../lessons/lesson.ts";
import type { Changes } from "../lessons/variants.ts";
import { engineSpan } from "../text/engine-words.ts";
import { settingTexts, wordsOf } from "../text/settings.ts";
import { type Language, type Text, texts } from "../text/text.ts";
import { type Names, nothingNamed } from "./controls.ts";
import "./setting-field.ts";
import { written } from "./setting-value.ts";
import { panelStyles } from "./settings-styles.ts";

export interface Turn {
  setting: string;
  value: number;
}

/**
 * All that can be set of a run, by parts. What can be turned while it runs is told as `turn` at once; the
 * rest gathers until somebody restarts with it.
 */
@customElement("softlook-settings")
export class SettingsPanel extends LitElement {
  static override styles = [palette, caption, panelStyles];

  @property({ attribute: false }) text: Text = texts.en;
  @property({ attribute: false }) language: Language = "en";
  @property({ attribute: false }) catalog!: Catalog;
  @property({ attribute: false }) lesson!: Basis["lesson"];
  @property({ attribute: false }) variant = "";
  /** What the page's author has other than the lesson. */
  @property({ attribute: false }) given: Changes = {};
  /** What runs other than that, and what was turned meanwhile. */
  @property({ attribute: false }) changes: Changes = {};
  @property({ attribute: false }) turned: Changes = {};
  @property({ attribute: false }) hides: Names = nothingNamed;
  @property({ attribute: false }) locks: Names = nothingNamed;
  /** Has the lesson run with these; or gives the engine's sentence on why it cannot. */
  @property({ attribute: false }) restart: (changes: Changes) => Promise<string | undefined> =
    async () => undefined;

  /** What is to be another way from the next start on. */
  @state() private draft: Changes = {};
  @state() private refusal: string | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const another = ["lesson", "variant", "given", "changes"] as const;
    if (!another.some((name) => changed.has(name))) return;
    this.draft = {};
    this.refusal = undefined;
  }

  protected override render(): TemplateResult {
    const { text, catalog } = this;
    const asItIs = this.with({});
    const runs = this.with({ ...this.changes, ...this.turned });
    const wanted = this.with({ ...this.changes, ...this.turned, ...this.draft });
    const groups = groupsOf(catalog, wanted);
    return html`
      <details @toggle=${() => this.requestUpdate()}>
        <summary>${text.settings.title}</summary>
        <div class="groups">
          ${groups.map((group) => this.group(group, asItIs, wanted))}
        </div>
      </details>
      ${this.changed(differences(catalog, asItIs, runs))}
      <div role="status">${this.bar(differences(catalog, runs, wanted))}</div>
    `;
  }

  /** Seen by the stylesheet around: closed, and with nothing said, it is as wide as its name. */
  protected override updated(): void {
    const said = this.renderRoot.querySelector("details[open], .changed, .bar");
    this.toggleAttribute("wide", said !== null);
    // The question lies over the list: not over the field that it is about.
    if (Object.keys(this.draft).length > 0) {
      this.shadowRoot!.activeElement?.scrollIntoView({ block: "nearest" });
    }
  }

  private with(changes: Changes): LessonConfig {
    return configWith(this.catalog, this, changes);
  }

  private group(group: Group, asItIs: LessonConfig, wanted: LessonConfig) {
    const { text, hides } = this;
    const { part, entry } = group;
    if (part === "attention" && !heedsAttention(wanted)) return nothing;
    const settings = group.settings.filter(({ name }) => !hides.has(name));
    const isChosen = part === "attention" || part === "optimizer";
    const own = isChosen && !hides.has(part) ? this.choiceOf(part, asItIs, wanted) : nothing;
    if (own === nothing && settings.length === 0) return nothing;
    return html`<fieldset>
      <legend>${text.settings.parts[part]} ${isChosen ? nothing : html`<code lang="en">${entry}</code>`}</legend>
      <div class="fields">
        ${own}
        ${settings.map((setting) =>
          this.field(setting, entry, valueIn(asItIs, setting), valueIn(wanted, setting)),
        )}
      </div>
    </fieldset>`;
  }

  /** Which attention, or which optimizer: a choice like those that are declared. */
  private choiceOf(part: "attention" | "optimizer", asItIs: LessonConfig, wanted: LessonConfig) {
    const entries = this.catalog[part === "attention" ? "attentions" : "optimizers"];
    const choice: Setting = {
      name: part,
      summary: "",
      kind: "choice",
      minimum: 0,
      maximum: 0,
      default: "",
      live: false,
      options: entries.map(({ name }) => name),
    };
    return this.field(choice, "", asItIs[part], wanted[part]);
  }

  private field(setting: Setting, entry: string, own: number | string, value: number | string) {
    const { text, language, locks } = this;
    const { name } = setting;
    return html`<softlook-setting
      data-setting=${name}
      .text=${text}
      .words=${settingTexts[language]}
      .named=${this.named(name, entry)}
      .setting=${setting}
      .value=${value}
      .own=${own}
      .locked=${locks.has(name) || locks.has("settings")}
      @choose=${({ detail }: CustomEvent<number | string>) => this.choose(setting, detail)}
    ></softlook-setting>`;
  }

  private named(name: string, entry: string) {
    const { text, language } = this;
    if (name === "attention" || name === "optimizer") return text.settings.choices[name];
    return wordsOf(settingTexts[language], entry, name);
  }

  private choose(setting: Setting, value: number | string): void {
    const { name, live } = setting;
    this.refusal = undefined;
    const runs = this.with({ ...this.changes, ...this.turned });
    const isThere = groupsOf(this.catalog, runs).some(({ settings }) =>
      settings.some((each) => each.name === name),
    );
    if (live && isThere) {
      this.turn(name, value);
      return;
    }
    this.draft = { ...this.draft, [name]: value };
  }

  private turn(setting: string, value: number | string): void {
    const detail = { setting, value: Number(value) };
    this.dispatchEvent(new CustomEvent<Turn>("turn", { detail }));
  }

  private changed(list: readonly Difference[]) {
    if (list.length === 0) return nothing;
    const { text } = this;
    const isLocked = list.some(({ name }) => this.locks.has(name)) || this.locks.has("settings");
    return html`<p class="changed">
      <span>${text.settings.changed(this.said(list))}</span>
      ${isLocked ? nothing : html`<button type="button" @click=${this.goBack}>${text.settings.asItIs}</button>`}
    </p>`;
  }

  private bar(list: readonly Difference[]) {
    if (list.length === 0) return nothing;
    const { text, refusal } = this;
    return html`<div class="bar">
      <p>${text.settings.restartWith(this.said(list))}</p>
      <div class="buttons">
        <button type="button" class="go" @click=${this.start}>
          ${text.settings.restart}
        </button>
        <button type="button" @click=${this.leave}>${text.settings.leave}</button>
      </div>
      ${
        refusal === undefined
          ? nothing
          : html`<p class="refused">${text.settings.refused} ${engineSpan(text, refusal)}</p>`
      }
    </div>`;
  }

  private said(list: readonly Difference[]): string {
    const { text, language } = this;
    const words = settingTexts[language];
    const each = list.map(({ name, entry, from, to }) =>
      text.settings.difference(
        this.named(name, entry).name,
        written(words, name, from),
        written(words, name, to),
      ),
    );
    return each.join(text.settings.between);
  }

  private readonly start = (): void =>
    void this.run({ ...this.changes, ...this.turned, ...this.draft });

  /** Without a restart, where all of it can be turned back as it runs. */
  private readonly goBack = (): void => {
    this.draft = {};
    if (Object.keys(this.changes).length > 0) void this.run({});
    else {
      const asItIs = this.with({});
      for (const { settings } of groupsOf(this.catalog, asItIs)) {
        for (const setting of settings) {
          if (setting.name in this.turned) this.turn(setting.name, valueIn(asItIs, setting));
        }
      }
    }
    this.shadowRoot!.querySelector("summary")!.focus();
  };

  private readonly leave = (): void => {
    this.draft = {};
    this.refusal = undefined;
    this.shadowRoot!.querySelector("summary")!.focus();
  };

  private async run(changes: Changes): Promise<void> {
    this.refusal = await this.restart(needed(this.catalog, this, changes));
    // Its button goes away: whoever was on it is not to be lost.
    if (this.refusal === undefined) this.shadowRoot!.querySelector("summary")!.focus();
  }
}
