import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import type { LossHistory } from "../drawing/loss-history.ts";
import type { Frame } from "../engine/protocol.ts";
import { type Text, texts } from "../text/text.ts";

/** What there is to draw: the newest frame, and the losses of the whole run so far. */
export interface Picture {
  frame: Frame;
  history: LossHistory;
}

/** Chosen by the lesson: which tensors to draw, what to call them. */
export type ViewOptions = Readonly<Record<string, string>>;

/** One kind of picture; a file of this folder exports one, by default, and the registry finds it. */
export interface View {
  /** As lessons call it. */
  readonly name: string;
  title(text: Text, options: ViewOptions): string;
  /** The tensors of a frame that it draws; what no visible view needs is not sent. */
  needs(options: ViewOptions): readonly string[];
  create(): ViewElement;
}

export abstract class ViewElement extends LitElement {
  @property({ attribute: false }) text: Text = texts.en;
  @property({ attribute: false }) options: ViewOptions = {};
  /** A new object for every frame. */
  @property({ attribute: false }) picture: Picture | undefined;

  /** Gives up what a person has locked, where there is such a thing. */
  release(): void {}

  protected option(name: string): string {
    const value = this.options[name];
    if (value === undefined) throw new Error(`[${this.localName}] the lesson gives no "${name}"`);
    return value;
  }
}
