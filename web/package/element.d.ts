// The element's types for whoever uses the package: its own are those of its inside.
// tests/web/typings.ts holds the two together.
import type { NamedTensor, Score } from "softlook-wasm";

export type { NamedTensor, Score };

/** `slow` is 5 steps a second, `lively` 300, `flat-out` as many as can be. */
export type Pace = "slow" | "lively" | "flat-out";
export type Language = "en" | "zh";

/** As Blob and fetch take them: since TypeScript 5.7 that is Uint8Array<ArrayBuffer>, before it there was one kind. */
export type FileBytes = ReturnType<Uint8Array["slice"]>;

/** In both languages, or in one: then it is used for both. */
export type Words =
  | string
  | { readonly en: string; readonly zh?: string }
  | { readonly en?: string; readonly zh: string };

export type Measure = "error" | "right" | "whole" | "aligned" | "attended";

export interface LessonConfig {
  readonly task: string;
  readonly model: string;
  /** `dot` if left out. */
  readonly attention?: string;
  /** `sgd` if left out. */
  readonly optimizer?: string;
  /** 1 if left out. */
  readonly seed?: number;
  readonly settings?: Readonly<Record<string, number | string>>;
}

/** A lesson of one's own; LESSONS.md says what each part means. */
export interface Lesson {
  readonly name?: string;
  readonly title: Words;
  readonly summary?: Words;
  readonly topic?: "look-up" | "order" | "language" | "picture";
  /** Shown with the title above the controls; an empty line begins a paragraph. */
  readonly text?: Words;
  readonly config: LessonConfig;
  /** Training stops here once. */
  readonly goal?: number;
  /** About how long that takes. */
  readonly seconds?: number;
  readonly still?: true;
  readonly learned?: Readonly<Partial<Record<Measure, number>>>;
  readonly variants?: readonly {
    readonly name: string;
    readonly title: Words;
    /** Only what differs; null takes a setting away. */
    readonly config?: Partial<Omit<LessonConfig, "settings">> & {
      readonly settings?: Readonly<Record<string, number | string | null>>;
    };
    /** Where it takes more steps than the lesson, or fewer. */
    readonly goal?: number;
    /** Where something else can be asked of it; all of it, not merged. */
    readonly learned?: Readonly<Partial<Record<Measure, number>>>;
  }[];
  readonly dials?: readonly {
    readonly setting: string;
    readonly title: Words;
    readonly minimum: number;
    readonly maximum: number;
  }[];
  /** The first is the large one. */
  readonly views: readonly {
    readonly view: string;
    readonly options?: Readonly<Record<string, string>>;
  }[];
  readonly data?: {
    readonly hint: Words;
    readonly accept: string;
    readonly binary?: true;
    readonly task?: string;
  };
}

/** Settings by their names, and beside them `attention` and `optimizer`. */
export type Changes = Readonly<Record<string, number | string>>;

/** A variant by its name, or the run itself with changes. */
export type Other = string | Changes;

/** A head of some weights, from 0, and perhaps one weight in it, which is locked. */
export interface Look {
  weights: string;
  head: number | "mean";
  cell?: { row: number; column: number };
}

/** What the pictures are of: a held-out sample by its number, from 0, or one that could be typed. */
export type Sample = number | string;

/** A live setting that was given another value when so many steps were taken. */
export interface Turn {
  step: number;
  setting: string;
  value: number;
}

/** Where a run is, of which bits all its parameters are, and what was turned on the way. */
export interface Digest {
  step: number;
  bits: string;
  turns: readonly Turn[];
}

/** Where a run is, what it can be replayed from, and what is on show. */
export interface Moment {
  lesson: string;
  variant: string;
  changes: Changes;
  compare: readonly Other[];
  seed: number;
  pace: Pace;
  /** Undefined as long as nobody chose a head. */
  look: Look | undefined;
  sample: Sample;
  /** Undefined where there is no run yet, or no more. */
  digest: Digest | undefined;
  /** What it was made of that is not among these: a reader's own data, or a file that was loaded. */
  beside: "data" | "file" | undefined;
}

/** One of those that train beside a run, at the same step unless it has ended. */
export interface LaneFrame {
  name: string;
  step: number;
  losses: Float32Array;
  score: Score | null;
  /** Those that are looked at side by side. */
  tensors: Record<string, NamedTensor>;
  /** Why it does not go on; the others do. */
  refusal?: string;
}

/** What the pictures show. */
export interface Frame {
  step: number;
  /** Of every step since the last frame. */
  losses: Float32Array;
  /** On held-out samples; null where the last one is still new. */
  score: Score | null;
  /** Those that the views in sight draw, by name. */
  tensors: Record<string, NamedTensor>;
  /** One for each that is compared with the run. */
  lanes: readonly LaneFrame[];
}

export type ErrorKind =
  | "unsupported"
  | "load"
  | "engine"
  | "refused"
  | "lesson"
  | "picture"
  | "compare"
  | "look";

/** None of these bubbles: several elements can share a page. */
export interface SoftLookEvents {
  /** The engine is up and the first picture can be drawn. */
  ready: CustomEvent<{ lesson: string; variant: string; seed: number }>;
  /** The counter has moved; with the loss of every step since the last time. */
  step: CustomEvent<{ step: number; losses: Float32Array }>;
  /** The pictures show this. */
  frame: CustomEvent<Frame>;
  /** The lesson's goal is reached, training is paused. */
  done: CustomEvent<{ step: number; score: Score | null }>;
  /** A person chose another variant. */
  variant: CustomEvent<{ lesson: string; variant: string }>;
  /** A person changed settings of the lesson. */
  changes: CustomEvent<{ lesson: string; variant: string; changes: Changes }>;
  /** A person chose what the run is compared with, or took one out. */
  compare: CustomEvent<{ lesson: string; compare: readonly Other[] }>;
  error: CustomEvent<{ kind: ErrorKind; message: string }>;
}

/** `<soft-look>`: a lesson anywhere on the web. */
export class SoftLook extends HTMLElement {
  /** The name of a lesson, or a lesson of one's own. */
  get lesson(): string | Lesson;
  set lesson(lesson: string | Lesson);
  /** Where a lesson of one's own is, as JSON; it goes before `lesson`. */
  get src(): string;
  set src(place: string | URL | null | undefined);
  variant: string;
  /** Settings that are to be others than the lesson's, and perhaps `attention` and `optimizer`. */
  changes: Changes;
  /** Controls and settings that are not shown; `all` is every one. Unknown names are told in the console. */
  get hide(): readonly string[];
  set hide(names: string | readonly string[] | null | undefined);
  /** Those that are shown and stay as they are. */
  get lock(): readonly string[];
  set lock(names: string | readonly string[] | null | undefined);
  /** What trains beside the run, at most three. The attribute has names of variants, with commas between. */
  get compare(): readonly Other[];
  set compare(others: readonly Other[] | string | null | undefined);
  get seed(): number | undefined;
  set seed(seed: number | string | null | undefined);
  get pace(): Pace;
  set pace(pace: string | null | undefined);
  theme: string | null;
  /** That which it speaks. */
  get language(): Language;
  get running(): boolean;

  /** Also before it is seen: training begins as soon as it can. */
  play(): void;
  pause(): void;
  /** So many steps, and then a pause. */
  step(count?: number): void;
  /** From the beginning, with the same seed. */
  reset(): void;
  /**
   * Flat out to that step, from the beginning if it is past; kept with the step where that ended. Live settings
   * can be turned on the way, in the order of their steps.
   */
  goto(step: number, turns?: readonly Turn[]): Promise<number>;
  /** Where the run is: with it another element can be brought to the same bits, and say so. */
  moment(): Promise<Moment>;
  /** Has the pictures of these weights show that head, and perhaps lock a weight in it. */
  lookAt(look: Look): void;
  /** Has all pictures be of that sample, as *Held-out example* and *Try your own* do. */
  show(sample: Sample): void;
  /** A safetensors file: a checkpoint, which goes on bit for bit, or the parameters alone. */
  save(form?: "checkpoint" | "parameters"): Promise<FileBytes>;
  /** Goes on from such a file; rejected with the reason, and the run left alone, if it does not fit. */
  load(file: Uint8Array | ArrayBuffer): Promise<"checkpoint" | "parameters">;

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
  removeEventListener<Name extends keyof SoftLookEvents>(
    name: Name,
    listener: (this: SoftLook, event: SoftLookEvents[Name]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<Name extends Exclude<keyof HTMLElementEventMap, keyof SoftLookEvents>>(
    name: Name,
    listener: (this: SoftLook, event: HTMLElementEventMap[Name]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    name: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}
