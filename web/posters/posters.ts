import type { Session } from "softlook-wasm";
import type { Lesson, LessonConfig } from "../src/lessons/lesson.ts";
import { lookOf } from "./look.ts";
import { arches, heads, links, type Motif, map, veil } from "./motifs.ts";
import {
  blanks,
  byHand,
  fan,
  farBack,
  glimpses,
  heard,
  race,
  stripes,
  vectors,
} from "./special.ts";
import { sheetOf } from "./svg.ts";

const files = import.meta.glob<{ default: Lesson }>("../src/lessons/*/lesson.ts", { eager: true });

/** Of every lesson the name of its folder. */
export const folders: [string, Lesson][] = Object.entries(files).map(([file, module]) => [
  file.split("/").at(-2)!,
  module.default,
]);

/** What is typical of a lesson; of another one it is what its first view is like. */
const motifs: Record<string, Motif> = {
  "recurrent-reader": vectors,
  calculator: byHand,
  translation: links,
  "soft-addressing": fan,
  order: arches,
  glimpses,
  "visual-attention": veil,
  "attention-module": stripes,
  blanks,
  "translation-transformer": heads,
  speech: heard,
  "long-sequences": farBack,
  "score-functions": race("scaled-dot", "general", "dot", "tanh-score", "additive", "gated-heads"),
};

/** The held-out sample that shows it best, where that is not the one which the lesson shows. */
const samples: Record<string, number> = { "recurrent-reader": 3, order: 4, glimpses: 11 };

const likeView: Record<string, Motif> = { heads, image: veil, sound: heard };

export function drawPoster(
  lesson: Lesson,
  session: Session,
  losses: (config: LessonConfig) => Float32Array,
): string {
  const motif = motifs[lesson.name] ?? likeView[lesson.views[0]!.view] ?? map;
  session.observe(samples[lesson.name] ?? 0, undefined);
  return sheetOf(...motif(lookOf(lesson, session, losses)));
}
