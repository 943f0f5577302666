import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { caption, palette } from "../drawing/styles.ts";
import type { Failure, Frame, Pace } from "../engine/protocol.ts";
import { isSupported } from "../engine/support.ts";
import type { Lesson } from "../lessons/lesson.ts";
import { lessonNamed, lessons } from "../lessons/registry.ts";
import { chooseLanguage, type Language, type Text, texts } from "../text/text.ts";
import { paceAttribute, seedAttribute } from "./attributes.ts";
import { controlStyles } from "./control-styles.ts";
import type { SoftLookEvents } from "./events.ts";
import { frameStyles } from "./frame-styles.ts";
import { type Notice, notice } from "./notice.ts";
import { RunState } from "./run.ts";
import { status } from "./status.ts";
import { shortcutAction, shortcuts, type TransportActions, transport } from "./transport.ts";
import { ViewSet } from "./view-set.ts";
import { Visibility } from "./visibility.ts";

/**
 * A lesson anywhere on the web: `<soft-look lesson="next-vector" lang="en" seed="3"></soft-look>`.
 * The engine starts when the element is first seen; it rests while nobody can see it.
 */
@customElement("soft-look")
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the interface below only narrows a method.
export class SoftLook extends LitElement {
  static override styles = [palette, caption, frameStyles, controlStyles];

  @property() lesson = lessons[0]?.name ?? "";
  @property({ converter: seedAttribute }) seed: number | undefined;
  @property({ converter: paceAttribute }) pace: Pace = "lively";
  /** `light` or `dark`; without it the colour scheme of the page around. */
  @property({ reflect: true }) theme: string | null = null;
  @property() override lang = "";

  @state() private notice: Notice | undefined;
  private views: ViewSet | undefined;
  private drawing = 0;
  private readonly run = new RunState({
    changed: () => this.requestUpdate(),
    draw: (frame) => this.draw(frame),
    ready: () => this.tell("ready", { lesson: this.lesson, seed: this.currentSeed }),
    done: (step) => this.tell("done", { step, score: this.run.score }),
    failed: (failure) => this.onFailed(failure),
  });

  constructor() {
    super();
    new Visibility(this, (visible) => {
      if (visible && this.run.phase === "idle" && !this.notice) void this.begin();
      this.run.setVisible(visible);
    });
    this.addEventListener("keydown", (event) => this.onKey(event));
  }

  play(): void {
    this.run.play();
  }

  pause(): void {
    this.run.pause();
  }

  step(): void {
    this.run.stepOnce();
  }

  /** From the beginning, with the same seed. */
  reset(): void {
    void this.begin();
  }

  get running(): boolean {
    return this.run.running;
  }

  /** The page's own language where the element has none. */
  get language(): Language {
    const around = this.lang || this.closest("[lang]")?.getAttribute("lang");
    return chooseLanguage([around, ...navigator.languages]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.drawing);
    this.run.dispose();
    this.views?.disconnect();
    this.views = undefined;
    this.notice = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.run.phase === "idle" && !this.notice) return;
    if (changed.has("lesson") || changed.has("seed")) void this.begin();
    else if (changed.has("pace")) this.run.setPace(this.pace);
  }

  protected override render(): TemplateResult {
    const { language } = this;
    const text = texts[language];
    const { phase, running, step, score, goalReached } = this.run;
    const lesson = lessonNamed(this.lesson);
    this.views?.speak(text);
    const blocking = this.notice && this.notice.kind !== "engine";
    return html`
      <section
        class="frame"
        lang=${language}
        tabindex="-1"
        aria-label=${text.region(lesson?.title[language] ?? this.lesson)}
        aria-busy=${phase === "starting"}
      >
        ${transport(text, { enabled: phase === "ready", running, seed: this.currentSeed, pace: this.pace }, this.actions)}
        ${status(text, { step, goal: lesson?.goal ?? 0, score, goalReached })}
        ${this.notice ? notice(text, this.notice, this.retryFor(this.notice)) : nothing}
        ${blocking ? nothing : this.pictures(text)}
        ${shortcuts(text)}
      </section>
    `;
  }

  private pictures(text: Text): TemplateResult {
    if (!this.views) return html`<p class="starting">${text.starting}</p>`;
    const [first, ...others] = this.views.shown.map(
      ({ view, options, element }) =>
        html`<div class="view">
          <h3>${view.title(text, options)}</h3>
          ${element}
        </div>`,
    );
    return html`<div class="views">
      ${first}
      <div class="others">${others}</div>
    </div>`;
  }

  private readonly actions: TransportActions = {
    toggle: () => (this.run.running ? this.run.pause() : this.run.play()),
    step: () => this.run.stepOnce(),
    reset: () => void this.begin(),
    newSeed: () => this.setSeed(1 + Math.floor(Math.random() * 9999)),
    setSeed: (seed) => this.setSeed(seed),
    setPace: (pace) => {
      this.pace = pace;
    },
  };

  private setSeed(seed: number): void {
    if (seed === this.seed) void this.begin();
    else this.seed = seed;
  }

  private get currentSeed(): number {
    return this.seed ?? lessonNamed(this.lesson)?.config.seed ?? 1;
  }

  private async begin(): Promise<void> {
    cancelAnimationFrame(this.drawing);
    this.notice = undefined;
    const lesson = lessonNamed(this.lesson);
    if (!lesson) {
      const known = lessons.map((each) => each.name).join(", ");
      this.refuse("lesson", texts[this.language].unknownLesson(this.lesson, known));
      return;
    }
    if (!(await isSupported())) {
      this.refuse("unsupported", "");
      return;
    }
    if (this.isConnected) this.start(lesson);
  }

  private start(lesson: Lesson): void {
    if (this.views?.lesson !== lesson) {
      this.views?.disconnect();
      this.views = new ViewSet(lesson, () => this.run.need(this.views?.needs ?? []));
    }
    const config = { ...lesson.config, seed: this.currentSeed };
    this.run.start({ config, goal: lesson.goal, pace: this.pace, needs: this.views.needs });
  }

  /** One frame is on its way at a time: the worker sends the next when this one is on the screen. */
  private draw(frame: Frame): void {
    this.drawing = requestAnimationFrame(async () => {
      this.requestUpdate();
      await this.updateComplete;
      await this.views?.show({ frame, history: this.run.history });
      this.run.drawn();
      const { step, losses } = frame;
      if (losses.length > 0) this.tell("step", { step, losses });
      this.tell("frame", frame);
    });
  }

  private onFailed(failure: Failure): void {
    const kind = failure.kind === "load" ? failure.cause : failure.kind;
    this.notice = { kind, detail: failure.detail };
    this.tell("error", { kind: failure.kind, message: failure.detail });
  }

  private refuse(kind: "lesson" | "unsupported", detail: string): void {
    this.notice = { kind, detail };
    this.tell("error", { kind, message: detail || texts[this.language].failures[kind].what });
  }

  /** What cannot be different the second time is not offered a second time. */
  private retryFor({ kind }: Notice): (() => void) | undefined {
    const transient = ["worker", "missing", "corrupt"].includes(kind);
    return transient ? () => void this.begin() : undefined;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Escape") this.views?.release();
    const action = shortcutAction(event, this.actions);
    if (!action) return;
    event.preventDefault();
    action();
  }

  private tell<Name extends keyof SoftLookEvents>(
    name: Name,
    detail: SoftLookEvents[Name]["detail"],
  ): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

export interface SoftLook {
  addEventListener<Name extends keyof SoftLookEvents>(
    name: Name,
    listener: (this: SoftLook, event: SoftLookEvents[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Name extends Exclude<keyof HTMLElementEventMap, keyof SoftLookEvents>>(
    name: Name,
    listener: (this: SoftLook, event: HTMLElementEventMap[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    name: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "soft-look": SoftLook;
  }
}
