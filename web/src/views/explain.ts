import { css, html } from "lit";
import { state } from "lit/decorators.js";
import { customElement } from "../drawing/custom-element.ts";
import { decimal } from "../drawing/number-format.ts";
import { caption, palette } from "../drawing/styles.ts";
import { type Head, placeName, WeightTable } from "../drawing/weight-table.ts";
import type { Asked } from "../explaining/source.ts";
import { type CellChoice, named, type View, ViewElement } from "./view.ts";

/** What works a weight out, and draws that: it comes when somebody first asks. */
async function fetchMeans() {
  const [means] = await Promise.all([
    import("../explaining/explanation.ts"),
    import("../drawing/explained.ts"),
  ]);
  return means;
}
type Means = Awaited<ReturnType<typeof fetchMeans>>;

@customElement("softlook-explain")
class ExplainView extends ViewElement {
  static override styles = [
    palette,
    caption,
    css`
      summary {
        width: fit-content;
        cursor: pointer;
        font-variant-numeric: tabular-nums;
      }
      summary:focus-visible {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
    `,
  ];

  @state() private isOpen = false;
  @state() private means: Means | undefined;

  override get chosen() {
    const { cell } = this;
    return cell ? { cell } : {};
  }

  override get asks(): readonly string[] {
    const cell = this.isOpen ? this.cell : undefined;
    return cell && this.means ? this.means.asksFor(this.askedOf(cell)) : [];
  }

  protected override render() {
    const { cell, text } = this;
    if (!cell) return html`<p class="hint">${text.explain.waiting}</p>`;
    const { rows, columns, weight } = this.sizesOf(cell);
    const names = {
      row: placeName(rows, cell.row),
      column: placeName(columns, cell.column),
      columns,
    };
    return html`
      <details @toggle=${this.toggled}>
        <summary>${text.explain.title(names.row, names.column, decimal(weight, 3))}</summary>
        ${this.isOpen && this.means ? this.explained(this.means, cell, names) : ""}
      </details>
      <p class="hint">${this.cellChoice ? text.explain.followed : text.explain.hint}</p>
    `;
  }

  /** Other tensors are asked for when it is opened, and when another weight is locked. */
  protected override updated(): void {
    this.tellAsks();
  }

  /** Where they do not come, they are asked for again when it is opened again. */
  private async toggled(event: Event): Promise<void> {
    this.isOpen = (event.target as HTMLDetailsElement).open;
    if (this.isOpen) this.means ??= await fetchMeans().catch(() => undefined);
  }

  private explained(
    { explain }: Means,
    cell: CellChoice,
    names: { row: string; column: string; columns: readonly string[] },
  ) {
    const { tensors, absent } = this.picture!.frame;
    return html`<softlook-explained
      .text=${this.text}
      .names=${names}
      .column=${cell.column}
      .explanation=${explain(tensors, this.askedOf(cell), cell.head, absent)}
    ></softlook-explained>`;
  }

  private askedOf({ weights, row, column }: CellChoice): Asked {
    return { weights, row, column, config: this.picture!.run.config };
  }

  /** The one that is locked; else the strongest of the last row. */
  private get cell(): CellChoice | undefined {
    const weights = this.option("weights");
    const { cellChoice: choice, headChoice } = this;
    if (!this.tensorOf("weights")) return undefined;
    if (choice && this.isThere(choice)) return choice;
    const table = this.tableOf(weights)!;
    const head = headChoice?.weights === weights ? headChoice.head : this.firstHead;
    const row = table.rows.length - 1;
    const all = table.columns.map((_, column) => table.at(head, row, column));
    return { weights, head, row, column: Math.max(0, all.indexOf(Math.max(...all))) };
  }

  private get firstHead(): Head {
    return this.options.head === undefined ? "mean" : Number(this.options.head);
  }

  /** The sample on show may have become a shorter one. */
  private isThere({ weights, row, column }: CellChoice): boolean {
    const table = this.tableOf(weights);
    // Weights of another picture come with the next frame.
    return !table || (row < table.rows.length && column < table.columns.length);
  }

  private tableOf(weights: string): WeightTable | undefined {
    const tensor = this.picture?.frame.tensors[weights];
    const across = Number(this.options.across ?? 0);
    if (!tensor || across === 0) return tensor && new WeightTable(tensor);
    // The parts of an image have no names, and none of them is padding: they are called by their places.
    const columns = Array.from({ length: tensor.shape.at(-1)! }, (_, i) => {
      return `(${Math.floor(i / across) + 1}, ${(i % across) + 1})`;
    });
    return new WeightTable({ ...tensor, columns });
  }

  private sizesOf({ weights, head, row, column }: CellChoice) {
    const table = this.tableOf(weights);
    const { rows = [], columns = [] } = table ?? {};
    return { rows, columns, weight: table?.at(head, row, column) ?? Number.NaN };
  }
}

/**
 * Options: `weights` names a tensor, `head` (from 0) is explained at first instead of all together;
 * `across` says that the keys are parts of an image, and how many stand side by side. A weight that is locked in another picture is
 * explained instead, whichever it is of.
 */
export default {
  name: "explain",
  options: { weights: "tensor", head: "number", across: "number" },
  title: (text) => text.explain.viewTitle,
  needs: named("weights"),
  create: () => new ExplainView(),
} satisfies View;
