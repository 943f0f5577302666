import type { NamedTensor, Score } from "softlook-wasm";
import { LossHistory } from "../drawing/loss-history.ts";
import { WeightTable } from "../drawing/weight-table.ts";
import type { Frame } from "../engine/protocol.ts";
import type { Compared, Lane } from "../lessons/lanes.ts";
import type { Lesson } from "../lessons/lesson.ts";

/** One of the two to four as it stands; the first is the run itself. */
export interface Contender {
  /** Undefined is the run. */
  lane: Lane | undefined;
  step: number;
  history: LossHistory;
  score: Score | null;
  weights: WeightTable | undefined;
  truth: WeightTable | undefined;
  /** It has no such weights. */
  lacks: boolean;
  refusal: string | undefined;
}

type Told = Pick<Frame, "step" | "losses" | "score" | "tensors" | "absent"> & { refusal?: string };

const nobody: Compared = { lanes: [], leftOut: [] };

/** What a run is compared with, and how far each is. */
export class Comparison {
  compared = nobody;
  /** A new list for every frame; empty while nobody compares. */
  contenders: readonly Contender[] = [];
  /** The step at which the newest scores were taken. */
  scoredAt = 0;
  /** The maps can be seen: only then their tensors are asked for. */
  watched = false;
  private lesson: Lesson | undefined;

  /** Nothing is known yet of those who begin. */
  begin(lesson: Lesson | undefined, compared = nobody): void {
    const before = lesson === this.lesson ? this.contenders : [];
    this.lesson = lesson;
    this.compared = compared;
    this.scoredAt = 0;
    const lanes = compared.lanes.length > 0 ? [undefined, ...compared.lanes] : [];
    this.contenders = lanes.map((lane) => {
      // Their last maps stay until the first new ones come, as in all pictures.
      const same = before.find((contender) => contender.lane?.key === lane?.key);
      return {
        lane,
        step: 0,
        history: new LossHistory(),
        score: null,
        weights: same?.weights,
        truth: same?.truth,
        lacks: same?.lacks ?? false,
        refusal: undefined,
      };
    });
  }

  drop(key: string): void {
    const lanes = this.compared.lanes.filter((lane) => lane.key !== key);
    this.compared = { lanes, leftOut: [] };
    const left = this.contenders.filter(({ lane }) => lane?.key !== key);
    this.contenders = lanes.length > 0 ? left : [];
  }

  add(frame: Frame): void {
    if (this.contenders.length === 0) return;
    if (frame.score) this.scoredAt = frame.step;
    this.contenders = this.contenders.map((contender) => {
      const { lane } = contender;
      const told = lane ? frame.lanes.find(({ name }) => name === lane.key) : frame;
      return told ? this.heard(contender, told) : contender;
    });
  }

  /** The tensors to be seen side by side. */
  get needs(): string[] {
    const { weights, truth } = pictured(this.lesson);
    const seen = this.watched && this.contenders.length > 0;
    return seen ? [weights, truth].filter((name) => name !== undefined) : [];
  }

  /** Whether the lesson has weights to be put side by side. */
  get hasMaps(): boolean {
    return pictured(this.lesson).weights !== undefined;
  }

  private heard(contender: Contender, told: Told): Contender {
    const { weights = "", truth = "" } = pictured(this.lesson);
    contender.history.add(told.losses);
    return {
      ...contender,
      step: told.step,
      score: told.score ?? contender.score,
      // Who does not look at the maps is sent none: the last ones stay.
      weights: table(told.tensors[weights]) ?? contender.weights,
      truth: weights in told.tensors ? table(told.tensors[truth]) : contender.truth,
      lacks: told.absent.includes(weights),
      refusal: told.refusal,
    };
  }
}

const table = (tensor: NamedTensor | undefined) => tensor && new WeightTable(tensor);

/** The weights of the lesson's first matrix; without one, those of its first picture of weights. */
function pictured(lesson: Lesson | undefined): { weights?: string; truth?: string } {
  const views = lesson?.views.filter(({ options }) => options?.weights) ?? [];
  const view = views.find(({ view }) => view === "matrix") ?? views[0];
  return view?.options ?? {};
}
