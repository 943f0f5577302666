import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { Catalog, Setting } from "softlook-wasm";
import { customElement } from "../drawing/custom-element.ts";
import { caption, palette } from "../drawing/styles.ts";
import { groupsOf, heedsAttention, valueIn } from "../engine/declared.ts";
import type { Other } from "../lessons/lanes.ts";
import type { LessonConfig, Variant } from "../lessons/lesson.ts";
import { type SettingTexts, settingTexts, wordsOf } from "../text/settings.ts";
import { type Language, type Text, texts } from "../text/text.ts";
import { compareStyles } from "./compare-styles.ts";
import { asNumber, isSwitch, written } from "./setting-value.ts";

interface Called {
  setting: Setting;
  name: string;
}

/** Where one more to compare with is chosen. It tells `choose`, with an `Other`. */
@customElement("softlook-compare-choice")
export class CompareChoice extends LitElement {
  static override styles = [
    palette,
    caption,
    compareStyles,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.5rem;
      }
      label {
        display: grid;
        gap: 0.125rem;
        min-width: 0;
        color: var(--muted);
        font-size: 0.93em;
      }
      input {
        width: 9rem;
      }
      input[aria-invalid="true"] {
        border-color: var(--alarm);
      }
      .wrong {
        margin-block-start: 0.375rem;
        color: var(--alarm);
      }
    `,
  ];

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  @property({ attribute: false }) text: Text = texts.en;
  @property({ attribute: false }) language: Language = "en";
  /** Those that are not there yet. */
  @property({ attribute: false }) variants: readonly Variant[] = [];
  /** Of the run: what is the same in it is no choice. */
  @property({ attribute: false }) config!: LessonConfig;
  @property({ attribute: false }) catalog: Catalog | undefined;

  /** The kind and the name, with a space between; empty until something is chosen. */
  @state() private chosen = "";
  @state() private written = "";
  @state() private wrong = "";

  protected override render(): TemplateResult {
    const words = this.text.compare;
    const { changed } = this;
    return html`
      <form @submit=${this.onSubmit}>
        <label>
          ${words.with}
          <select .value=${live(this.chosen)} @change=${this.onChoice}>
            <option value="">${words.choose}</option>
            ${this.group(words.variants, this.variantOptions())}
            ${this.group(words.attentions, this.partOptions("attention"))}
            ${this.group(words.optimizers, this.partOptions("optimizer"))}
            ${this.group(words.settings, this.settingOptions())}
          </select>
        </label>
        ${changed ? this.valueField(changed) : nothing}
        <button type="submit" ?disabled=${this.chosen === ""}>${words.add}</button>
      </form>
      <p id="wrong" class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
    `;
  }

  private group(label: string, options: [string, string][]) {
    if (options.length === 0) return nothing;
    return html`<optgroup label=${label}>
      ${options.map(([value, title]) => html`<option value=${value}>${title}</option>`)}
    </optgroup>`;
  }

  private variantOptions(): [string, string][] {
    return this.variants.map(({ name, title }) => [`variant ${name}`, title[this.language]]);
  }

  /** All others than the run's. */
  private partOptions(part: "attention" | "optimizer"): [string, string][] {
    // A model that looks in its own way has no other.
    if (part === "attention" && !heedsAttention(this.config)) return [];
    const names = this.catalog?.[`${part}s`].map(({ name }) => name) ?? [];
    const others = names.filter((name) => name !== this.config[part]);
    return others.map((name) => [`${part} ${name}`, written(this.words, part, name)]);
  }

  private settingOptions(): [string, string][] {
    return this.settings.map(({ setting, name }) => [`setting ${setting.name}`, name]);
  }

  private get words(): SettingTexts {
    return settingTexts[this.language];
  }

  /** What can be set in the run, and what it is called. */
  private get settings(): Called[] {
    const groups = this.catalog ? groupsOf(this.catalog, this.config) : [];
    return groups.flatMap(({ entry, settings }) =>
      settings.map((setting) => ({
        setting,
        name: wordsOf(this.words, entry, setting.name).name,
      })),
    );
  }

  private get changed(): Called | undefined {
    return this.settings.find(({ setting }) => this.chosen === `setting ${setting.name}`);
  }

  private valueField({ setting, name }: Called): TemplateResult {
    const words = this.text.compare;
    const options = this.optionsOf(setting);
    const field =
      options.length > 0
        ? html`<select .value=${live(this.written)} @change=${this.onWritten}>
            ${options.map(([value, title]) => html`<option value=${value}>${title}</option>`)}
          </select>`
        : html`<input
            type="text"
            inputmode=${setting.kind === "integer" ? "numeric" : "decimal"}
            autocomplete="off"
            placeholder=${words.valueNow(written(this.words, setting.name, valueIn(this.config, setting)))}
            aria-invalid=${this.wrong !== ""}
            aria-describedby="wrong"
            .value=${live(this.written)}
            @input=${this.onWritten}
          />`;
    return html`<label>${words.value(name)} ${field}</label>`;
  }

  /** The other values of a choice or a switch; none for what is written as a number. */
  private optionsOf(setting: Setting): [string, string][] {
    const now = String(valueIn(this.config, setting));
    const { on, off } = this.text.settings.switch;
    const all: [string, string][] = isSwitch(setting)
      ? [
          ["0", off],
          ["1", on],
        ]
      : setting.options.map((option) => [option, written(this.words, setting.name, option)]);
    return all.filter(([value]) => value !== now);
  }

  private readonly onChoice = (event: Event): void => {
    this.chosen = (event.target as HTMLSelectElement).value;
    const { changed } = this;
    this.written = (changed && this.optionsOf(changed.setting)[0]?.[0]) ?? "";
    this.wrong = "";
  };

  private readonly onWritten = (event: Event): void => {
    this.written = (event.target as HTMLInputElement | HTMLSelectElement).value;
    this.wrong = "";
  };

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    const other = this.other();
    if (other === undefined) return;
    this.dispatchEvent(new CustomEvent<Other>("choose", { detail: other }));
    this.chosen = "";
  };

  /** What was chosen; where it is none, it is said why. */
  private other(): Other | undefined {
    const [kind = "", chosen = ""] = this.chosen.split(/ (.*)/);
    if (kind === "variant") return chosen;
    if (kind === "attention" || kind === "optimizer") return { [kind]: chosen };
    if (!this.changed) return undefined;
    const { setting } = this.changed;
    const value = setting.kind === "choice" ? this.written : asNumber(setting, this.written);
    this.wrong = this.complaint(this.changed, value);
    return value === undefined || this.wrong ? undefined : { [chosen]: value };
  }

  private complaint({ setting, name }: Called, value: number | string | undefined): string {
    const { text } = this;
    const { kind, minimum, maximum } = setting;
    const say = kind === "integer" ? text.settings.wrongInteger : text.settings.wrongNumber;
    if (value === undefined) return say(name, String(minimum), String(maximum));
    if (value !== valueIn(this.config, setting)) return "";
    return text.compare.isNow(name, String(value));
  }
}
