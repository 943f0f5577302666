import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import type { Lesson as OwnLesson } from "../../package/element.d.ts";
import { customElement } from "../drawing/custom-element.ts";
import { caption, palette } from "../drawing/styles.ts";
import type { Form } from "../engine/kept-file.ts";
import type { Pace, Turn } from "../engine/protocol.ts";
import type { Other } from "../lessons/lanes.ts";
import type { Lesson } from "../lessons/lesson.ts";
import { lessons } from "../lessons/registry.ts";
import { besideVariants, type Changes, sameChanges, variantOf } from "../lessons/variants.ts";
import { type Language, learning, type Text, texts } from "../text/text.ts";
import { checkedChanges, checkedPace, checkedSeed } from "./attributes.ts";
import type { Brought } from "./brought.ts";
import { CompareDrawer, compareDrawerStyles } from "./compare.ts";
import { CompareWish } from "./compare-wish.ts";
import { controlStyles } from "./control-styles.ts";
import { type ControlName, namesOf, nothingNamed } from "./controls.ts";
import { dialStyles, dials } from "./dials.ts";
import type { Tell } from "./events.ts";
import { ExampleField, exampleStyles } from "./example-field.ts";
import { frameStyles } from "./frame-styles.ts";
import { checkedStep } from "./journey.ts";
import type { Keeper } from "./keep-panel.ts";
import { late } from "./late.ts";
import { LessonSource } from "./lesson-source.ts";
import type { Look, Moment } from "./moment.ts";
import { hidesPictures, notice } from "./notice.ts";
import { ownWordStyles, ownWords } from "./own-words.ts";
import { type Panel, panelChoice, panelStyles, panelsOf } from "./panels.ts";
import { SeedField } from "./seed-field.ts";
import { settingAttributes, withAttribute } from "./setting-attributes.ts";
import { settingsPart, settingsStyles } from "./settings-part.ts";
import { SpokenLanguage } from "./spoken-language.ts";
import { Stage, type Wish } from "./stage.ts";
import { starting } from "./starting.ts";
import { status } from "./status.ts";
import { shortcutAction, shortcuts, type TransportActions, transport } from "./transport.ts";
import { variantChoice } from "./variant-choice.ts";
import { Visibility } from "./visibility.ts";

const ownDataPanel = late(() => import("./own-data-panel.ts"));
const keepPanel = late(() => import("./keep-panel.ts"));

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
    compareDrawerStyles,
    settingsStyles,
    panelStyles,
    ownWordStyles,
  ];

  /** Its name; or a lesson of one's own, with a config and the views to show. */
  @property({ converter: (name) => name ?? firstLesson }) lesson: string | OwnLesson = firstLesson;
  /** Where a lesson of one's own is, as JSON: it goes before `lesson`. */
  @property({ converter: (place) => place ?? "" }) src = "";
  /** Of another name than the lesson's variants have, it is the first of them. */
  @property({ converter: (name) => name ?? "" }) variant = "";
  /**
   * Settings that are to be others than the lesson has them, and perhaps `attention` and `optimizer`. They are
   * of this lesson: another one begins without. Attributes of these names are beneath them.
   */
  @property({ attribute: false }) get changes(): Changes {
    return this.ownChanges;
  }
  set changes(value: Changes | null | undefined) {
    this.ownChanges = checkedChanges(value, this.ownChanges);
    this.isSaidAnew = true;
  }

  /** `light` or `dark`; without it the colour scheme of the page around. */
  @property({ reflect: true }) theme: string | null = null;
  @property() override lang = "";

  /** Where there is room for one alone. */
  @state() private panel: Panel = "pictures";
  /** What attributes say of settings. */
  private given: Changes = {};
  private ownChanges: Changes = {};
  /** The changes were set since the run was last looked after. */
  private isSaidAnew = false;
  private readonly fence = { hides: nothingNamed, locks: nothingNamed };
  private ownSeed: number | undefined;
  private ownPace: Pace = "lively";
  private readonly spoken = new SpokenLanguage(this);
  private readonly source = new LessonSource(this);
  private isSeen = false;
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
  private readonly others = new CompareWish();
  private readonly compareDrawer = new CompareDrawer({
    changed: () => this.requestUpdate(),
    compareWith: (others) => this.chooseOthers(others),
    drop: (key) => {
      this.stage.drop(key);
      this.chooseOthers(this.stage.comparison.compared.lanes.map(({ other }) => other));
    },
    watch: (seen) => this.stage.watch(seen),
  });

  constructor() {
    super();
    new Visibility(this, {
      changed: (visible) => {
        this.isSeen = visible;
        this.catchUp();
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

  /**
   * What the run is compared with: names of variants, or changes to the run; at most three of them.
   * They train beside it, always at the same step. The attribute has names, with commas between.
   */
  @property() get compare(): readonly Other[] {
    return this.others.in(this.lesson);
  }
  set compare(value: readonly Other[] | string | null | undefined) {
    this.others.say(value);
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

  /**
   * Goes to that step flat out; from the beginning, with the same seed, if it is past. The promise is kept
   * with the step where that ended: another one if it was paused, reset or sent elsewhere on the way. Live
   * settings can be turned on the way, as they were in another run.
   */
  async goto(step: number, turns: readonly Turn[] = []): Promise<number> {
    const destination = checkedStep(step);
    const { lesson } = this.wish;
    if (typeof lesson !== "string" && lesson.still) {
      throw new Error("[goto] nothing is trained in this lesson: there is no step to go to");
    }
    this.catchUp();
    return this.stage.goTo(destination, turns);
  }

  /** From the beginning, with the same seed. */
  reset(): void {
    this.run.forget();
    this.seedField.clear();
    if (this.run.phase !== "idle") this.begin();
  }

  /** Where the run is, with all that it can be replayed from. */
  async moment(): Promise<Moment> {
    this.catchUp();
    const { wish, stage } = this;
    const lesson = typeof wish.lesson === "string" ? wish.lesson : wish.lesson.name;
    const { look, beside, begun: changes = wish.changes } = stage;
    return { ...wish, lesson, changes, look, beside, digest: await this.run.digest() };
  }

  /** Has its pictures show that, as soon as there are some. */
  lookAt(look: Look): void {
    this.stage.lookAt(look);
  }

  /** A safetensors file: a checkpoint goes on bit for bit, or the parameters alone. */
  async save(form: Form = "checkpoint"): Promise<Uint8Array> {
    const saved = await this.run.save(form);
    if (!saved) throw new Error("[save] there is no run to be saved yet");
    return saved.file;
  }

  /** Goes on from such a file; rejected with the reason, and the run left alone, if it does not fit. */
  load(file: Uint8Array): Promise<Form> {
    return this.stage.load(file);
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
    const isLate = this.stage.isDrawn || phase === "failed";
    const { wish } = this;
    const { hides } = this.fence;
    const lesson = typeof wish.lesson === "string" ? undefined : wish.lesson;
    const there = panelsOf(this, lesson);
    const panel = there.includes(this.panel) ? this.panel : "pictures";
    return html`
      <div class="room"><section
        class="frame"
        data-panel=${panel}
        lang=${language}
        tabindex="-1"
        aria-label=${text.region(lesson?.title[language] ?? String(wish.lesson))}
        aria-busy=${phase === "starting"}
      >
        ${lesson?.still ? nothing : transport(text, { ...wish, ...this.fence, enabled: phase === "ready", running }, this.seedField, this.actions)}
        <div class="text" ?hidden=${!there.includes("text")}>
          ${lesson?.text ? ownWords(lesson.title[language], lesson.text[language]) : nothing}
          <slot name="text" @slotchange=${() => this.requestUpdate()}></slot>
        </div>
        ${variantChoice(text, language, lesson, wish.variant, this.fence, (name) => this.chooseVariant(name))}
        ${dials(lesson, wish, language, this.stage, this.fence)}
        ${settingsPart({ ...this.fence, text, language, wish, given: this.given, changes: this.changes, stage: this.stage, restart: this.restartWith })}
        ${lesson?.still || hides.has("status") ? nothing : status(text, lesson, this.run)}
        ${lesson && !lesson.still ? this.comparing(text, lesson) : nothing}
        ${trouble ? notice(text, trouble, this.actions.reset) : nothing}
        ${lesson?.still || hides.has("example") || (trouble && hidesPictures(trouble)) ? nothing : this.exampleField.render(text, this.stage.example, this.fence.locks.has("example"))}
        ${trouble && hidesPictures(trouble) ? nothing : this.pictures(text)}
        ${isLate && lesson?.data && !hides.has("data") ? this.ownData(text, lesson, wish.variant) : nothing}
        ${isLate && lesson && !lesson.still && !hides.has("files") ? this.keep(text, lesson) : nothing}
        ${lesson?.still || hides.has("shortcuts") ? nothing : shortcuts(text)}
        ${panelChoice(text, there, panel, (chosen) => void this.turnTo(chosen))}
      </section></div>
    `;
  }

  private comparing(text: Text, lesson: Lesson) {
    const { hides, locks } = this.fence;
    return this.compareDrawer.render({
      text,
      language: this.language,
      lesson,
      wish: this.wish,
      comparison: this.stage.comparison,
      catalog: this.run.catalog,
      hidden: hides.has("compare"),
      fixed: hides.has("compare") || locks.has("compare"),
    });
  }

  private pictures(text: Text): TemplateResult {
    const { views } = this.stage;
    if (!views) return starting(text, this.wish.lesson);
    views.speak(this.language);
    return views.render(text, !this.fence.hides.has("save"));
  }

  private ownData(text: Text, lesson: Lesson, variant: string) {
    ownDataPanel();
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

  private keep(text: Text, lesson: Lesson) {
    keepPanel();
    const { seed, variant } = this.wish;
    const keeper: Keeper = {
      names: { lesson: lesson.name, variant, seed },
      save: (form) => this.run.save(form),
      load: (file) => this.load(file),
    };
    return keyed(
      lesson,
      html`<softlook-keep
        ?inert=${this.fence.locks.has("files")}
        .text=${text}
        .keeper=${keeper}
        .enabled=${this.run.phase === "ready"}
        .loaded=${this.stage.loaded}
      ></softlook-keep>`,
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

  private chooseOthers(others: readonly Other[]): void {
    this.others.choose(this.lesson, others);
    this.requestUpdate();
    this.catchUp();
    const { lesson } = this.wish;
    if (typeof lesson !== "string") {
      this.tell("compare", { lesson: lesson.name, compare: others });
    }
  }

  private chooseVariant(variant: string): void {
    this.others.exchange(this.lesson, variant, this.wish.variant);
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
    this.isSaidAnew = false;
    this.stage.begin(this.wish);
  }

  /** From its beginning, if that was scrolled past. */
  private async turnTo(panel: Panel): Promise<void> {
    this.panel = panel;
    await this.updateComplete;
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView({ block: "start" });
  }

  private get wish(): Wish {
    const { compare, pace } = this;
    const changes = { ...this.given, ...this.changes };
    const { lesson = this.src, complaint } = this.source.found ?? {};
    if (typeof lesson === "string") {
      return { lesson, complaint, variant: "", changes, compare, seed: this.seed ?? 1, pace };
    }
    const seed = this.seed ?? lesson.config.seed;
    const variant = variantOf(lesson, this.variant)?.name ?? "";
    return { lesson, variant, changes, compare, seed, pace };
  }

  /** Another lesson, variant or seed, or other settings than live ones, is another run: at once, so that what is asked next is asked of that one. */
  private catchUp(): void {
    const isIdle = this.run.phase === "idle";
    if (!this.source.found) {
      if (!isIdle) this.stage.end();
      return;
    }
    if (isIdle) {
      if (this.isSeen) this.begin();
      return;
    }
    // Changes that were made to the lesson before mean nothing to another one.
    if (!this.isSaidAnew && !this.stage.shows(this.wish.lesson)) this.changes = {};
    this.isSaidAnew = false;
    if (!this.stage.isOf(this.wish) && !this.stage.follow(this.wish)) this.reset();
  }

  private release(): void {
    this.stage.views?.release();
    this.compareDrawer.release();
  }

  private onKey(event: KeyboardEvent): void {
    // What is in the slot is the page's own.
    if (event.target !== this) return;
    if (event.key === "Escape") this.release();
    const action = shortcutAction(event, this.actions, this.fence);
    if (!action) return;
    event.preventDefault();
    action();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "soft-look": SoftLook;
  }
}
