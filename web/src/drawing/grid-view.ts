import { state } from "lit/decorators.js";
import { type CellChoice, ViewElement } from "../views/view.ts";
import { canvasOf, moved, type Place, placeOf, samePlace } from "./grid-cursor.ts";
import { hints } from "./hints.ts";

/**
 * A picture made of cells that can be looked at one by one: with the pointer, with the keyboard (one
 * tab stop, arrows from there), and locked, so that a value can be watched while training goes on. The
 * cells are elements, or parts of a canvas, which then is the one tab stop.
 */
export abstract class GridView extends ViewElement {
  @state() private hovered: Place | undefined;
  @state() private focused: Place | undefined;
  /** Of cells that are no weights: those are locked in all views at once. */
  @state() private lockedHere: Place | undefined;
  @state() private tabStop: Place | undefined;
  /** For screen readers; changed by what a person does, never by training. */
  @state() protected spoken = "";

  /** Every cell is inside, so that one listener of a kind hears of all of them. */
  protected override createRenderRoot() {
    const root = super.createRenderRoot();
    root.addEventListener("pointerover", this.onHover);
    root.addEventListener("pointermove", this.onMove);
    root.addEventListener("focusin", this.onFocus);
    root.addEventListener("focusout", this.onBlur);
    root.addEventListener("click", this.onClick);
    root.addEventListener("keydown", this.onKey);
    this.addEventListener("pointerleave", this.onLeave);
    return root;
  }

  protected abstract size(): { rows: number; columns: number };
  protected abstract firstTabStop(): Place;
  protected abstract sentence(place: Place): string;

  /** The weight that a cell shows, in views of weights. */
  protected cellAt(_place: Place): CellChoice | undefined {
    return undefined;
  }

  /** The cell that shows a weight, if one does. */
  protected placeOfCell(_cell: CellChoice): Place | undefined {
    return undefined;
  }

  /** Where a key leads from a cell; undefined for keys that do not move. */
  protected towards(from: Place, event: KeyboardEvent): Place | undefined {
    const { rows, columns } = this.size();
    return moved(from, event, rows, columns);
  }

  /** The cell that is there, where not all are. */
  protected nearest(place: Place): Place {
    return place;
  }

  private get locked(): Place | undefined {
    return this.lockedHere ?? (this.cellChoice && this.placeOfCell(this.cellChoice));
  }

  protected get shown(): Place | undefined {
    return this.locked ?? this.hovered ?? this.focused;
  }

  protected get isLocked(): boolean {
    return this.locked !== undefined;
  }

  protected isLockedAt(place: Place): boolean {
    return samePlace(this.locked, place);
  }

  protected tabIndexOf(place: Place): number {
    return samePlace(this.tabStop ?? this.firstTabStop(), place) ? 0 : -1;
  }

  private readonly onHover = (event: Event): void => {
    this.hovered = placeOf(event);
  };

  private readonly onMove = (event: Event): void => {
    const place = canvasOf(event) && placeOf(event);
    if (place && !samePlace(place, this.hovered)) this.hovered = place;
  };

  private readonly onLeave = (): void => {
    this.hovered = undefined;
  };

  private readonly onFocus = (event: Event): void => {
    const place = canvasOf(event) ? (this.tabStop ?? this.firstTabStop()) : placeOf(event);
    if (place) this.focusOn(place);
  };

  private readonly onBlur = (): void => {
    this.focused = undefined;
  };

  private readonly onClick = (event: Event): void => this.toggleLock(placeOf(event));

  private readonly onKey = (event: Event): void => {
    const from = canvasOf(event) ? this.focused : placeOf(event);
    if (!from || !(event instanceof KeyboardEvent)) return;
    const to = this.towards(from, event);
    if (to) this.focusCell(this.nearest(to));
    else if (event.key === "Enter") this.toggleLock(from);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private toggleLock(place: Place | undefined): void {
    if (!place) return;
    if (this.isLockedAt(place)) {
      this.release();
      return;
    }
    const cell = this.cellAt(place);
    if (cell) this.ask("choose-cell", cell);
    else this.lockedHere = place;
    this.spoken = `${this.sentence(place)} – ${hints(this.text).locked}`;
  }

  override release(): void {
    if (!this.locked) return;
    if (!this.lockedHere) this.ask("choose-cell", null);
    this.lockedHere = undefined;
    this.spoken = this.text.unlocked;
  }

  private focusCell({ row, column }: Place): void {
    const cell = this.renderRoot.querySelector(`[data-row="${row}"][data-column="${column}"]`);
    if (cell instanceof HTMLElement) cell.focus();
    else this.focusOn({ row, column });
  }

  private focusOn(place: Place): void {
    this.focused = place;
    this.tabStop = place;
    this.spoken = this.sentence(place);
  }
}
