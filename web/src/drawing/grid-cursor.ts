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

/**
 * The cell of a grid that an event happened in, by the row and column its markup names; or by where the
 * pointer is on a canvas that names how many there are.
 */
export function placeOf(event: Event): Place | undefined {
  const cell = event.target instanceof Element ? event.target.closest("[data-row]") : null;
  if (cell instanceof HTMLElement) {
    return { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
  }
  const canvas = canvasOf(event);
  if (!canvas || !(event instanceof MouseEvent)) return undefined;
  const along = (offset: number, size: number, count: string | undefined) =>
    Math.min(Number(count) - 1, Math.max(0, Math.floor((offset / size) * Number(count))));
  return {
    row: along(event.offsetY, canvas.clientHeight, canvas.dataset.rows),
    column: along(event.offsetX, canvas.clientWidth, canvas.dataset.columns),
  };
}

/** The canvas that an event happened on, if its cells can be looked at. */
export function canvasOf({ target }: Event): HTMLCanvasElement | undefined {
  return target instanceof HTMLCanvasElement && target.dataset.rows ? target : undefined;
}
