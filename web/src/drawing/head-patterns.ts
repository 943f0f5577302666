import type { WeightTable } from "./weight-table.ts";

/**
 * What one head does, in a few numbers; with pᵢⱼ = |wᵢⱼ| / Σⱼ|wᵢⱼ|, the mean over the rows that look at
 * anything at all. What has no meaning is undefined.
 */
export interface HeadPattern {
  /** −Σⱼ pᵢⱼ·log₂ pᵢⱼ in bits: 0 looks at one place, log₂ of their number at all alike. */
  entropy: number | undefined;
  /** Σⱼ pᵢⱼ·|i − j|, where a sequence looks at itself. */
  distance: number | undefined;
  /** Shares pᵢⱼ on j = i − 1, on j = 0 and on j = i, where a sequence looks at itself. Of the rows after
   * the first: that one has none before it, and where the past alone is seen, no choice. */
  previous: number | undefined;
  first: number | undefined;
  same: number | undefined;
  /** Share on the diagonal from the first to the last, j nearest to i·(columns − 1)/(rows − 1), where one
   * sequence looks at another. */
  diagonal: number | undefined;
  /** Share on the right positions, of the rows that have some. */
  truth: number | undefined;
}

class Mean {
  private sum = 0;
  private count = 0;

  add(value: number): void {
    this.sum += value;
    this.count += 1;
  }

  get value(): number | undefined {
    return this.count > 0 ? this.sum / this.count : undefined;
  }
}

export function headPattern(table: WeightTable, head: number, truth?: WeightTable): HeadPattern {
  const { length: columns } = table.columns;
  const means = {
    entropy: new Mean(),
    distance: new Mean(),
    previous: new Mean(),
    first: new Mean(),
    same: new Mean(),
    diagonal: new Mean(),
    truth: new Mean(),
  };
  table.rows.forEach((_, i) => {
    const sizes = table.columns.map((_, j) => Math.abs(table.at(head, i, j)));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    // A row that sees nothing says nothing; one that is no number makes all of them none.
    if (total === 0) return;
    const p = sizes.map((size) => size / total);
    means.entropy.add(
      p.reduce((bits, share) => bits - (share === 0 ? 0 : share * Math.log2(share)), 0),
    );
    if (table.looksAtItself) {
      means.distance.add(p.reduce((sum, share, j) => sum + share * Math.abs(i - j), 0));
      if (i > 0) {
        means.previous.add(p[i - 1] ?? 0);
        means.first.add(p[0]!);
        means.same.add(p[i] ?? 0);
      }
    } else if (table.rows.length > 1 && columns > 1) {
      means.diagonal.add(p[Math.round((i * (columns - 1)) / (table.rows.length - 1))]!);
    }
    const right = Array.from({ length: columns }, (_, j) => (truth?.at(0, i, j) ?? 0) > 0);
    if (right.includes(true)) {
      means.truth.add(p.reduce((sum, share, j) => (right[j] ? sum + share : sum), 0));
    }
  });
  const value = (name: keyof typeof means) => means[name].value;
  return {
    entropy: value("entropy"),
    distance: value("distance"),
    previous: value("previous"),
    first: value("first"),
    same: value("same"),
    diagonal: value("diagonal"),
    truth: value("truth"),
  };
}
