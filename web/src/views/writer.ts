import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import { sequential } from "../drawing/colour-scale.ts";
import { customElement } from "../drawing/custom-element.ts";
import type { Place } from "../drawing/grid-cursor.ts";
import { GridView } from "../drawing/grid-view.ts";
import { hints } from "../drawing/hints.ts";
import { decimal, percent } from "../drawing/number-format.ts";
import { shaded, shades } from "../drawing/shaded.ts";
import { caption, palette } from "../drawing/styles.ts";
import { shownLabel } from "../drawing/weight-table.ts";
import { writerStyles } from "../drawing/writer-styles.ts";
import type { Writing, WrittenToken } from "../engine/protocol.ts";
import { engineSpan } from "../text/engine-words.ts";
import type { View } from "./view.ts";

/** Slow enough to be read along: four tokens a second. */
const interval = 250;
const mostTop = 20;

@customElement("softlook-writer")
class WriterView extends GridView {
  static override styles = [palette, caption, shades, writerStyles];

  @state() private temperature = 0;
  @state() private top = 0;
  /** Another token is asked for when the last one has been seen. */
  @state() private isGoing = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isFresh = true;
  @query("#beginning") private field!: HTMLInputElement;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (!changed.has("picture")) return;
    const before = changed.get("picture")?.frame.writing;
    const { writing } = this;
    // The run began anew, or something else is on show.
    if (before && !writing) this.stop();
    if (writing?.ended) this.stop();
    if (this.isGoing && writing && writing.tokens.length !== before?.tokens.length) this.later();
  }

  protected override render() {
    const { text, writing, isGoing } = this;
    const refusal = writing?.refusal;
    const isReady = this.picture !== undefined;
    return html`
      <form @submit=${this.onSubmit}>
        <input
          id="beginning"
          type="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          maxlength="400"
          aria-label=${text.writerBeginning}
          aria-invalid=${refusal !== undefined}
          aria-describedby=${refusal === undefined ? nothing : "refused"}
          @input=${this.onInput}
        />
        <div class="buttons">
          <button type="submit" ?disabled=${!isReady || isGoing || this.isDone}>${text.writerNext}</button>
          <button type="button" ?disabled=${!isReady || (this.isDone && !isGoing)} @click=${this.toggle}>
            ${isGoing ? text.writerStop : text.writerGoOn}
          </button>
          <button type="button" ?disabled=${!writing} @click=${this.startOver}>${text.writerStartOver}</button>
        </div>
      </form>
      <div class="choices">
        ${this.slider(text.writerTemperature, this.temperature, 2, 0.1, this.onTemperature, this.warmth)}
        ${this.slider(text.writerTop, this.top, mostTop, 1, this.onTop, this.top === 0 ? text.writerTopAll : String(this.top))}
      </div>
      ${
        refusal === undefined
          ? nothing
          : html`<p id="refused" class="refused" role="alert">${text.typedRefused} ${engineSpan(text, refusal)}</p>`
      }
      ${writing && writing.tokens.length > 0 ? this.page(writing) : html`<p class="hint">${text.writerHint}</p>`}
      <p class="spoken" role="status">${this.newest}</p>
      <p class="spoken" role="status">${this.spoken}</p>
    `;
  }

  private slider(
    name: string,
    value: number,
    max: number,
    step: number,
    changed: (event: Event) => void,
    said: string,
  ): TemplateResult {
    return html`<label>
      <span>${name}</span>
      <input
        type="range"
        min="0"
        max=${max}
        step=${step}
        .value=${String(value)}
        aria-valuetext=${said}
        @input=${changed}
      />
      <output>${said}</output>
    </label>`;
  }

  /** What the person wrote and what the model did, in one line of text. */
  private page({ beginning, tokens, apart, spaced, ended }: Writing): TemplateResult {
    const { text, shown } = this;
    const gap = spaced ? " " : "";
    const given = beginning.trim();
    const joint = apart ? " → " : given && gap;
    return html`
      <div role="grid" aria-label=${text.writerLabel} aria-describedby="hint">
        <div role="row" class="page"
          ><span role="rowheader" class="given">${given}</span
          >${joint}${tokens.map((token, column) => html`${column > 0 ? gap : ""}${this.token(token, { row: 0, column })}`)}</div>
      </div>
      <p class="readout">${shown && tokens[shown.column] ? this.sentence(shown) : ended ? text.writerEnded : ""}</p>
      <p class=${this.isLocked ? "hint" : "spoken"} id="hint">${this.isLocked ? hints(text).locked : hints(text).lock}</p>
    `;
  }

  private token({ label, probability }: WrittenToken, place: Place): TemplateResult {
    return html`<span
      role="gridcell"
      class="token ${this.isLockedAt(place) ? "locked" : ""}"
      aria-label=${this.text.writerToken(shownLabel(label), percent(probability))}
      tabindex=${this.tabIndexOf(place)}
      aria-selected=${this.isLockedAt(place)}
      data-row="0"
      data-column=${place.column}
      ${shaded(probability, sequential)}
    >${shownLabel(label)}</span>`;
  }

  protected override firstUpdated(): void {
    this.field.value = this.options.example ?? "";
  }

  protected sentence({ column }: Place): string {
    const token = this.writing?.tokens[column];
    if (!token) return "";
    const { label, probability } = token;
    return this.text.writerAt(String(column + 1), shownLabel(label), percent(probability));
  }

  protected size() {
    return { rows: 1, columns: this.writing?.tokens.length ?? 0 };
  }

  protected firstTabStop(): Place {
    return { row: 0, column: 0 };
  }

  private get writing(): Writing | null {
    return this.picture?.frame.writing ?? null;
  }

  /** To be read out: each token as it comes. */
  private get newest(): string {
    const { tokens = [] } = this.writing ?? {};
    return tokens.length > 0 ? this.sentence({ row: 0, column: tokens.length - 1 }) : "";
  }

  /** Nothing more comes after what is on show; after another beginning something does. */
  private get isDone(): boolean {
    const { writing } = this;
    return !!writing?.ended && !this.isFresh && writing.refusal === undefined;
  }

  private get warmth(): string {
    return this.temperature === 0 ? this.text.writerLikeliest : decimal(this.temperature, 1);
  }

  private readonly onInput = (): void => {
    this.stop();
    this.isFresh = this.field.value !== this.writing?.beginning;
    this.requestUpdate();
  };

  private readonly onTemperature = (event: Event): void => {
    this.temperature = (event.target as HTMLInputElement).valueAsNumber;
  };

  private readonly onTop = (event: Event): void => {
    this.top = (event.target as HTMLInputElement).valueAsNumber;
  };

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    if (!this.isGoing && !this.isDone) this.next();
  };

  private readonly toggle = (): void => {
    if (this.isGoing) {
      this.stop();
      return;
    }
    this.isGoing = true;
    this.next();
  };

  private readonly startOver = (): void => {
    this.stop();
    this.release();
    this.ask("write-on", null);
    this.field.focus();
  };

  private next(): void {
    this.isFresh = false;
    const { temperature, top, writing } = this;
    const beginning = this.field.value;
    const further = writing?.beginning === beginning && writing.refusal === undefined;
    this.ask("write-on", { beginning, further, temperature, top });
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.next(), interval);
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.isGoing = false;
  }
}

/** Options: `example` is what stands in the field at first. */
export default {
  name: "writer",
  options: { example: "text" },
  title: (text) => text.writerTitle,
  needs: () => [],
  create: () => new WriterView(),
} satisfies View;
