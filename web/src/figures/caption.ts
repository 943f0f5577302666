import { count } from "../drawing/number-format.ts";
import type { Seen } from "./seen.ts";

/** What stands beneath a figure: how to read it, and which run it is of. */
export function captionOf({ picture, text, language }: Seen, reads: readonly string[]): string {
  const { captions } = text;
  const { frame, lesson, run } = picture;
  const variant = run.variant ? captions.variant(run.variant.title[language]) : "";
  const changes = Object.entries(run.changes).map(([name, value]) => `${name} ${value}`);
  const said = [
    ...reads,
    captions.run(
      lesson.title[language],
      variant,
      changes.length > 0 ? captions.changed(changes.join(", ")) : "",
      String(run.config.seed),
      count(frame.step),
    ),
    run.ownData ? captions.ownData : "",
    exampleOf(picture.frame, text),
  ];
  return said.filter((sentence) => sentence !== "").join(language === "zh" ? "" : " ");
}

function exampleOf(
  { typed, writing, tensors, example }: Seen["picture"]["frame"],
  text: Seen["text"],
) {
  const own = writing?.beginning ?? (typed?.refusal === undefined ? typed?.text : undefined);
  if (own !== undefined) return text.captions.typed(own);
  return Object.keys(tensors).length > 0 ? text.captions.heldOut(count(example + 1)) : "";
}
