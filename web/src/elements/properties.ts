import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import type { Lesson as OwnLesson } from "../../package/element.d.ts";
import type { Pace } from "../engine/protocol.ts";
import type { Other } from "../lessons/lanes.ts";
import { lessons } from "../lessons/registry.ts";
import { type Changes, variantOf } from "../lessons/variants.ts";
import { checkedChanges, checkedPace, checkedPlace, checkedSeed } from "./attributes.ts";
import { CompareWish } from "./compare-wish.ts";
import { type ControlName, type Fence, namesOf, nothingNamed } from "./controls.ts";
import { LessonSource } from "./lesson-source.ts";
import { settingAttributes, withAttribute } from "./setting-attributes.ts";
import type { Wish } from "./wish.ts";

const firstLesson = lessons[0]?.name ?? "";

/** What a page says to `<soft-look>` before anything is run: its properties, and the attributes for them. */
export class SoftLookProperties extends LitElement {
  /** Its name; or a lesson of one's own, with a config and the views to show. */
  @property({ converter: (name) => name ?? firstLesson }) lesson: string | OwnLesson = firstLesson;
  /** Where a lesson of one's own is, as JSON: it goes before `lesson`. */
  @property() get src(): string {
    return this.ownSrc;
  }
  set src(value: string | URL | null | undefined) {
    this.ownSrc = checkedPlace(value);
  }

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

  /** What attributes say of settings. */
  protected given: Changes = {};
  /** The changes were set since the run was last looked after. */
  protected isSaidAnew = false;
  protected readonly fence: Fence = { hides: nothingNamed, locks: nothingNamed };
  protected readonly others = new CompareWish();
  protected readonly source = new LessonSource(this);
  private ownChanges: Changes = {};
  private ownSrc = "";
  private ownSeed: number | undefined;
  private ownPace: Pace = "lively";

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

  /** All of it, for the run. */
  protected get wish(): Wish {
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
}
