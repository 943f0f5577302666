import { html, nothing, type TemplateResult } from "lit";
import { setStyle } from "../drawing/set-style.ts";
import type { GoOn } from "../engine/protocol.ts";
import type { Lesson } from "../lessons/lesson.ts";
import { type Language, type Text, texts } from "../text/text.ts";
import { viewNamed } from "../views/registry.ts";
import type {
  CellChoice,
  HeadChoice,
  Picture,
  SaturationWish,
  TimeWish,
  View,
  ViewElement,
  ViewEvents,
  ViewOptions,
} from "../views/view.ts";
import { late } from "./late.ts";
import { type Look, outside } from "./look.ts";
import type { Saveable } from "./save-menu.ts";
import { checkOptions } from "./view-options.ts";

const saveMenu = late(() => import("./save-menu.ts"));

interface Shown {
  view: View;
  options: ViewOptions;
  element: ViewElement;
  visible: boolean;
  /** It threw; it is left alone from then on. */
  broken: boolean;
  /** The run that is on show lacks a tensor that it draws. */
  missing: boolean;
  saveable: Saveable;
}

export interface ViewSetHost {
  needsChanged(): void;
  showTyped(text: string): void;
  time(asked: TimeWish): void;
  saturation(asked: SaturationWish): void;
  countByLength(): void;
  writeOn(goOn: GoOn | null): void;
  /** It cannot be looked at where it was to be. */
  nowhere(why: (text: Text) => string): void;
}

/** The pictures of one lesson, and which tensors those on the screen ask for. */
export class ViewSet {
  private readonly shown: readonly Shown[];
  private readonly observer = new IntersectionObserver((entries) => this.observe(entries), {
    rootMargin: "100px",
  });

  private head: HeadChoice | undefined;
  private cell: CellChoice | undefined;
  /** Somebody asked for it without having seen it: there may be no such place. */
  private isUnseen = false;

  private constructor(
    readonly lesson: Lesson,
    views: readonly View[],
    private readonly host: ViewSetHost,
  ) {
    this.shown = lesson.views.map(({ options = {} }, i) => {
      const view = views[i]!;
      const element = view.create();
      element.options = options;
      this.listen(element);
      this.observer.observe(element);
      // Seen until the observer says otherwise: the first frame is to have everything.
      const state = { visible: true, broken: false, missing: false };
      const shown: Shown = { view, options, element, ...state, saveable: saveableOf(() => shown) };
      return shown;
    });
  }

  /** When the code of the lesson's views has come; undefined if it is not wanted any more. */
  static async load(lesson: Lesson, host: ViewSetHost, wanted: () => boolean) {
    const views = await Promise.all(lesson.views.map(({ view }) => viewNamed(view)));
    views.forEach((view, place) => {
      checkOptions(view, lesson.views[place]!.options ?? {}, `views[${place}].options`);
    });
    return wanted() ? new ViewSet(lesson, views, host) : undefined;
  }

  get needs(): string[] {
    const visible = this.shown.filter(({ visible, view }) => visible || view.remembers);
    return [
      ...new Set(
        visible.flatMap(({ view, options, element }) => [...drawn(view, options), ...element.asks]),
      ),
    ];
  }

  /** The head that a person looks at, in all views of these weights. */
  get headChoice(): HeadChoice | undefined {
    return this.head;
  }
  set headChoice(choice: HeadChoice | undefined) {
    this.head = choice;
    if (choice && this.cell?.weights === choice.weights) {
      this.cell = { ...this.cell, head: choice.head };
    }
    this.enlarge(choice?.weights);
    this.spread();
  }

  /** The weight that a person has locked; its head is the one that is looked at. */
  get cellChoice(): CellChoice | undefined {
    return this.cell;
  }
  set cellChoice(choice: CellChoice | undefined) {
    this.cell = choice;
    if (choice) this.head = { weights: choice.weights, head: choice.head };
    this.spread();
  }

  /** Both together, as a link has them. */
  get look(): Look | undefined {
    const { head, cell } = this;
    if (!cell) return head;
    const { row, column, ...choice } = cell;
    return { ...choice, cell: { row, column } };
  }
  set look(look: Look | undefined) {
    const shown = this.shown.flatMap(({ options: { weights } }) => weights ?? []);
    if (look && !shown.includes(look.weights)) {
      const known = [...new Set(shown)].join(", ");
      this.host.nowhere((text) => text.look.notShown(look.weights, known));
      return;
    }
    this.isUnseen = look !== undefined;
    const choice = look && { weights: look.weights, head: look.head };
    this.head = choice;
    this.cell = choice && look.cell && { ...choice, ...look.cell };
    this.enlarge(choice?.weights);
    this.spread();
  }

  /** What is on show in the place of a held-out sample. */
  set typed(typed: string) {
    for (const { element } of this.shown) element.typed = typed;
  }

  /** Some are over steps or lengths. */
  get hasCurves(): boolean {
    return this.shown.some(({ view }) => view.isCurve);
  }

  get broken(): boolean {
    return this.shown.some((shown) => shown.broken);
  }

  /**
   * A view out of sight keeps its last picture: this frame has nothing for it. One that throws does not
   * take the picture from the others; it is told once.
   */
  async show(picture: Picture): Promise<void> {
    const { tensors, absent } = picture.frame;
    this.prove(tensors);
    const drawable = this.shown.filter(
      ({ view, options, broken }) =>
        !broken &&
        view.needs(options).every((name) => name in tensors) &&
        drawn(view, options).every((name) => name in tensors || absent.includes(name)),
    );
    const outcomes = await Promise.allSettled(
      drawable.map(({ element }) => {
        element.picture = picture;
        return element.updateComplete;
      }),
    );
    outcomes.forEach(({ status }, i) => {
      drawable[i]!.broken = status === "rejected";
    });
    saveMenu();
    const failure = outcomes.find((result) => result.status === "rejected");
    if (failure) throw failure.reason;
  }

  /** Says what the run lacks, for the next render. */
  lack(absent: readonly string[]): void {
    for (const shown of this.shown) {
      const { view, options } = shown;
      shown.missing ||= view.needs(options).some((name) => absent.includes(name));
    }
    // A model of one block has no second one to be large.
    const instead = this.shown.find(({ view, missing }) => view.name === "heads" && !missing);
    if (this.shown[0]!.missing) this.enlarge(instead?.options.weights);
  }

  /** Another run may have what this one lacks. */
  renew(): void {
    for (const shown of this.shown) shown.missing = false;
    this.enlarge(this.head?.weights ?? this.lesson.views[0]!.options?.weights);
  }

  speak(language: Language): void {
    for (const { element, broken } of this.shown) {
      if (broken) continue;
      element.text = texts[language];
      element.language = language;
    }
  }

  /** Gives up whatever a person has locked in a picture. */
  release(): void {
    for (const { element } of this.shown) element.release();
    if (this.cell) this.cellChoice = undefined;
  }

  disconnect(): void {
    this.observer.disconnect();
  }

  /** With what stands beside the large picture, above all others. */
  render(text: Text, canSave: boolean, beside: TemplateResult | typeof nothing): TemplateResult {
    const columns: TemplateResult[][] = [[], []];
    this.sequence.forEach((shown, place) => {
      columns[columnOf(place)]!.push(picture(text, shown, this.shown.indexOf(shown), canSave));
    });
    return inColumns(columns[0], [beside, columns[1]]);
  }

  /** As the columns take them: the first curve comes beside the large picture. */
  private get sequence(): readonly Shown[] {
    const [large, ...others] = this.shown;
    const curve = others.find(({ view }) => view.isCurve);
    const first = [large!, ...(curve ? [curve] : [])];
    return [...first, ...others.filter((shown) => shown !== curve)];
  }

  private prove(tensors: Picture["frame"]["tensors"]): void {
    const { look } = this;
    const tensor = this.isUnseen && look && tensors[look.weights];
    if (!look || !tensor) return;
    this.isUnseen = false;
    const why = outside(look, tensor);
    if (!why) return;
    this.look = undefined;
    this.host.nowhere(why);
  }

  private listen(element: ViewElement): void {
    const on = <Name extends keyof ViewEvents>(
      name: Name,
      heard: (detail: ViewEvents[Name]["detail"]) => void,
    ) => {
      element.addEventListener(name, (event) => heard((event as ViewEvents[Name]).detail));
    };
    on("choose-head", (choice) => {
      this.headChoice = choice;
    });
    on("choose-cell", (choice) => {
      this.cellChoice = choice ?? undefined;
    });
    on("asks-changed", () => this.host.needsChanged());
    on("time", (asked) => this.host.time(asked));
    on("saturation", (asked) => void this.host.saturation(asked));
    on("count-by-length", () => this.host.countByLength());
    on("show-typed", (text) => this.host.showTyped(text));
    on("write-on", (goOn) => this.host.writeOn(goOn));
  }

  /** Has the large picture be of these weights, if no other of its kind is: of its own again, if it has to be. */
  private enlarge(weights: string | undefined): void {
    const [large, ...others] = this.shown as [Shown, ...Shown[]];
    const own = this.lesson.views[0]!.options ?? {};
    if (large.view.name !== "matrix" || weights === undefined || large.options.weights === weights)
      return;
    const isElsewhere = others.some(
      ({ view, options }) => view === large.view && options.weights === weights,
    );
    const source = others.find(({ options }) => options.weights === weights);
    if (weights !== own.weights && (isElsewhere || !source)) return;
    const { truth } = source?.options ?? {};
    large.options = weights === own.weights ? own : { weights, ...(truth && { truth }) };
    large.element.options = large.options;
    large.missing = false;
    this.host.needsChanged();
  }

  private spread(): void {
    for (const { element } of this.shown) {
      element.headChoice = this.head;
      element.cellChoice = this.cell;
    }
  }

  private observe(entries: IntersectionObserverEntry[]): void {
    const before = this.needs.join();
    for (const entry of entries) {
      const shown = this.shown.find(({ element }) => element === entry.target);
      if (shown) shown.visible = entry.isIntersecting;
    }
    if (this.needs.join() !== before) this.host.needsChanged();
  }
}

/** Side by side where there is room, else one beneath the other. */
export const inColumns = (large: unknown, others: unknown): TemplateResult =>
  html`<div class="views on-pictures on-numbers"><div class="column">${large}</div><div class="column">${others}</div></div>`;

const drawn = (view: View, options: ViewOptions): readonly string[] => [
  ...view.needs(options),
  ...(view.wants?.(options) ?? []),
];

/** The first is the large one; then beside it, and beneath it, by turns. One above the other, in order. */
const columnOf = (place: number) => (place === 0 || (place > 2 && place % 2 === 1) ? 0 : 1);

function picture(text: Text, shown: Shown, place: number, canSave: boolean): TemplateResult {
  const { view, options, element, missing, saveable } = shown;
  return html`<div class="view ${view.isCurve ? "curve" : ""}" ${setStyle({ "--place": String(place) })}>
    <div class="heading">
      <h2>${view.title(text, options)}</h2>
      ${canSave ? html`<softlook-save .text=${text} .saveable=${saveable}></softlook-save>` : nothing}
    </div>
    ${missing ? html`<p class="missing">${text.notInVariant}</p>` : nothing}
    <div ?hidden=${missing}>${element}</div>
  </div>`;
}

/** What a view has on show at the moment when it is saved. */
const saveableOf = (shown: () => Shown): Saveable => ({
  heading: (text) => shown().view.title(text, shown().options),
  original: (text) => {
    const { view, options, element, missing } = shown();
    const { picture, chosen, language } = element;
    if (missing) return text.notInVariant;
    if (!picture) return text.saving.noPicture;
    const onShow = { picture, options, chosen, text, language };
    const draws = drawn(view, options);
    return { view: view.name, title: view.title(text, options), draws, shown: onShow };
  },
});
