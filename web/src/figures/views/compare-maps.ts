import type { NamedTensor } from "softlook-wasm";
import type { ComparedRun } from "../../drawing/compared.ts";
import { type Difference, differenceOf } from "../../drawing/difference.ts";
import { significant } from "../../drawing/number-format.ts";
import type { WeightTable } from "../../drawing/weight-table.ts";
import { signedColour } from "../colours.ts";
import { heatMap, markLegend, rampLegend, weightLegend } from "../heat-map.ts";
import { type Figure, gathered, stacked } from "../marks.ts";
import type { FigureMaker, Seen } from "../seen.ts";
import { comparedTable, whoIsWho } from "./compare-losses.ts";
import { headRead } from "./matrix.ts";

/** In pixels: a map's side, about, and all maps of a row. */
const side = 220;
const widest = 760;

export default {
  figure: (seen) => {
    const { text, chosen } = seen;
    const { head = "mean" } = chosen;
    const runs = mapped(seen);
    if (runs.length === 0) return text.saving.noPicture;
    const maps = runs.map(({ letter, title, weights, truth }) =>
      map(weights, `${letter} ${title}`, {
        at: (row, column) => weights.at(head, row, column),
        isMarked: (row, column) => truth?.at(0, row, column) === 1,
      }),
    );
    const legends = [weightLegend(text.weightLegend)];
    const reads = [text.captions.compareMaps, whoIsWho(seen), headRead(seen, headsOf(runs))];
    const between = pairOf(seen);
    if (between) {
      const { of, minus, difference } = between;
      const { values, limit } = difference;
      const width = of.weights.columns.length;
      const name = `${of.letter} − ${minus.letter}`;
      maps.push(
        map(of.weights, name, {
          at: (row, column) => values[row * width + column]!,
          colour: (value) => signedColour(value, limit),
        }),
      );
      const end = significant(limit, 1);
      const shade = (amount: number) => signedColour((2 * amount - 1) * limit, limit);
      legends.push(rampLegend(`−${end}`, end, name, shade));
    }
    if (runs.some(({ truth }) => truth)) {
      legends.push(markLegend(text.truthLegend));
      reads.push(text.captions.truth);
    }
    const all = gathered(maps, widest, 28);
    return { ...stacked([all, gathered(legends, Math.max(420, all.width), 28)], 16), reads };
  },
  tables: (seen) => [comparedTable(seen)],
  tensors: (seen) => {
    const between = pairOf(seen);
    const tensors = mapped(seen).map(({ letter, title, weights }) =>
      tensorOf(`${letter} ${title}`, weights, weights.heads, allHeads(weights)),
    );
    if (!between) return tensors;
    const { of, minus, difference } = between;
    const name = `${of.letter} - ${minus.letter}`;
    return [...tensors, tensorOf(name, of.weights, 1, difference.values)];
  },
} satisfies FigureMaker;

type Mapped = ComparedRun & { weights: WeightTable };

const isMapped = (run: ComparedRun | undefined): run is Mapped => run?.weights !== undefined;

const mapped = ({ chosen }: Seen): Mapped[] => (chosen.compared?.runs ?? []).filter(isMapped);

const headsOf = (runs: readonly Mapped[]) => Math.max(...runs.map(({ weights }) => weights.heads));

/** The two whose difference is on show, where there is one. */
function pairOf({
  chosen,
}: Seen): { of: Mapped; minus: Mapped; difference: Difference } | undefined {
  const { runs = [], pair = [1, 0] } = chosen.compared ?? {};
  const [of, minus] = pair.map((i) => runs[i]);
  if (!isMapped(of) || !isMapped(minus) || of === minus) return undefined;
  const difference = differenceOf(of.weights, minus.weights, chosen.head ?? "mean");
  return typeof difference === "object" ? { of, minus, difference } : undefined;
}

function map(
  { rows, columns }: WeightTable,
  title: string,
  cells: Pick<Parameters<typeof heatMap>[0], "at" | "colour" | "isMarked">,
): Figure {
  const width = Math.max(2, Math.min(34, Math.floor(side / Math.max(rows.length, columns.length))));
  return heatMap({ rows, columns, title, cell: { width, height: width }, ...cells });
}

function allHeads(table: WeightTable): Float32Array {
  const heads = Array.from({ length: table.heads }, (_, head) => [...table.values(head)]);
  return Float32Array.from(heads.flat());
}

function tensorOf(
  name: string,
  { rows, columns }: WeightTable,
  heads: number,
  data: Float32Array,
): NamedTensor {
  const shape = [1, heads, rows.length, columns.length];
  return { name, shape, data, rows: [...rows], columns: [...columns] };
}
