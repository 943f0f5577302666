import type { NamedTensor } from "softlook-wasm";
import { type Captions, captionTexts } from "../text/captions.ts";
import type { Language, Text } from "../text/text.ts";
import type { Chosen, Picture, ViewOptions } from "../views/view.ts";
import type { Figure } from "./marks.ts";
import type { Table } from "./numbers.ts";

/** What a view has on show, without the view. */
export interface OnShow {
  picture: Picture;
  options: ViewOptions;
  chosen: Chosen;
  text: Text;
  language: Language;
}

/** Of this a figure is made. */
export interface Seen extends OnShow {
  text: Text & { captions: Captions };
}

export const seenOf = (shown: OnShow): Seen => ({
  ...shown,
  text: { ...shown.text, captions: captionTexts[shown.language] },
});

/** How a view is drawn for paper; a file of figures/views/, called like the view, exports one by default. */
export interface FigureMaker {
  /** In place of a figure, why there is none: the end of a sentence. */
  figure(seen: Seen): Figure | string;
  /** Its numbers that are no tensors of the frame. */
  tables?(seen: Seen): Table[];
  /** And those that are tensors, though not of the run. */
  tensors?(seen: Seen): NamedTensor[];
}

/** The tensor that an option names, if the frame has it. */
export const tensorOf = ({ picture, options }: Seen, option: string): NamedTensor | undefined =>
  picture.frame.tensors[options[option] ?? ""];
