import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import type { Catalog } from "softlook-wasm";
import { customElement } from "../drawing/custom-element.ts";
import { count } from "../drawing/number-format.ts";
import { caption, palette } from "../drawing/styles.ts";
import { fitted } from "../engine/declared.ts";
import { keyOf, mostOthers, type Other, sameOthers } from "../lessons/lanes.ts";
import type { Lesson, Variant } from "../lessons/lesson.ts";
import { type Changes, configOf, variantOf } from "../lessons/variants.ts";
import { type Language, type Text, texts } from "../text/text.ts";
import type { Picture } from "../views/view.ts";
import { compareChipStyles, compareChips } from "./compare-chips.ts";
import type { CompareChoice } from "./compare-choice.ts";
import "./compare-choice.ts";
import "./compare-curves.ts";
import type { CompareMaps } from "./compare-maps.ts";
import "./compare-maps.ts";
import { compareSaveable, runsOf } from "./compare-saving.ts";
import { compareStyles } from "./compare-styles.ts";
import { compareTable, compareTableStyles } from "./compare-table.ts";
import { compareTroubles, otherTasks } from "./compare-troubles.ts";
import type { Comparison, Contender } from "./comparison.ts";
import { letterOf } from "./contender-letter.ts";
import { titlesOf } from "./contender-names.ts";
import "./save-menu.ts";
import type { Saveable } from "./save-menu.ts";

/**
 * A run beside one to three others. It tells `compare-with`, with the `Other`s that are wanted, `drop`,
 * with the key of one, and `watch`, whether it can be seen.
 */
@customElement("softlook-compare")
export class ComparePanel extends LitElement {
  static override styles = [
    palette,
    caption,
    compareStyles,
    compareChipStyles,
    compareTableStyles,
    css`
      .parts {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 1rem;
      }
      .numbers {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr));
        gap: 1rem 1.75rem;
      }
      .numbers > div {
        min-width: 0;
      }
      .hint {
        margin-block-start: 0.375rem;
      }
      .heading {
        display: flex;
        align-items: center;
        justify-content: space-between;
        min-height: 2rem;
        margin-block-end: 0.25rem;
      }
      .heading h2 {
        margin: 0;
      }
      softlook-save {
        flex: none;
        inline-size: 2rem;
        block-size: 2rem;
      }
      .full {
        margin-block-start: -0.875rem;
      }
      [role="alert"]:not(:has(p)) {
        display: none;
      }
      .trouble {
        color: var(--alarm);
      }
    `,
  ];

  @property({ attribute: false }) text: Text = texts.en;
  @property({ attribute: false }) language: Language = "en";
  @property({ attribute: false }) lesson!: Lesson;
  @property({ attribute: false }) variant = "";
  @property({ attribute: false }) changes: Changes = {};
  @property({ attribute: false }) seed = 1;
  @property({ attribute: false }) comparison!: Comparison;
  /** Those of the comparison: another list with every frame. */
  @property({ attribute: false }) contenders: readonly Contender[] = [];

  @property({ attribute: false }) catalog: Catalog | undefined;

  /** Nobody is added or taken out. */
  @property({ attribute: false }) fixed = false;

  /** Its pictures can be saved. */
  @property({ attribute: false }) canSave = true;
  @property({ attribute: false }) picture: () => Picture | undefined = () => undefined;

  private readonly losses = compareSaveable(
    this,
    "compare-losses",
    (text) => text.compare.lossTitle,
    () => ({ compared: { runs: runsOf(this.contenders, this.titles), pair: [1, 0] } }),
  );
  private readonly maps = compareSaveable(
    this,
    "compare-maps",
    (text) => text.compare.mapTitle,
    () => this.renderRoot.querySelector<CompareMaps>("softlook-compare-maps")?.chosen ?? {},
  );
  private hasDropped = false;
  private readonly seen = new IntersectionObserver((entries) => {
    this.watch(entries.at(-1)?.isIntersecting ?? false);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.seen.observe(this);
  }

  override disconnectedCallback(): void {
    this.seen.disconnect();
    this.watch(false);
    super.disconnectedCallback();
  }

  /** Gives up a cell that a person has locked. */
  release(): void {
    this.renderRoot.querySelector<CompareMaps>("softlook-compare-maps")?.release();
  }

  protected override render(): TemplateResult {
    const words = this.text.compare;
    const { contenders } = this;
    return html`<div class="parts">
      ${contenders.length > 0 ? this.chips() : html`<p class="hint">${words.lead}</p>`}
      ${this.fixed ? nothing : this.choice()}
      <div role="alert">${compareTroubles(this.text, this.lesson, this.comparison)}</div>
      ${contenders.length > 0 ? this.pictures() : nothing}
    </div>`;
  }

  protected override updated(): void {
    const choice = this.renderRoot.querySelector<CompareChoice>("softlook-compare-choice");
    if (!this.hasDropped || !choice) return;
    // The button that was pressed is gone: whoever was on it is not to be lost.
    this.hasDropped = false;
    void choice.updateComplete.then(() => choice.focus());
  }

  private get titles(): string[] {
    return titlesOf(this.contenders, this, this.text, this.language);
  }

  private chips(): TemplateResult {
    const words = this.text.compare;
    const letters = this.contenders.map((_, i) => letterOf(i)).join(words.between);
    return html`<div>
      ${compareChips(this.text, this.contenders, this.titles, this.fixed ? undefined : this.drop)}
      <p class="hint" role="status">${words.began(letters, String(this.seed))}</p>
    </div>`;
  }

  private choice(): TemplateResult {
    const words = this.text.compare;
    if (this.others.length === mostOthers) return html`<p class="hint full">${words.full}</p>`;
    const { text, language, lesson, variant, catalog } = this;
    const of = [text, language, lesson, variant, catalog, keyOf(this.changes)];
    // No frame changes it: it is not to be worked out with each of them.
    return html`${guard([...of, this.comparison.compared], () => this.form(words))}`;
  }

  private form(words: Text["compare"]): TemplateResult {
    return html`<div>
      <softlook-compare-choice
        .text=${this.text}
        .language=${this.language}
        .variants=${this.variantsLeft}
        .config=${this.config}
        .catalog=${this.catalog}
        @choose=${({ detail }: CustomEvent<Other>) => this.compareWith([...this.others, detail])}
      ></softlook-compare-choice>
      <p class="hint">${words.startsOver}</p>
    </div>`;
  }

  private pictures(): TemplateResult {
    const { text, contenders, titles, comparison } = this;
    const words = text.compare;
    return html`
      <div class="numbers">
        <div>
          ${this.heading(words.lossTitle, this.losses)}
          <softlook-compare-curves .text=${text} .contenders=${contenders}></softlook-compare-curves>
        </div>
        <div>
          ${this.heading(words.scoreTitle(count(comparison.scoredAt)))}
          ${compareTable(text, this.lesson, comparison, titles)} ${otherTasks(text, this.config.task, comparison)}
        </div>
      </div>
      <div>
        ${this.heading(words.mapTitle, comparison.hasMaps ? this.maps : undefined)}
        ${
          comparison.hasMaps
            ? html`<softlook-compare-maps
                .text=${text}
                .language=${this.language}
                .contenders=${contenders}
                .titles=${titles}
              ></softlook-compare-maps>`
            : html`<p class="hint">${words.noMaps}</p>`
        }
      </div>
    `;
  }

  private heading(title: string, saveable?: Saveable): TemplateResult {
    const canSave = saveable && this.canSave;
    return html`<div class="heading">
      <h2>${title}</h2>
      ${canSave ? html`<softlook-save .text=${this.text} .saveable=${saveable}></softlook-save>` : nothing}
    </div>`;
  }

  private get config() {
    const config = configOf(this.lesson, variantOf(this.lesson, this.variant), this.changes);
    return this.catalog ? fitted(config, this.catalog) : config;
  }

  private get others(): Other[] {
    return this.comparison.compared.lanes.map(({ other }) => other);
  }

  /** With changes the run is another than its variant, which then is one to compare with. */
  private get variantsLeft(): readonly Variant[] {
    const isChanged = Object.keys(this.changes).length > 0;
    const { variants = [] } = this.lesson;
    return variants.filter(
      ({ name }) => !this.others.includes(name) && (isChanged || name !== this.variant),
    );
  }

  private compareWith(others: readonly Other[]): void {
    if (sameOthers(others, this.others)) return;
    this.dispatchEvent(new CustomEvent("compare-with", { detail: others }));
  }

  private readonly drop = (key: string): void => {
    this.hasDropped = true;
    this.dispatchEvent(new CustomEvent("drop", { detail: key }));
  };

  private watch(seen: boolean): void {
    this.dispatchEvent(new CustomEvent("watch", { detail: seen }));
  }
}
