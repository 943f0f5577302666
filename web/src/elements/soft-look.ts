import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { customElement } from "../drawing/custom-element.ts";
import { caption, palette } from "../drawing/styles.ts";
import type { Pace } from "../engine/protocol.ts";
import type { Lesson } from "../lessons/lesson.ts";
import { lessonNamed, lessons } from "../lessons/registry.ts";
import { besideVariants, type Changes, sameChanges, variantOf } from "../lessons/variants.ts";
import { type Language, learning, type Text, texts } from "../text/text.ts";
import { checkedPace, checkedSeed } from "./attributes.ts";
import type { Brought } from "./brought.ts";
import { controlStyles } from "./control-styles.ts";
import { type ControlName, namesOf, nothingNamed } from "./controls.ts";
import { dialStyles, dials } from "./dials.ts";
import type { Tell } from "./events.ts";
import { ExampleField, exampleStyles } from "./example-field.ts";
import { frameStyles } from "./frame-styles.ts";
import { hidesPictures, notice } from "./notice.ts";
import { SeedField } from "./seed-field.ts";
import { settingAttributes, withAttribute } from "./setting-attributes.ts";
import { settingsPart, settingsStyles } from "./settings-part.ts";
import { SpokenLanguage } from "./spoken-language.ts";
import { Stage, type Wish } from "./stage.ts";
import { status } from "./status.ts";
import { shortcutAction, shortcuts, type TransportActions, transport } from "./transport.ts";
import { variantChoice } from "./variant-choice.ts";
import { Visibility } from "./visibility.ts";

const firstLesson = lessons[0]?.name ?? "";

/**
 * A lesson anywhere on the web: `<soft-look lesson="next-vector" lang="en" seed="3"></soft-look>`.
 * The engine starts when the element is first seen; it rests while nobody can see it.
 */
@customElement("soft-look")
export class SoftLook extends LitElement {
  static override styles = [
    palette,
    caption,
    frameStyles,
    controlStyles,
    dialStyles,
    exampleStyles,
    settingsStyles,
  ];

  /** Its name; or a lesson of one's own, with a config and the views to show. */
  @property({ converter: (name) => name ?? firstLesson }) lesson: string | Lesson = firstLesson;
  /** Of another name than the lesson's variants have, it is the first of them. */
  @property({ converter: (name) => name ?? "" }) variant = "";
  /**
   * Settings that are to be others than the lesson has them, and perhaps `attention` and `optimizer`. They are
   * of this lesson: another one begins without. Attributes of these names are beneath them.
   */
  @property({ attribute: false }) changes: Changes = {};
  /** `light` or `dark`; without it the colour scheme of the page around. */
  @property({ reflect: true }) theme: string | null = null;
  @property() override lang = "";

  /** What attributes say of settings. */
  private given: Changes = {};
  /** The changes that the present run began with. */
  private begun: Changes | undefined;
  private readonly fence = { hides: nothingNamed, locks: nothingNamed };
  private ownSeed: number | undefined;
  private ownPace: Pace = "lively";
  private readonly spoken = new SpokenLanguage(this);
  private readonly seedField = new SeedField(
    () => this.requestUpdate(),
    (seed) => this.setSeed(seed),
  );
  private readonly exampleField = new ExampleField(
    () => this.requestUpdate(),
    (example) => this.stage.chooseExample(example),
  );
  private readonly stage = new Stage({
    refresh: () => {
      this.requestUpdate();
      return this.updateComplete;
    },
    text: () => texts[this.language],
    tell: (name, detail) => this.tell(name, detail),
  });
  private readonly run = this.stage.run;

  constructor() {
    super();
    new Visibility(this, {
      changed: (visible) => {
        if (visible && this.run.phase === "idle") this.begin();
        this.run.setVisible(visible);
      },
      gone: () => this.stage.end(),
    });
    this.addEventListener("keydown", (event) => this.onKey(event));
  }

  @property() get seed(): number | undefined {
    return this.ownSeed;
  }
  set seed(value: number | string | null | undefined) {
    this.ownSeed = checkedSeed(value, this.ownSeed);
  }

  @property() get pace(): Pace {
    return this.ownPace;
  }
  set pace(value: string | null | undefined) {
    this.ownPace = checkedPace(value, this.ownPace);
  }

  /** Controls and settings that are not shown: `seed`, `pace`, `heads`, …, or `all`; apart by spaces, or a list. */
  @property() get hide(): readonly ControlName[] {
    return this.fence.hides.list;
  }
  set hide(value: string | readonly ControlName[] | null | undefined) {
    this.fence.hides = namesOf("hide", value);
  }

  /** Those that are shown and stay as they are. */
  @property() get lock(): readonly ControlName[] {
    return this.fence.locks.list;
  }
  set lock(value: string | readonly ControlName[] | null | undefined) {
    this.fence.locks = namesOf("lock", value);
  }

  static override get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: Lit makes the list of the very class that is asked.
    return [...super.observedAttributes, ...settingAttributes.keys()];
  }

  override attributeChangedCallback(name: string, before: string | null, value: string | null) {
    const setting = settingAttributes.get(name);
    if (!setting) return super.attributeChangedCallback(name, before, value);
    this.given = withAttribute(this.given, setting, value);
    this.requestUpdate();
  }

  /** Before the engine is up or the element seen, it is a wish: training begins as soon as it can. */
  play(): void {
    this.catchUp();
    this.run.play();
  }

  pause(): void {
    this.run.pause();
  }

  /** So many steps, and then a pause. */
  step(count = 1): void {
    this.catchUp();
    if (Number.isInteger(count) && count > 0) this.run.stepBy(count);
  }

  /** From the beginning, with the same seed. */
  reset(): void {
    this.run.forget();
    this.seedField.clear();
    if (this.run.phase !== "idle") this.begin();
  }

  get running(): boolean {
    return this.run.running;
  }

  /** Of those around where the element has none of its own. */
  get language(): Language {
    return this.spoken.current;
  }

  /** The engine is on its way meanwhile. */
  protected override async scheduleUpdate(): Promise<void> {
    await learning(this.language);
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.catchUp();
    if (changed.has("pace")) this.run.setPace(this.pace);
  }

  protected override render(): TemplateResult {
    const { language } = this;
    const text = texts[language];
    const { phase, running } = this.run;
    const { notice: trouble } = this.stage;
    const { wish } = this;
    const { hides } = this.fence;
    const lesson = typeof wish.lesson === "string" ? undefined : wish.lesson;
    return html`
      <section
        class="frame"
        lang=${language}
        tabindex="-1"
        aria-label=${text.region(lesson?.title[language] ?? String(wish.lesson))}
        aria-busy=${phase === "starting"}
      >
        ${lesson?.still ? nothing : transport(text, { ...wish, ...this.fence, enabled: phase === "ready", running }, this.seedField, this.actions)}
        ${variantChoice(text, language, lesson, wish.variant, this.fence, (name) => this.chooseVariant(name))}
        ${dials(lesson, wish, language, this.stage, this.fence)}
        ${settingsPart({ ...this.fence, text, language, wish, given: this.given, changes: this.changes, stage: this.stage, restart: this.restartWith })}
        ${lesson?.still || hides.has("status") ? nothing : status(text, lesson, this.run)}
        ${trouble ? notice(text, trouble, this.actions.reset) : nothing}
        ${lesson?.still || hides.has("example") || (trouble && hidesPictures(trouble)) ? nothing : this.exampleField.render(text, this.stage.example, this.fence.locks.has("example"))}
        ${trouble && hidesPictures(trouble) ? nothing : this.pictures(text)}
        ${lesson?.data && !hides.has("data") ? this.ownData(text, lesson, wish.variant) : nothing}
        ${lesson?.still || hides.has("shortcuts") ? nothing : shortcuts(text)}
      </section>
    `;
  }

  private pictures(text: Text): TemplateResult {
    const { views } = this.stage;
    if (!views) return html`<p class="starting">${text.starting}</p>`;
    views.speak(this.language);
    return views.render(text, !this.fence.hides.has("save"));
  }

  private ownData(text: Text, lesson: Lesson, variant: string) {
    // Beneath all pictures, and in some lessons only: it comes when it is there to be shown.
    import("./own-data-panel.ts").catch(() => undefined);
    const bring = ({ detail }: CustomEvent<Brought>) => {
      this.catchUp();
      this.stage.bring(detail);
    };
    return keyed(
      lesson,
      html`<softlook-own-data
        ?inert=${this.fence.locks.has("data")}
        .text=${text}
        .language=${this.language}
        .lesson=${lesson}
        .variant=${variant}
        .state=${this.stage.own.state}
        @bring=${bring}
        @give-back=${() => this.stage.giveBack()}
      ></softlook-own-data>`,
    );
  }

  private readonly actions: TransportActions = {
    toggle: () => (this.running ? this.pause() : this.play()),
    step: (count) => this.step(count),
    reset: () => this.reset(),
    newSeed: () => this.setSeed(1 + Math.floor(Math.random() * 9999)),
    setPace: (pace) => {
      this.pace = pace;
    },
  };

  private readonly tell: Tell = (name, detail) => {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  };

  private setSeed(seed: number): void {
    this.seed = seed;
    this.reset();
  }

  private chooseVariant(variant: string): void {
    this.variant = variant;
    const { lesson } = this.wish;
    if (typeof lesson === "string") return;
    const changes = besideVariants(lesson, this.changes);
    const isOther = !sameChanges(changes, this.changes);
    this.changes = changes;
    this.catchUp();
    this.tell("variant", { lesson: lesson.name, variant });
    if (isOther) this.tell("changes", { lesson: lesson.name, variant, changes });
  }

  /** Has the lesson run with these changes, or says why it cannot. */
  private readonly restartWith = async (changes: Changes): Promise<string | undefined> => {
    this.catchUp();
    const { wish } = this;
    const refusal = await this.stage.refusalOf({ ...wish, changes: { ...this.given, ...changes } });
    if (refusal !== undefined || typeof wish.lesson === "string") return refusal;
    this.changes = changes;
    this.play();
    this.tell("changes", { lesson: wish.lesson.name, variant: wish.variant, changes });
    return undefined;
  };

  private begin(): void {
    this.begun = this.changes;
    this.stage.begin(this.wish);
  }

  private get wish(): Wish {
    const { pace } = this;
    const changes = { ...this.given, ...this.changes };
    const lesson =
      typeof this.lesson === "string" ? lessonNamed(this.lesson) : ownLesson(this.lesson);
    const seed = this.seed ?? lesson?.config.seed ?? 1;
    if (!lesson) return { lesson: nameOf(this.lesson), variant: "", changes, seed, pace };
    const variant = variantOf(lesson, this.variant)?.name ?? "";
    return { lesson, variant, changes, seed, pace };
  }

  /** Another lesson, variant or seed, or other settings than live ones, is another run: at once, so that what is asked next is asked of that one. */
  private catchUp(): void {
    if (this.run.phase === "idle") return;
    // Changes that were made to the lesson before mean nothing to another one.
    if (this.changes === this.begun && !this.stage.shows(this.wish.lesson)) this.changes = {};
    if (!this.stage.isOf(this.wish) && !this.stage.follow(this.wish)) this.reset();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Escape") this.stage.views?.release();
    const action = shortcutAction(event, this.actions, this.fence);
    if (!action) return;
    event.preventDefault();
    action();
  }
}

/** What a page gives as a lesson, if it has what every lesson has. */
function ownLesson(given: Lesson): Lesson | undefined {
  const { config, views, title, learned } = given ?? {};
  return config && title && learned && Array.isArray(views) ? given : undefined;
}

const nameOf = (lesson: string | Lesson | undefined): string =>
  typeof lesson === "string" ? lesson : String(lesson?.name);

declare global {
  interface HTMLElementTagNameMap {
    "soft-look": SoftLook;
  }
}
