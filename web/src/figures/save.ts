import type { NamedTensor } from "softlook-wasm";
import { captionOf } from "./caption.ts";
import { csvOf } from "./csv.ts";
import { fileName } from "./file-name.ts";
import { jsonOf } from "./json.ts";
import type { Figure } from "./marks.ts";
import { aboutOf, type Numbers } from "./numbers.ts";
import { pngOf } from "./paint.ts";
import { figureMakerOf } from "./registry.ts";
import { type OnShow, seenOf } from "./seen.ts";
import { sheetOf } from "./sheet.ts";
import { svgOf } from "./svg.ts";

export const kinds = ["svg", "png", "csv", "json"] as const;
export type Kind = (typeof kinds)[number];

/** A view that is to be saved: its name, its heading, the tensors that it draws, and what it has on show. */
export interface Original {
  view: string;
  title: string;
  draws: readonly string[];
  shown: OnShow;
}

export interface SavedFile {
  name: string;
  content: Blob;
}

/** The file; or why there is none, as the end of a sentence. */
export async function fileOf(kind: Kind, original: Original): Promise<SavedFile | string> {
  const { picture, options } = original.shown;
  const content =
    kind === "svg" || kind === "png" ? await drawn(kind, original) : told(kind, original);
  if (typeof content === "string") return content;
  const name = fileName(picture.lesson, original.view, options, picture.frame.step, kind);
  return { name, content };
}

async function drawn(
  kind: "svg" | "png",
  { view, title, shown }: Original,
): Promise<Blob | string> {
  const seen = seenOf(shown);
  const figure: Figure | string = figureMakerOf(view)?.figure(seen) ?? seen.text.saving.noFigure;
  if (typeof figure === "string") return figure;
  const caption = captionOf(seen, figure.reads);
  const sheet = sheetOf(figure, title, caption);
  if (kind === "png") return pngOf(sheet);
  return new Blob([svgOf(sheet, title, caption)], { type: "image/svg+xml" });
}

function told(kind: "csv" | "json", original: Original): Blob | string {
  const numbers = numbersOf(original);
  if (numbers.tensors.length + numbers.tables.length === 0) {
    return original.shown.text.saving.noNumbers;
  }
  return kind === "csv"
    ? new Blob([csvOf(numbers)], { type: "text/csv" })
    : new Blob([jsonOf(numbers)], { type: "application/json" });
}

export function numbersOf({ view, draws, shown }: Original): Numbers {
  const seen = seenOf(shown);
  const { tensors } = seen.picture.frame;
  const maker = figureMakerOf(view);
  const drawn = draws
    .map((name) => tensors[name])
    .filter((tensor): tensor is NamedTensor => tensor !== undefined);
  return {
    about: aboutOf(seen.picture, seen.language),
    tensors: [...drawn, ...(maker?.tensors?.(seen) ?? [])],
    tables: maker?.tables?.(seen) ?? [],
  };
}
