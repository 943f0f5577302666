import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { Setting } from "softlook-wasm";
import { customElement } from "../drawing/custom-element.ts";
import { caption, palette } from "../drawing/styles.ts";
import { type SettingTexts, type SettingWords, settingTexts } from "../text/settings.ts";
import { type Text, texts } from "../text/text.ts";
import { nearest, notchesOf } from "./notches.ts";
import { fieldStyles } from "./setting-field-styles.ts";
import { asNumber, isSwitch, written } from "./setting-value.ts";

/** One setting, with the control that its kind asks for. It tells `choose`, with the value chosen. */
@customElement("softlook-setting")
export class SettingField extends LitElement {
  static override styles = [palette, caption, fieldStyles];

  @property({ attribute: false }) text: Text = texts.en;
  @property({ attribute: false }) words: SettingTexts = settingTexts.en;
  @property({ attribute: false }) named: SettingWords = { name: "", hint: "" };
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) value: number | string = 0;
  /** What it is in the lesson as the page has it. */
  @property({ attribute: false }) own: number | string = 0;
  @property({ type: Boolean }) locked = false;

  /** While it is being typed, and while it is none. */
  @state() private typed: string | undefined;
  @state() private wrong = false;
  private notches: readonly number[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("setting")) this.notches = notchesOf(this.setting);
    if (changed.has("value")) this.clear();
  }

  protected override render(): TemplateResult {
    const { text, named, setting } = this;
    return html`
      <div class="head">
        <label for="control">${named.name}</label>
        ${setting.live ? html`<small class="at-once">${text.settings.atOnce}</small>` : nothing}
        ${this.locked ? html`<small class="ways">${text.settings.locked}</small>` : this.ways()}
      </div>
      ${named.hint ? html`<p id="hint" class="hint">${named.hint}</p>` : nothing}
      <div class="row">${this.control()}</div>
      ${this.wrong ? html`<p id="wrong" class="wrong" role="alert">${this.complaint()}</p>` : nothing}
    `;
  }

  private control(): TemplateResult {
    const { setting } = this;
    if (setting.kind === "choice") return this.choice();
    if (isSwitch(setting)) return this.switch();
    return html`${this.notches.length > 1 ? this.slider() : nothing}${this.field()}`;
  }

  private choice(): TemplateResult {
    const { setting, value, words, locked } = this;
    const onChange = (event: Event) => this.choose((event.target as HTMLSelectElement).value);
    return html`<select id="control" aria-describedby="hint" ?disabled=${locked} @change=${onChange}>
      ${setting.options.map(
        (option) => html`<option value=${option} .selected=${live(option === value)}>
          ${written(words, setting.name, option)}
        </option>`,
      )}
    </select>`;
  }

  private switch(): TemplateResult {
    const onChange = (event: Event) =>
      this.choose((event.target as HTMLInputElement).checked ? 1 : 0);
    return html`<input
      id="control"
      type="checkbox"
      aria-describedby="hint"
      .checked=${live(this.value === 1)}
      ?disabled=${this.locked}
      @change=${onChange}
    />`;
  }

  private slider(): TemplateResult {
    const { notches, value, text, named } = this;
    const onInput = (event: Event) =>
      this.choose(notches[Number((event.target as HTMLInputElement).value)]!);
    return html`<input
      type="range"
      aria-label=${text.settings.slider(named.name)}
      aria-valuetext=${value}
      min="0"
      max=${notches.length - 1}
      .value=${live(String(nearest(notches, Number(value))))}
      ?disabled=${this.locked}
      @input=${onInput}
    />`;
  }

  private field(): TemplateResult {
    const { setting, words, value, wrong } = this;
    return html`<input
      id="control"
      type="text"
      inputmode=${setting.kind === "integer" ? "numeric" : "decimal"}
      autocomplete="off"
      .value=${live(this.typed ?? written(words, setting.name, value))}
      aria-invalid=${wrong}
      aria-describedby=${wrong ? "wrong" : "hint"}
      ?disabled=${this.locked}
      @input=${this.onInput}
      @change=${this.onChange}
      @keydown=${this.onKey}
    />`;
  }

  /** Back to what the lesson has, and to what the engine has where nothing is said, if there is such. */
  private ways(): TemplateResult {
    const { text, setting, own } = this;
    const usual = setting.default;
    return html`<small class="ways">
      ${own === usual ? nothing : this.way(own, text.settings.lessonHas)}
      ${usual === "" ? nothing : this.way(usual, text.settings.usual)}
    </small>`;
  }

  private way(to: number | string, say: (value: string) => string): TemplateResult {
    const { setting, words, value, named, text } = this;
    const said = say(
      isSwitch(setting)
        ? text.settings.switch[to ? "on" : "off"]
        : written(words, setting.name, to),
    );
    if (value === to) return html`<span>${said}</span>`;
    return html`<button
      type="button"
      aria-label=${text.settings.backTo(named.name, said)}
      @click=${() => this.goBack(to)}
    >
      ${said}
    </button>`;
  }

  private complaint(): string {
    const { named, setting, text } = this;
    const { minimum, maximum } = setting;
    const say = setting.kind === "integer" ? text.settings.wrongInteger : text.settings.wrongNumber;
    return say(named.name, String(minimum), String(maximum));
  }

  private readonly onInput = (event: Event): void => {
    this.typed = (event.target as HTMLInputElement).value;
    if (this.wrong && asNumber(this.setting, this.typed) !== undefined) this.wrong = false;
  };

  private readonly onChange = (): void => {
    const value = asNumber(this.setting, this.typed ?? "");
    // Who leaves the field empty has thought better of it.
    this.wrong = value === undefined && !!this.typed?.trim();
    if (this.wrong) return;
    this.clear();
    if (value !== undefined) this.choose(value);
  };

  private readonly onKey = ({ key }: KeyboardEvent): void => {
    if (key === "Escape") this.clear();
  };

  private clear(): void {
    this.typed = undefined;
    this.wrong = false;
  }

  /** Its button goes away: whoever was on it is not to be lost. */
  private goBack(to: number | string): void {
    this.clear();
    this.choose(to);
    this.shadowRoot!.querySelector<HTMLElement>("#control")!.focus();
  }

  private choose(value: number | string): void {
    if (value !== this.value) this.dispatchEvent(new CustomEvent("choose", { detail: value }));
  }
}
