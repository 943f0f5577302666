export interface Place {
  row: number;
  column: number;
}

export const samePlace = (a: Place | undefined, b: Place | undefined): boolean =>
  a?.row === b?.row && a?.column === b?.column;

/** Where a key leads from a cell of a grid; undefined for keys that do not move. */
export function moved(from: Place, event: KeyboardEvent, rows: number, columns: number) {
  const whole = event.ctrlKey || event.metaKey;
  const last = { row: rows - 1, column: columns - 1 };
  const moves: Record<string, Place> = {
    ArrowUp: { ...from, row: Math.max(0, from.row - 1) },
    ArrowDown: { ...from, row: Math.min(last.row, from.row + 1) },
    ArrowLeft: { ...from, column: Math.max(0, from.column - 1) },
    ArrowRight: { ...from, column: Math.min(last.column, from.column + 1) },
    Home: whole ? { row: 0, column: 0 } : { ...from, column: 0 },
    End: whole ? last : { ...from, column: last.column },
  };
  return moves[event.key];
}

/** The cell of a grid that an event happened in, by the row and column its markup names. */
export function placeOf(event: Event): Place | undefined {
  const cell = event.target instanceof Element ? event.target.closest("[data-row]") : null;
  if (!(cell instanceof HTMLElement)) return undefined;
  return { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}
