import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import type { ComparedRuns } from "../drawing/compared.ts";
import type { HeadPattern } from "../drawing/head-patterns.ts";
import type { LengthLog } from "../drawing/length-log.ts";
import type { LossHistory } from "../drawing/loss-history.ts";
import type { ScoreCurve } from "../drawing/score-log.ts";
import { scoresName, scoresOf } from "../drawing/scores-of.ts";
import type { StepLog, StepPoint } from "../drawing/step-log.ts";
import type { Head } from "../drawing/weight-table.ts";
import type { Frame, GoOn } from "../engine/protocol.ts";
import type { Saturation } from "../engine/saturation.ts";
import type { Timing } from "../engine/timing.ts";
import type { Lesson, LessonConfig, Variant } from "../lessons/lesson.ts";
import type { Changes } from "../lessons/variants.ts";
import { type Language, type Text, texts } from "../text/text.ts";

/** What there is to draw: the newest frame, and what the run, and those before it, have come through. */
export interface Picture {
  frame: Frame;
  history: LossHistory;
  /** Of the gradients of all parameters, in the course of the run. */
  norms: StepLog<number>;
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

/** A weight that a person keeps in sight while training goes on; all views of a lesson show the same. */
export interface CellChoice extends HeadChoice {
  row: number;
  column: number;
}

/** What a training step of each config costs; told one by one. */
export interface TimeWish {
  configs: readonly LessonConfig[];
  timed(index: number, timing: Timing): void;
  /** Another run has begun: no more is told. */
  ended(): void;
}

/** How an untrained look of each kind fares as vectors get longer; undefined if the run ended meanwhile. */
export interface SaturationWish {
  attentions: readonly string[];
  widths: readonly number[];
  told(found: readonly Saturation[] | undefined): void;
}

/** What a view asks of the element around it. */
export interface ViewEvents {
  "choose-head": CustomEvent<HeadChoice>;
  /** A cell to be locked; null to lock none. */
  "choose-cell": CustomEvent<CellChoice | null>;
  /** What it asks for beside what its options name is not what it was. */
  "asks-changed": CustomEvent<null>;
  /** A sample that a person typed; empty for the held-out one. */
  "show-typed": CustomEvent<string>;
  time: CustomEvent<TimeWish>;
  saturation: CustomEvent<SaturationWish>;
  /** How right the present run is at each length of its samples. */
  "count-by-length": CustomEvent<undefined>;
  /** One more token after what a person began; null to be done with it. */
  "write-on": CustomEvent<GoOn | null>;
}

/** What an option says: how a tensor is called, any text, a number from 0, or several such, with spaces between. */
export type OptionKind = "tensor" | "text" | "number" | "names" | "numbers";

/** One kind of picture; a file of this folder exports one, by default, and the registry finds it. */
export interface View {
  /** As lessons call it: the name of its file. */
  readonly name: string;
  title(text: Text, options: ViewOptions): string;
  /** All options that it knows. */
  readonly options: Readonly<Record<string, OptionKind>>;
  /** The tensors of a frame that it draws; what no visible view needs is not sent. */
  needs(options: ViewOptions): readonly string[];
  /** Those that it draws where there are such. */
  wants?(options: ViewOptions): readonly string[];
  /** It draws what was, not only what is: it is sent frames out of sight, too. */
  readonly remembers?: true;
  /** Over steps or lengths: where one panel is shown at a time, it is with the numbers. */
  readonly isCurve?: true;
  create(): ViewElement;
}

/** What a person chose in a view, or had it find out: its figure shows it too. */
export interface Chosen {
  head?: Head;
  /** Of the weights' rows, the one that is laid over an image. */
  row?: number;
  /** Of lines between words, how many of each and from which weight on they are drawn. */
  lines?: { top: number; from: number };
  /** The weight that is explained. */
  cell?: CellChoice;
  /** What was measured of each head in the course of the run. */
  curves?: { measure: keyof HeadPattern; points: readonly StepPoint<readonly HeadPattern[]>[] };
  timings?: readonly (Timing | undefined)[];
  saturations?: readonly Saturation[];
  compared?: ComparedRuns;
}

export abstract class ViewElement extends LitElement {
  @property({ attribute: false }) text: Text = texts.en;
  @property({ attribute: false }) language: Language = "en";
  @property({ attribute: false }) options: ViewOptions = {};
  /** A new object for every frame. */
  @property({ attribute: false }) picture: Picture | undefined;
  @property({ attribute: false }) headChoice: HeadChoice | undefined;
  @property({ attribute: false }) cellChoice: CellChoice | undefined;
  /** What a person typed to have it shown; empty while a held-out sample is. */
  @property({ attribute: false }) typed = "";

  /** Tensors that it draws now and then, where there are such: those of what a person has opened. */
  get asks(): readonly string[] {
    return [];
  }

  get chosen(): Chosen {
    return {};
  }

  /** Gives up what a person has locked, where there is such a thing. */
  release(): void {}

  /** The scores, after the mask, of the weights that an option names, if the frame has them. */
  protected scoresOf(option: string) {
    return this.picture && scoresOf(this.picture.frame.tensors, this.options[option] ?? "");
  }

  private toldAsks = "";

  /** After an update: has what it asks for changed, the element around is to know. */
  protected tellAsks(): void {
    const asked = this.asks.join();
    if (asked === this.toldAsks) return;
    this.toldAsks = asked;
    this.ask("asks-changed", null);
  }

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

/** The options of all views that show who looks where. */
export const lookOptions = { weights: "tensor", truth: "tensor", head: "number" } as const;

/** For views that tell what is hidden from what is not looked at. */
export const namedWithScores =
  (weights: string, ...names: string[]) =>
  (options: ViewOptions): string[] => [
    ...named(...names)(options),
    ...named(weights)(options).map(scoresName),
  ];

/** Of which block the weights are, as part of a title: a lesson may show several. */
export function blockOf(text: Text, { weights = "" }: ViewOptions): string {
  const [, block] = /\bblock(\d+)\./.exec(weights) ?? [];
  return block === undefined ? "" : text.ofBlock(String(Number(block) + 1));
}
