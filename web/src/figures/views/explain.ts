import { placeName, WeightTable } from "../../drawing/weight-table.ts";
import { asksFor, type Explanation, explain } from "../../explaining/explanation.ts";
import { grouped, shortened } from "../../explaining/shortened.ts";
import { plainHand } from "../../explaining/written.ts";
import type { CellChoice } from "../../views/view.ts";
import { type Figure, fontSize, ink, muted, stacked } from "../marks.ts";
import { type FigureMaker, type Seen, tensorOf } from "../seen.ts";
import { paragraph } from "../sheet.ts";

const width = 620;

export default {
  figure: (seen) => {
    const { text, picture } = seen;
    const weights = tensorOf(seen, "weights");
    const cell = seen.chosen.cell ?? (weights && strongest(seen));
    const tensor = cell && picture.frame.tensors[cell.weights];
    if (!cell || !tensor) return text.saving.noPicture;
    const { config } = picture.run;
    const { row, column } = cell;
    const asked = { weights: cell.weights, row, column, config };
    const { tensors } = picture.frame;
    const absent = asksFor(asked).filter((name) => !(name in tensors));
    // What was not asked for has not come: an explanation that is closed is one that is not there.
    const isOpen = absent.every((name) => picture.frame.absent.includes(name));
    const all = isOpen || seen.chosen.cell === undefined ? absent : picture.frame.absent;
    const explanation = explain(tensors, asked, cell.head, all);
    if (!explanation) return text.explain.closed;
    const table = new WeightTable(tensor);
    const names = [placeName(table.rows, row), placeName(table.columns, column)] as const;
    return partsOf(seen, explanation, names, column);
  },
} satisfies FigureMaker;

function strongest(seen: Seen): CellChoice {
  const weights = tensorOf(seen, "weights")!;
  const table = new WeightTable(weights);
  const row = table.rows.length - 1;
  const all = table.columns.map((_, column) => table.at("mean", row, column));
  const column = Math.max(0, all.indexOf(Math.max(...all)));
  return { weights: seen.options.weights!, head: "mean", row, column };
}

function partsOf(
  { text }: Seen,
  { parts, heads, head }: Explanation,
  names: readonly [string, string],
  column: number,
): Figure {
  const drawn = parts.map((part) => {
    const strips = part.strips
      .filter(({ name }) => name !== "+")
      .map(({ name, values }) => `${name} = (${values.map(plainHand.number).join(", ")})`);
    const equations = grouped(part.equations, column).flatMap(({ shown, more }) => [
      ...shown.map(({ sign, expression, value }) => {
        const right = plainHand.number(value);
        const left = shortened(expression, text.explain.moreTerms);
        return `${plainHand.sign(sign)} = ${left === right ? right : `${left} = ${right}`}`;
      }),
      ...(more > 0 ? [text.explain.moreAlike(String(more))] : []),
    ]);
    const note = part.note ? [text.explain.notes[part.note]] : [];
    const title = `${text.explain.parts[part.name](...names)}  ${part.formula ?? ""}`;
    const lines = [...note, ...strips, ...equations];
    return stacked(
      [
        paragraph(title.trim(), width, fontSize, ink, true),
        ...lines.map((line) => paragraph(line, width, fontSize - 1, muted)),
      ],
      3,
    );
  });
  const reads = heads > 1 ? [text.explain.ofHead(String(head + 1), String(heads))] : [];
  return { ...stacked(drawn, 16), reads };
}
