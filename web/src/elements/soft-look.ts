import type { PropertyValues, TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { customElement } from "../drawing/custom-element.ts";
import { editionFor } from "../engine/editions.ts";
import type { FileBytes } from "../engine/file-bytes.ts";
import { type Form, forms } from "../engine/kept-file.ts";
import { pageEdition } from "../engine/page-edition.ts";
import type { Turn } from "../engine/protocol.ts";
import { checkedSample, type Sample } from "../engine/sample.ts";
import type { Other } from "../lessons/lanes.ts";
import { besideVariants, type Changes, sameChanges } from "../lessons/variants.ts";
import { type Language, learning, texts } from "../text/text.ts";
import { CompareDrawer } from "./compare.ts";
import { Doubts } from "./doubts.ts";
import type { Tell } from "./events.ts";
import { ExampleField } from "./example-field.ts";
import { type FrameActions, frame, styles } from "./frame.ts";
import { checkedCount, checkedStep, checkedTurns } from "./journey.ts";
import { checkedFile } from "./kept-file.ts";
import { checkedLook, type Look } from "./look.ts";
import type { Moment } from "./moment.ts";
import type { Panel } from "./panels.ts";
import { SoftLookProperties } from "./properties.ts";
import { nothingToRun } from "./run.ts";
import { SeedField } from "./seed-field.ts";
import { SpokenLanguage } from "./spoken-language.ts";
import { Stage } from "./stage.ts";
import { shortcutAction } from "./transport.ts";
import { Visibility } from "./visibility.ts";

/**
 * A lesson anywhere on the web: `<soft-look lesson="next-vector" lang="en" seed="3"></soft-look>`.
 * The engine starts when the element is first seen; it rests while nobody can see it.
 */
@customElement("soft-look")
export class SoftLook extends SoftLookProperties {
  static override styles = styles;

  /** Where there is room for one alone. */
  @state() private panel: Panel = "pictures";
  private readonly doubts = new Doubts();
  private readonly spoken = new SpokenLanguage(this);
  private isSeen = false;
  private readonly seedField = new SeedField(
    () => this.requestUpdate(),
    (seed) => this.setSeed(seed),
  );
  private readonly exampleField = new ExampleField(
    () => this.requestUpdate(),
    (example) => this.stage.show(this.wish.lesson, example),
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
      gone: () => {
        pageEdition.leave(this);
        this.stage.end();
      },
    });
    this.addEventListener("keydown", (event) => this.onKey(event));
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
    const checked = checkedCount(count);
    this.catchUp();
    this.run.stepBy(checked);
  }

  /**
   * Goes to that step flat out; from the beginning, with the same seed, if it is past. The promise is kept
   * with the step where that ended: another one if it was paused, reset or sent elsewhere on the way. Live
   * settings can be turned on the way, as they were in another run.
   */
  async goto(step: number, turns: readonly Turn[] = []): Promise<number> {
    const destination = checkedStep(step);
    const checked = checkedTurns(turns, destination);
    const { lesson } = this.wish;
    if (typeof lesson !== "string" && lesson.still) {
      throw new Error("[goto] nothing is trained in this lesson: there is no step to go to");
    }
    this.catchUp();
    if (typeof lesson === "string" && this.source.found) throw new Error(nothingToRun);
    return this.stage.goTo(destination, checked);
  }

  /** From the beginning, with the same seed. */
  reset(): void {
    this.startOver(false);
  }

  /** Whoever turned a setting wants it so; a script has all as the lesson has it. */
  private startOver(keepsTurned: boolean): void {
    this.run.forget();
    this.seedField.clear();
    if (this.run.phase !== "idle") this.begin(keepsTurned);
  }

  /** Where the run is, with all that it can be replayed from. */
  async moment(): Promise<Moment> {
    this.catchUp();
    const { wish, stage } = this;
    const lesson = typeof wish.lesson === "string" ? wish.lesson : wish.lesson.name;
    const { beside, begun: changes = wish.changes } = stage;
    const { sample, wall } = stage;
    const compare = stage.comparison.compared.lanes.map(({ other }) => other);
    const shown = { look: wall.look, sample, compare };
    return { ...wish, lesson, changes, ...shown, beside, digest: await this.run.digest() };
  }

  /** Has its pictures show that head of those weights, as soon as there are some. */
  lookAt(look: Look): void {
    const checked = checkedLook(look);
    this.catchUp();
    this.stage.wall.lookAt(this.wish.lesson, checked);
  }

  /** Has its pictures be of that held-out sample, from 0, or of what somebody could have typed. */
  show(sample: Sample): void {
    const checked = checkedSample(sample);
    this.catchUp();
    this.stage.show(this.wish.lesson, checked);
  }

  /** A safetensors file: a checkpoint goes on bit for bit, or the parameters alone. */
  async save(form: Form = "checkpoint"): Promise<FileBytes> {
    if (!forms.includes(form)) {
      throw new TypeError(`[save] what can be saved is ${forms.join(" or ")}, not ${String(form)}`);
    }
    const saved = await this.run.save(form);
    if (!saved) throw new Error("[save] there is no run to be saved yet");
    return saved.file;
  }

  /** Goes on from such a file; rejected with the reason, and the run left alone, if it does not fit. */
  async load(file: Uint8Array | ArrayBuffer): Promise<Form> {
    return this.stage.load(checkedFile(file));
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
    this.sharePage();
    const { variant, theme, lang, language } = this;
    this.doubts.of({ lesson: this.wish.lesson, variant, theme, lang, language });
    this.catchUp();
    if (changed.has("pace")) this.run.setPace(this.pace);
  }

  private sharePage(): void {
    const { lesson } = this.wish;
    if (typeof lesson === "string" || !this.isConnected) return;
    pageEdition.need(this, editionFor([lesson.config]));
  }

  protected override render(): TemplateResult {
    return frame({
      ...this.fence,
      element: this,
      language: this.language,
      wish: this.wish,
      given: this.given,
      changes: this.changes,
      stage: this.stage,
      panel: this.panel,
      seedField: this.seedField,
      exampleField: this.exampleField,
      compareDrawer: this.compareDrawer,
      actions: this.actions,
    });
  }

  private readonly actions: FrameActions = {
    toggle: () => (this.running ? this.pause() : this.play()),
    step: (count) => this.step(count),
    reset: () => this.startOver(true),
    newSeed: () => this.setSeed(1 + Math.floor(Math.random() * 9999)),
    setPace: (pace) => {
      this.pace = pace;
    },
    refresh: () => this.requestUpdate(),
    chooseVariant: (name) => this.chooseVariant(name),
    restart: (changes) => this.restartWith(changes),
    bring: (brought) => {
      this.catchUp();
      this.stage.bring(brought);
    },
    load: (file) => this.load(file),
    turnTo: (panel) => void this.turnTo(panel),
  };

  private readonly tell: Tell = (name, detail) => {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  };

  private setSeed(seed: number): void {
    this.seed = seed;
    this.startOver(true);
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
  private async restartWith(changes: Changes): Promise<string | undefined> {
    this.catchUp();
    const { wish } = this;
    const refusal = await this.stage.refusalOf({ ...wish, changes: { ...this.given, ...changes } });
    if (refusal !== undefined || typeof wish.lesson === "string") return refusal;
    this.changes = changes;
    this.play();
    this.tell("changes", { lesson: wish.lesson.name, variant: wish.variant, changes });
    return undefined;
  }

  private begin(keepsTurned = false): void {
    this.isSaidAnew = false;
    this.stage.begin(this.wish, keepsTurned);
  }

  /** From its beginning, if that was scrolled past. */
  private async turnTo(panel: Panel): Promise<void> {
    this.panel = panel;
    await this.updateComplete;
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView({ block: "start" });
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
    this.stage.wall.views?.release();
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
