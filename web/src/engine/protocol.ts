import type { Catalog, NamedTensor, Score } from "softlook-wasm";
import type { LessonConfig } from "../lessons/lesson.ts";
import type { WantedConfig } from "../lessons/variants.ts";
import type { ByLength } from "./by-length.ts";
import type { Edition } from "./editions.ts";
import type { FileBytes } from "./file-bytes.ts";
import type { Form } from "./kept-file.ts";
import type { Saturation } from "./saturation.ts";
import type { Timing } from "./timing.ts";

/** `slow` lets the eye follow single steps, `lively` shows the map forming, `flat-out` is a race. */
export const paces = ["slow", "lively", "flat-out"] as const;
export type Pace = (typeof paces)[number];

/** Everything a run is made of; sent whole, so that a worker that was started afresh needs no past. */
export interface Run {
  config: LessonConfig;
  /** Training stops here once; asked to go on, it goes on. */
  goal: number;
  pace: Pace;
  /** Names of the tensors that the visible views draw. */
  needs: readonly string[];
  /** Whether it is to be found out, when training pauses, how right it is at each length. */
  byLength?: boolean;
  /** Which of the held-out samples is shown; without it the first, number 0. */
  example?: number;
  /** A sample that a person typed, shown instead of the held-out one. */
  typed?: string;
  /** Somebody's own, for the task to make its samples from; without it, it makes its own. */
  data?: Data | undefined;
  /** Trained beside it, and always at the same step. */
  lanes?: readonly LaneRun[];
  /** Names of the tensors that are looked at side by side; of the lanes, only these are sent. */
  compared?: readonly string[];
}

/** Another config that a run is compared with. */
export interface LaneRun {
  name: string;
  config: WantedConfig;
  data?: Data | undefined;
}

/** Pasted text, or the bytes of files. */
export type Data = string | Uint8Array;

/** So many held-out samples the score of a frame is of; of a model that takes too long for that, so few. */
export const frameSamples = 64;
export const fewSamples = 8;

export interface Frame {
  step: number;
  /** The loss of every step since the last frame: none is left out, whatever the frame rate. */
  losses: Float32Array;
  /** That of all gradients in the newest step, before clipping; null if there was no step since. */
  gradientNorm: number | null;
  /** Held-out score at this step; null where the frame came too soon after the last one. */
  score: Score | null;
  /** Of how many samples the score is. */
  samples?: number;
  tensors: Record<string, NamedTensor>;
  /** Which of the held-out samples they are of, if they are of none that a person typed or began. */
  example: number;
  /** Needed, but there is no such tensor: a model without attention has no weights. */
  absent: readonly string[];
  /** What a person typed, if it is that which is on show; with the reason, if it cannot be. */
  typed: Typed | null;
  /** What a person began and the model goes on with, if it is that which is on show. */
  writing: Writing | null;
  /** One for each lane beside the run. */
  lanes: readonly LaneFrame[];
}

export interface LaneFrame {
  name: string;
  /** That of the run, unless it has ended before. */
  step: number;
  losses: Float32Array;
  score: Score | null;
  tensors: Record<string, NamedTensor>;
  absent: readonly string[];
  /** Why it does not go on; the others do. */
  refusal?: string;
}

export interface Typed {
  text: string;
  refusal?: string;
  /** What the model wrote for an answer, where the task knows none; it stands in its place. */
  written?: readonly string[];
}

/** How one more token is to be written after what a person began. */
export interface GoOn {
  beginning: string;
  /** Something is written already; where it is not, as in a run begun anew, nothing is. */
  further: boolean;
  /** 0 takes the likeliest. */
  temperature: number;
  /** Only so many of the likeliest are drawn from; 0 is all of them. */
  top: number;
}

export interface WrittenToken {
  label: string;
  probability: number;
}

export interface Writing {
  beginning: string;
  tokens: readonly WrittenToken[];
  /** The answer is a sequence of its own, not what comes after the beginning. */
  apart: boolean;
  /** Tokens are words, with a space between them. */
  spaced: boolean;
  /** Nothing can come after it. */
  ended: boolean;
  refusal?: string;
}

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

export interface Saved {
  step: number;
  file: FileBytes;
}

/** What became of a file that a run was to go on from; refused, the run is as it was. */
export type Loading =
  | { refusal: string }
  | { form: Form; settings: Readonly<Record<string, string>> };

/**
 * `stepped`: after one step; `limit`: after the several that were asked for. `arrived`: at the step that it was sent
 * to; `past`: it is further than that, and cannot go back.
 */
export type PauseReason = "asked" | "goal" | "stepped" | "limit" | "arrived" | "past";

/**
 * `unsupported`: this browser is not one for the engine. `load`: the engine never came up.
 * `refused`: it takes no such config, nothing was begun. `engine`: something went wrong in a run. It said why.
 */
export type Failure =
  | { kind: "unsupported"; detail: string }
  | { kind: "load"; cause: LoadCause; detail: string }
  | { kind: "refused"; detail: string }
  | { kind: "engine"; detail: string };
export type LoadCause = "worker" | "forbidden" | "missing" | "corrupt";

/** From a worker: it cannot go on without that edition of the engine. */
export interface Wanted {
  type: "wanted";
  edition: Edition;
}

/** To it: where that is, and it itself, if the page has it compiled. */
export interface Offer {
  type: "engine";
  edition: Edition;
  wasm: string;
  module: WebAssembly.Module | undefined;
}

/** From the worker that had to compile it: for the others of the page. */
export interface Compiled {
  type: "compiled";
  edition: Edition;
  module: WebAssembly.Module;
}

/** The generation numbers the runs: an answer that carries an older one is of a dead run. */
export type Command =
  | { type: "start"; generation: number; run: Run }
  /** Limited, it goes on with what is left of the steps that were asked for. */
  | { type: "play"; generation: number; limited?: boolean }
  | { type: "pause"; generation: number }
  | { type: "step"; generation: number; steps?: number }
  /** What is to be turned on the way is in the order of its steps. */
  | { type: "goto"; generation: number; step: number; turns: readonly Turn[] }
  | { type: "pace"; generation: number; pace: Pace }
  | { type: "need"; generation: number; names: readonly string[] }
  | { type: "compare"; generation: number; names: readonly string[] }
  | { type: "drop"; generation: number; lane: string }
  | { type: "show"; generation: number; typed: string }
  | { type: "example"; generation: number; example: number }
  | { type: "by-length"; generation: number }
  | { type: "set"; generation: number; setting: string; value: number }
  | { type: "time"; generation: number; configs: readonly LessonConfig[] }
  | {
      type: "saturation";
      generation: number;
      attentions: readonly string[];
      widths: readonly number[];
    }
  | { type: "write"; generation: number; goOn: GoOn | null }
  | { type: "check"; generation: number; config: LessonConfig; data: Data }
  | { type: "digest"; generation: number }
  | { type: "save"; generation: number; form: Form }
  | { type: "load"; generation: number; file: Uint8Array }
  | { type: "acknowledge"; generation: number };

export type EngineEvent =
  | { type: "ready"; generation: number }
  /** Before it is ready, or refused: what there is to choose and to set. */
  | { type: "declared"; generation: number; catalog: Catalog }
  | { type: "frame"; generation: number; frame: Frame }
  | { type: "paused"; generation: number; reason: PauseReason }
  /** It was sent where it cannot go: the run is where it was. */
  | { type: "astray"; generation: number; refusal: string }
  /** While nothing is trained: the score of more samples than a frame's. */
  | { type: "scored"; generation: number; step: number; samples: number; score: Score }
  | { type: "by-length"; generation: number; counted: ByLength }
  | { type: "timed"; generation: number; index: number; timing: Timing }
  | { type: "saturation"; generation: number; found: readonly Saturation[] }
  /** What was to be checked can be run; or why not. */
  | { type: "checked"; generation: number; refusal: string | undefined }
  | { type: "digested"; generation: number; digest: Digest }
  | { type: "saved"; generation: number; saved: Saved }
  | { type: "loaded"; generation: number; loading: Loading }
  | { type: "failed"; generation: number; failure: Failure };

/** One handler for each kind of message; a forgotten one does not compile. */
export type Handlers<Message extends { type: string }> = {
  [Type in Message["type"]]: (message: Extract<Message, { type: Type }>) => void;
};

export function dispatch<Message extends { type: string }>(
  handlers: Handlers<Message>,
  message: Message,
): void {
  // TypeScript cannot see that the handler found under a type takes that very type.
  const handler = handlers[message.type as Message["type"]] as (message: Message) => void;
  handler(message);
}
