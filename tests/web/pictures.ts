import type { MainModule } from "softlook-wasm";
import { LengthLog } from "../../web/src/drawing/length-log.ts";
import { LossHistory } from "../../web/src/drawing/loss-history.ts";
import { ScoreLog } from "../../web/src/drawing/score-log.ts";
import { StepLog } from "../../web/src/drawing/step-log.ts";
import { type Seen, seenOf as seenFrom } from "../../web/src/figures/seen.ts";
import type { Lesson, LessonView } from "../../web/src/lessons/lesson.ts";
import { configOf, variantOf } from "../../web/src/lessons/variants.ts";
import { type Language, texts } from "../../web/src/text/text.ts";
import type { Picture } from "../../web/src/views/view.ts";

/** What a lesson has on show after some steps, with every tensor that its views may name. */
export function pictureOf(engine: MainModule, lesson: Lesson, steps: number): Picture {
  const variant = variantOf(lesson, undefined);
  const config = configOf(lesson, variant);
  const session = new engine.Session(config);
  const history = new LossHistory();
  const scores = new ScoreLog();
  scores.add(variant?.name ?? "", 0, session.evaluate(8));
  const losses = steps > 0 ? session.train(steps).losses : new Float32Array();
  history.add(losses);
  if (steps > 0) scores.add(variant?.name ?? "", steps, session.evaluate(8));
  session.observe(0, undefined);
  const tensors = Object.fromEntries(
    session.tensorNames().map((name) => [name, session.tensor(name)]),
  );
  session.delete();
  const frame = {
    step: steps,
    losses,
    gradientNorm: steps > 0 ? 1 : null,
    score: null,
    tensors,
    absent: [],
    typed: null,
    writing: null,
    example: 0,
    lanes: [],
  };
  const run = { variant, changes: {}, config, ownData: false };
  const variants = lesson.variants ?? [];
  const norms = new StepLog<number>();
  const lengths = new LengthLog();
  return { frame, history, norms, scores: scores.curves, lengths, variants, lesson, run };
}

export function seenOf(picture: Picture, view: LessonView, language: Language = "en"): Seen {
  const text = texts[language];
  return seenFrom({ picture, options: view.options ?? {}, chosen: {}, text, language });
}
