import type { NamedTensor } from "softlook-wasm";

/** All heads together, or one of them by its number. */
export type Head = number | "mean";

/**
 * Attention weights of one sample: of each head, how much each row looks at each column. From a tensor
 * [B,H,Tq,Tk] the first sample, from [B,Tq,Tk] likewise, with one head. Padding at the ends is left out.
 */
export class WeightTable {
  readonly heads: number;
  /** What the positions are called; a space or a line's end by a sign. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Both sides are one and the same sequence: a sequence looks at itself. */
  readonly looksAtItself: boolean;
  private readonly data: Float32Array;
  private readonly height: number;
  private readonly width: number;

  /** With the scores, after the mask, that the weights were made of, where they are known. */
  constructor(
    { shape, data, rows, columns }: NamedTensor,
    private readonly scores?: NamedTensor,
  ) {
    this.height = shape.at(-2) ?? 1;
    this.width = shape.at(-1) ?? 1;
    this.heads = shape.length > 3 ? shape.at(-3)! : 1;
    this.data = data;
    this.rows = positions(rows, this.height);
    this.columns = positions(columns, this.width);
    this.looksAtItself = this.height === this.width && rows.join("\n") === columns.join("\n");
  }

  at(head: Head, row: number, column: number): number {
    if (head !== "mean") return this.data[this.place(head, row, column)] ?? Number.NaN;
    let sum = 0;
    for (let h = 0; h < this.heads; h++) sum += this.data[this.place(h, row, column)] ?? Number.NaN;
    return sum / this.heads;
  }

  /** Not looked at and not to be: a mask hides it, from all heads alike. Its weight is no measurement. */
  isHidden(row: number, column: number): boolean {
    return this.scores?.data[row * this.width + column] === Number.NEGATIVE_INFINITY;
  }

  /** The weights of one head, row by row, without the padding. */
  values(head: Head): Float32Array {
    const { length: rows } = this.rows;
    const { length: columns } = this.columns;
    const values = new Float32Array(rows * columns);
    for (let i = 0; i < values.length; i++) {
      values[i] = this.at(head, Math.floor(i / columns), i % columns);
    }
    return values;
  }

  private place(head: number, row: number, column: number): number {
    return (head * this.height + row) * this.width + column;
  }
}

const signs: Record<string, string> = { " ": "␣", "\n": "⏎", "\t": "⇥" };

export const shownLabel = (label: string): string => signs[label] ?? label;

/** The labels up to the last that is one; where there are none, the positions are numbered. */
export function positions(labels: readonly string[], count: number): string[] {
  const length = labels.findLastIndex((label) => label !== "") + 1;
  if (length === 0) return Array.from({ length: count }, (_, i) => String(i + 1));
  return labels.slice(0, length).map(shownLabel);
}

/** A label that tells which one it is, also where several are alike: “the (3)”. */
export function placeName(labels: readonly string[], place: number): string {
  const label = labels[place] ?? "";
  const alone = labels.indexOf(label) === labels.lastIndexOf(label);
  return alone ? label : `${label} (${place + 1})`;
}
