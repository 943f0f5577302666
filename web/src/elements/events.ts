import type { Score } from "softlook-wasm";
import type { Failure, Frame } from "../engine/protocol.ts";
import type { Other } from "../lessons/lanes.ts";
import type { Changes } from "../lessons/variants.ts";

export type ErrorKind = Failure["kind"] | "lesson" | "picture" | "compare" | "look";

/** What `<soft-look>` tells the page around it. None of these bubbles: several can share a page. */
export interface SoftLookEvents {
  /** The engine is up and the first picture can be drawn. */
  ready: CustomEvent<{ lesson: string; variant: string; seed: number }>;
  /** A person chose another variant. */
  variant: CustomEvent<{ lesson: string; variant: string }>;
  /** A person chose what the run is compared with, or took one out. */
  compare: CustomEvent<{ lesson: string; compare: readonly Other[] }>;
  /** A person had the lesson run with other settings, or as it is again. */
  changes: CustomEvent<{ lesson: string; variant: string; changes: Changes }>;
  /** The counter has moved; with the loss of every step since the last time. */
  step: CustomEvent<{ step: number; losses: Float32Array }>;
  /** The pictures show this. */
  frame: CustomEvent<Frame>;
  /** The lesson's goal is reached, training is paused. */
  done: CustomEvent<{ step: number; score: Score | null }>;
  error: CustomEvent<{ kind: ErrorKind; message: string }>;
}

export type Tell = <Name extends keyof SoftLookEvents>(
  name: Name,
  detail: SoftLookEvents[Name]["detail"],
) => void;

declare module "./soft-look.ts" {
  interface SoftLook {
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
}
