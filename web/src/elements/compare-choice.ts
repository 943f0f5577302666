import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { Catalog, Setting } from "softlook-wasm";
import { customElement } from "../drawing/custom-element.ts";
import { significant } from "../drawing/number-format.ts";
import { caption, palette } from "../drawing/styles.ts";
import type { Other } from "../lessons/lanes.ts";
import type { LessonConfig, Variant } from "../lessons/lesson.ts";
import { type Language, type Text, texts } from "../text/text.ts";
import { compareStyles } from "./compare-styles.ts";
import { valueIn } from "./setting-value.ts";

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
    const { setting } = this;
    return html`
      <form @submit=${this.onSubmit}>
        <label>
          ${words.with}
          <select .value=${live(this.chosen)} @change=${this.onChoice}>
            <option value="">${words.choose}</option>
            ${this.group(words.variants, this.variantOptions())}
            ${this.group(words.attentions, this.attentionOptions())}
            ${this.group(words.settings, this.settingOptions())}
          </select>
        </label>
        ${setting ? this.valueField(setting) : nothing}
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

  private attentionOptions(): [string, string][] {
    const names = this.catalog?.attentions.map(({ name }) => name) ?? [];
    const others = names.filter((name) => name !== this.config.attention);
    return others.map((name) => [`attention ${name}`, name]);
  }

  private settingOptions(): [string, string][] {
    return this.settings.map(({ name }) => [`setting ${name}`, name]);
  }

  private get settings(): Setting[] {
    const { catalog, config } = this;
    if (!catalog) return [];
    const of = (entries: readonly { name: string; settings: Setting[] }[], wanted: string) =>
      entries.find(({ name }) => name === wanted)?.settings ?? [];
    return [
      ...of(catalog.models, config.model),
      ...of(catalog.attentions, config.attention),
      ...of(catalog.optimizers, config.optimizer),
      ...catalog.schedule,
      ...of(catalog.tasks, config.task),
    ];
  }

  private get setting(): Setting | undefined {
    return this.settings.find(({ name }) => this.chosen === `setting ${name}`);
  }

  private valueField(setting: Setting): TemplateResult {
    const words = this.text.compare;
    const now = this.valueNow(setting);
    const field =
      setting.kind === "choice"
        ? html`<select .value=${live(this.written)} @change=${this.onWritten}>
            ${setting.options
              .filter((option) => option !== now)
              .map((option) => html`<option value=${option}>${option}</option>`)}
          </select>`
        : html`<input
            type="text"
            inputmode="decimal"
            autocomplete="off"
            placeholder=${words.valueNow(String(now))}
            aria-invalid=${this.wrong !== ""}
            aria-describedby="wrong"
            .value=${live(this.written)}
            @input=${this.onWritten}
          />`;
    return html`<label>${words.value(setting.name)} ${field}</label>`;
  }

  private valueNow({ name, default: usual }: Setting): number | string {
    return this.config.settings[name] ?? usual;
  }

  private readonly onChoice = (event: Event): void => {
    this.chosen = (event.target as HTMLSelectElement).value;
    const { setting } = this;
    const others = setting?.options.filter((option) => option !== this.valueNow(setting));
    this.written = others?.[0] ?? "";
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
    const { setting } = this;
    const [kind = "", name = ""] = this.chosen.split(/ (.*)/);
    if (kind === "variant") return name;
    if (kind === "attention") return { attention: name };
    if (!setting) return undefined;
    const value = valueIn(setting, this.written);
    this.wrong = value === undefined ? this.complaint(setting) : "";
    if (value === this.valueNow(setting)) this.wrong = this.text.compare.isNow(name, String(value));
    return value === undefined || this.wrong ? undefined : { [name]: value };
  }

  private complaint({ name, kind, minimum, maximum }: Setting): string {
    const words = this.text.compare;
    const shown = (value: number) => (Number.isInteger(value) ? String(value) : significant(value));
    const range = words.or(shown(minimum), shown(maximum));
    return kind === "integer" ? words.wrongWhole(name, range) : words.wrongNumber(name, range);
  }
}
