import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import type { LengthLog } from "../drawing/length-log.ts";
import type { LossHistory } from "../drawing/loss-history.ts";
import type { ScoreCurve } from "../drawing/score-log.ts";
import type { Head } from "../drawing/weight-table.ts";
import type { Frame, GoOn } from "../engine/protocol.ts";
import type { Timing } from "../engine/timing.ts";
import type { Lesson, LessonConfig, Variant } from "../lessons/lesson.ts";
import type { Changes } from "../lessons/variants.ts";
import { type Language, type Text, texts } from "../text/text.ts";

/** What there is to draw: the newest frame, and what the run, and those before it, have come through. */
export interface Picture {
  frame: Frame;
  history: LossHistory;
  /** One for each variant of the lesson that was run so far. */
  scores: readonly ScoreCurve[];
  /** How right those were at each length, where it was counted. */
  lengths: Pick<LengthLog, "curves" | "latest">;
  variants: readonly Variant[];
  lesson: Lesson;
  run: RunOnShow;
}

/** What is run, as a figure says it beneath itself. */
export interface RunOnShow {
  variant: Variant | undefined;
  /** In what it differs from the variant. */
  changes: Changes;
  /** All settings, with the seed. */
  config: LessonConfig;
  /** It is trained on what a person brought. */
  ownData: boolean;
}

/** Chosen by the lesson: which tensors to draw, what to call them. */
export type ViewOptions = Readonly<Record<string, string>>;

/** Which head of which weights a person looks at; the views of one lesson share it. */
export interface HeadChoice {
  weights: string;
  head: Head;
}

/** What a training step of each config costs; told one by one. */
export interface TimeWish {
  configs: readonly LessonConfig[];
  timed(index: number, timing: Timing): void;
}

/** What a view asks of the element around it. */
export interface ViewEvents {
  "choose-head": CustomEvent<HeadChoice>;
  /** A sample that a person typed; empty for the held-out one. */
  "show-typed": CustomEvent<string>;
  time: CustomEvent<TimeWish>;
  /** How right the present run is at each length of its samples. */
  "count-by-length": CustomEvent<undefined>;
  /** One more token after what a person began; null to be done with it. */
  "write-on": CustomEvent<GoOn | null>;
}

/** One kind of picture; a file of this folder exports one, by default, and the registry finds it. */
export interface View {
  /** As lessons call it: the name of its file. */
  readonly name: string;
  title(text: Text, options: ViewOptions): string;
  /** The tensors of a frame that it draws; what no visible view needs is not sent. */
  needs(options: ViewOptions): readonly string[];
  /** Those that it draws where there are such. */
  wants?(options: ViewOptions): readonly string[];
  create(): ViewElement;
}

/** What a person chose in a view, or had it find out: its figure shows it too. */
export interface Chosen {
  head?: Head;
  /** Of the weights' rows, the one that is laid over an image. */
  row?: number;
  timings?: readonly (Timing | undefined)[];
}

export abstract class ViewElement extends LitElement {
  @property({ attribute: false }) text: Text = texts.en;
  @property({ attribute: false }) language: Language = "en";
  @property({ attribute: false }) options: ViewOptions = {};
  /** A new object for every frame. */
  @property({ attribute: false }) picture: Picture | undefined;
  @property({ attribute: false }) headChoice: HeadChoice | undefined;

  get chosen(): Chosen {
    return {};
  }

  /** Gives up what a person has locked, where there is such a thing. */
  release(): void {}

  protected option(name: string): string {
    const value = this.options[name];
    if (value === undefined) throw new Error(`[${this.localName}] the lesson gives no "${name}"`);
    return value;
  }

  /** The tensor that an option names, if the lesson gives the option and the frame the tensor. */
  protected tensorOf(option: string) {
    return this.picture?.frame.tensors[this.options[option] ?? ""];
  }

  protected ask<Name extends keyof ViewEvents>(name: Name, detail: ViewEvents[Name]["detail"]) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** The tensors that the options of these names call by name. */
export const named =
  (...names: string[]) =>
  (options: ViewOptions): string[] =>
    names.flatMap((name) => options[name] ?? []);

/** Of which block the weights are, as part of a title: a lesson may show several. */
export function blockOf(text: Text, { weights = "" }: ViewOptions): string {
  const [, block] = /\bblock(\d+)\./.exec(weights) ?? [];
  return block === undefined ? "" : text.ofBlock(String(Number(block) + 1));
}
