import { state } from "lit/decorators.js";
import { ViewElement } from "../views/view.ts";
import { moved, type Place, placeOf, samePlace } from "./grid-cursor.ts";

/**
 * A picture made of cells that can be looked at one by one: with the pointer, with the keyboard (one
 * tab stop, arrows from there), and locked, so that a value can be watched while training goes on.
 */
export abstract class GridView extends ViewElement {
  @state() private hovered: Place | undefined;
  @state() private focused: Place | undefined;
  @state() private locked: Place | undefined;
  @state() private tabStop: Place | undefined;
  /** For screen readers; changed by what a person does, never by training. */
  @state() protected spoken = "";

  protected abstract size(): { rows: number; columns: number };
  protected abstract firstTabStop(): Place;
  protected abstract sentence(place: Place): string;

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

  protected readonly onHover = (event: Event): void => {
    this.hovered = placeOf(event);
  };

  protected readonly onLeave = (): void => {
    this.hovered = undefined;
  };

  protected readonly onFocus = (event: Event): void => {
    const place = placeOf(event);
    if (!place) return;
    this.focused = place;
    this.tabStop = place;
    this.spoken = this.sentence(place);
  };

  protected readonly onBlur = (): void => {
    this.focused = undefined;
  };

  protected readonly onClick = (event: Event): void => this.toggleLock(placeOf(event));

  protected readonly onKey = (event: KeyboardEvent): void => {
    const from = placeOf(event);
    if (!from) return;
    const { rows, columns } = this.size();
    const to = moved(from, event, rows, columns);
    if (to) this.focusCell(to);
    else if (event.key === "Enter") this.toggleLock(from);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private toggleLock(place: Place | undefined): void {
    if (!place) return;
    if (samePlace(this.locked, place)) {
      this.release();
      return;
    }
    this.locked = place;
    this.spoken = `${this.sentence(place)} – ${this.text.locked}`;
  }

  override release(): void {
    if (!this.locked) return;
    this.locked = undefined;
    this.spoken = this.text.unlocked;
  }

  private focusCell({ row, column }: Place): void {
    const cell = this.renderRoot.querySelector(`[data-row="${row}"][data-column="${column}"]`);
    if (cell instanceof HTMLElement) cell.focus();
  }
}
