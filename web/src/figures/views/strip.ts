import { decimal } from "../../drawing/number-format.ts";
import { scoresOf } from "../../drawing/scores-of.ts";
import { placeName, WeightTable } from "../../drawing/weight-table.ts";
import { stacked } from "../marks.ts";
import { type FigureMaker, tensorOf } from "../seen.ts";
import { words } from "../words.ts";
import { headRead } from "./matrix.ts";
import { shade } from "./tokens.ts";

export default {
  figure: (seen) => {
    const { text, chosen } = seen;
    const weights = tensorOf(seen, "weights");
    if (!weights) return text.saving.noPicture;
    const table = new WeightTable(weights, scoresOf(seen.picture.frame.tensors, weights.name));
    const { head = "mean", row = table.rows.length - 1 } = chosen;
    const said = table.columns.map((name, column) => {
      if (table.isHidden(row, column)) return { text: name, fill: "#ffffff", beneath: ["–"] };
      const weight = table.at(head, row, column);
      return { text: name, fill: shade(weight), beneath: [decimal(weight, 2)] };
    });
    const figure = stacked([words([{ text: table.rows[row]! }], text.looksFrom), words(said)], 14);
    const reads = [text.look.captionStrip(placeName(table.rows, row)), headRead(seen, table.heads)];
    return { ...figure, reads };
  },
} satisfies FigureMaker;
