/** A chart as far as its reading goes: it has places along it, rising. */
export interface Readable {
  places(): ArrayLike<number>;
  /** What is so many pixels from the left of what is drawn. */
  toPlace(pixels: number): number;
  /** The left of what is drawn, on the screen. */
  left(): number;
}

/** Told what is read now, if anything is; and whether a key went there, for then it is to be said. */
export type Tell = (place: number | undefined, isWalked: boolean) => void;

/**
 * What is read of a chart: the point nearest to the pointer, or the one that the keys have gone to. It is of
 * the points that are there, so that a line may stand where the number that is told of is drawn.
 */
export class ChartReader {
  /** Undefined while nothing is. */
  place: number | undefined;
  /** Where the pointer is, in pixels of the chart. */
  private pointed: number | undefined;
  /** Where the keys, or a finger that is gone again, have left it. */
  private walked: number | undefined;

  constructor(
    private readonly chart: Readable,
    private readonly tell: Tell,
  ) {}

  /** To the element that has the focus; again and again, if need be. */
  listenTo(element: Element): void {
    element.addEventListener("pointerdown", this.onPointer);
    element.addEventListener("pointermove", this.onPointer);
    element.addEventListener("pointerleave", this.onLeave);
    element.addEventListener("pointercancel", this.onLeave);
    element.addEventListener("keydown", this.onKey);
    element.addEventListener("blur", this.onBlur);
  }

  /** After the chart has changed: the same point may be elsewhere, or merged with its neighbour. */
  renew(isWalked = false): void {
    const { pointed, walked, chart } = this;
    const wanted = pointed === undefined ? walked : chart.toPlace(pointed);
    const places = chart.places();
    const place = wanted === undefined ? undefined : places[nearestTo(places, wanted)];
    const isOther = place !== this.place;
    this.place = place;
    if (isOther || isWalked) this.tell(place, isWalked);
  }

  private readonly onPointer = (event: Event): void => {
    this.pointed = (event as PointerEvent).clientX - this.chart.left();
    this.renew();
  };

  private readonly onLeave = (event: Event): void => {
    const { pointerType, type } = event as PointerEvent;
    // A finger has to go for what it has found to be seen; one that scrolls has looked for nothing.
    if (pointerType === "touch" && type === "pointerleave") this.walked = this.place;
    this.pointed = undefined;
    this.renew();
  };

  private readonly onBlur = (): void => {
    this.walked = undefined;
    this.renew();
  };

  private readonly onKey = (event: Event): void => {
    const { key, altKey, ctrlKey, metaKey } = event as KeyboardEvent;
    if (altKey || ctrlKey || metaKey) return;
    const places = this.chart.places();
    // Who has left already may mean something larger.
    if (places.length === 0 || (key === "Escape" && this.place === undefined)) return;
    const to = towards(
      key,
      nearestTo(places, this.place ?? Number.POSITIVE_INFINITY),
      places.length,
    );
    if (to === undefined && key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.pointed = undefined;
    this.walked = to === undefined ? undefined : places[to];
    this.renew(to !== undefined);
  };
}

function towards(key: string, from: number, count: number): number | undefined {
  const moves: Record<string, number> = {
    ArrowLeft: Math.max(0, from - 1),
    ArrowRight: Math.min(count - 1, from + 1),
    Home: 0,
    End: count - 1,
  };
  return moves[key];
}

/** Which of some rising numbers is nearest; of two as near, the lower one. */
export function nearestTo(rising: ArrayLike<number>, wanted: number): number {
  let [low, high] = [0, rising.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  const isBelowNearer = low > 0 && wanted - rising[low - 1]! <= rising[low]! - wanted;
  return isBelowNearer ? low - 1 : low;
}
