import type { PropertyValues } from "lit";
import type { CellChoice } from "../views/view.ts";
import type { Place } from "./grid-cursor.ts";
import { GridView } from "./grid-view.ts";
import { decimal } from "./number-format.ts";
import { type Head, placeName, WeightTable } from "./weight-table.ts";

/** The columns of places: who looks, and who is looked at. */
export const asking = 0;
export const asked = 1;

/** Told of one position: so many of those that it looks at. */
const toldKeys = 3;

/**
 * A picture of words that look at words. A place is a word: its row is the word's position, its column
 * says on which side. Locked is a weight, that of the word and the one it looks at most.
 */
export abstract class LookView extends GridView {
  protected table: WeightTable | undefined;
  protected truth: WeightTable | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (!changed.has("picture")) return;
    const [weights, truth] = [this.tensorOf("weights"), this.tensorOf("truth")];
    this.table = weights && new WeightTable(weights, this.scoresOf("weights"));
    this.truth = truth && new WeightTable(truth);
  }

  /** What a person chose for these weights; else what the lesson says, else all together. */
  protected get head(): Head {
    const choice = this.headChoice;
    const said = this.options.head === undefined ? "mean" : Number(this.options.head);
    const head = choice?.weights === this.options.weights ? choice!.head : said;
    return head === "mean" || head < this.table!.heads ? head : "mean";
  }

  override get chosen() {
    return this.table ? { head: this.head } : {};
  }

  protected isRight(row: number, column: number): boolean {
    return (this.truth?.at(0, row, column) ?? 0) > 0;
  }

  protected weight(row: number, column: number): number {
    return this.table!.at(this.head, row, column);
  }

  /** The columns that a row looks at, the most first. */
  protected looked(row: number): number[] {
    const { columns } = this.table!;
    return columns
      .map((_, column) => column)
      .filter((column) => !this.table!.isHidden(row, column))
      .sort((a, b) => this.weight(row, b) - this.weight(row, a));
  }

  private lookers(column: number): number[] {
    const { rows } = this.table!;
    return rows
      .map((_, row) => row)
      .sort((a, b) => this.weight(b, column) - this.weight(a, column));
  }

  protected sentence({ row, column }: Place): string {
    const { rows, columns } = this.table!;
    const told = (places: number[], names: readonly string[], weight: (place: number) => number) =>
      places
        .slice(0, toldKeys)
        .map((place) => this.text.look.one(placeName(names, place), decimal(weight(place), 2)))
        .join(this.text.look.between);
    if (column === asked) {
      const by = told(this.lookers(row), rows, (looker) => this.weight(looker, row));
      return this.text.look.isLookedAt(placeName(columns, row), by);
    }
    const at = told(this.looked(row), columns, (key) => this.weight(row, key));
    return this.text.look.looksAt(placeName(rows, row), at);
  }

  protected size() {
    const { rows, columns } = this.table!;
    return { rows: Math.max(rows.length, columns.length), columns: 2 };
  }

  protected override nearest({ row, column }: Place): Place {
    const { rows, columns } = this.table!;
    const last = (column === asking ? rows : columns).length - 1;
    return { row: Math.min(row, last), column };
  }

  protected firstTabStop(): Place {
    return { row: this.table!.rows.length - 1, column: asking };
  }

  protected override cellAt({ row, column }: Place): CellChoice {
    const weights = this.option("weights");
    const cell =
      column === asking
        ? { row, column: this.looked(row)[0] ?? 0 }
        : { row: this.lockedCell?.row ?? this.lookers(row)[0] ?? 0, column: row };
    return { weights, head: this.head, ...cell };
  }

  protected override placeOfCell({ weights, row, column }: CellChoice): Place | undefined {
    const { rows = [], columns = [] } = this.table ?? {};
    const isHere = weights === this.options.weights && row < rows.length && column < columns.length;
    return isHere ? { row, column: asking } : undefined;
  }

  protected override isLockedAt({ row, column }: Place): boolean {
    const { lockedCell } = this;
    return (column === asking ? lockedCell?.row : lockedCell?.column) === row;
  }

  protected get lockedCell(): CellChoice | undefined {
    const { cellChoice } = this;
    return cellChoice && this.placeOfCell(cellChoice) ? cellChoice : undefined;
  }
}
