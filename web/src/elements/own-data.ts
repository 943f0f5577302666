import type { Data } from "../engine/protocol.ts";
import type { Lesson } from "../lessons/lesson.ts";
import { takesData, variantOf } from "../lessons/variants.ts";
import type { Brought } from "./brought.ts";

/** How it stands with what a person brought; a new object whenever that changes. */
export interface OwnDataState {
  /** The lesson runs on it, in the variants that can. */
  used?: Brought | undefined;
  /** The engine is asked whether it can. */
  asked?: Brought | undefined;
  /** The engine's sentence on what was asked last. */
  refusal?: string | undefined;
}

/** What a person brought to a lesson: it stays there whatever the variant and the seed. */
export class OwnData {
  state: OwnDataState = {};
  private lesson: Lesson | undefined;

  /** Another lesson begins without; a run that begins takes back the question asked of the one before. */
  begin(lesson: Lesson | undefined): void {
    const { used, refusal } = this.state;
    this.state = lesson && lesson === this.lesson ? { used, refusal } : {};
    this.lesson = lesson;
  }

  /** Nothing, where the variant can take none: its task makes its own. */
  dataFor(lesson: Lesson, variant: string): Data | undefined {
    const taken = takesData(lesson, variantOf(lesson, variant));
    return taken ? this.state.used?.content : undefined;
  }

  ask(asked: Brought): void {
    this.state = { used: this.state.used, asked };
  }

  /** Whether there is something new to run on. */
  answer(refusal: string | undefined): boolean {
    const { used, asked } = this.state;
    this.state = refusal === undefined ? { used: asked ?? used } : { used, refusal };
    return asked !== undefined && refusal === undefined;
  }

  /** Who could have answered is gone. */
  unanswered(): void {
    const { used, refusal } = this.state;
    this.state = { used, refusal };
  }

  giveBack(): void {
    this.state = {};
  }
}
