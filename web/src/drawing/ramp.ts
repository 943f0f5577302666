import {
  css,
  html,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from "lit";

import { diverging, type Shade } from "./colour-scale.ts";

const steps = 256;

export const rampStyles = css`
  .mixer,
  .probe {
    position: absolute;
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  /* Its colour changes with the theme, and the transition's end says so: a canvas has to be told. */
  .probe {
    color: var(--ink);
    transition: color 1ms;
  }
  canvas {
    forced-color-adjust: none;
    print-color-adjust: exact;
    image-rendering: pixelated;
  }
`;

/**
 * The stylesheet's colours for canvases, which know no custom properties: `scale` from nothing to full,
 * as cells of tables have it. Worked out once for a theme; `probe()` goes into the host's template.
 */
export class Ramp implements ReactiveController {
  private pixels: Uint8ClampedArray | undefined;
  /** To ask the browser for a colour makes it lay out the page. */
  private readonly mixed = new Map<string, string>();

  constructor(private readonly host: ReactiveControllerHost & { renderRoot: ParentNode }) {
    host.addController(this);
  }

  hostConnected(): void {
    this.forget();
  }

  private forget(): void {
    this.pixels = undefined;
    this.mixed.clear();
  }

  probe(): TemplateResult {
    const changed = () => {
      this.forget();
      this.host.requestUpdate();
    };
    return html`<i class="probe" @transitionend=${changed}></i><i class="mixer"></i>`;
  }

  /** Any colour of the stylesheet as one that a canvas takes. */
  mix(colour: string): string {
    const known = this.mixed.get(colour);
    if (known) return known;
    const mixer = this.host.renderRoot.querySelector<HTMLElement>(".mixer")!;
    mixer.style.color = colour;
    const mixed = getComputedStyle(mixer).color;
    this.mixed.set(colour, mixed);
    return mixed;
  }

  /** Paints a row-by-row picture of amounts, 0 … 1. */
  paint(canvas: HTMLCanvasElement, amounts: ArrayLike<number>, columns: number): void {
    const ramp = this.scale();
    paintPixels(canvas, amounts, columns, (amount) => {
      const step = Number.isFinite(amount) ? Math.round(held(amount) * (steps - 1)) : steps;
      return ramp.subarray(4 * step, 4 * step + 4);
    });
  }

  /** The same of amounts from −1 to 1: no colour means two signs. */
  paintSigned(canvas: HTMLCanvasElement, amounts: ArrayLike<number>, columns: number): void {
    const shades = Array.from(
      amounts,
      (amount): Shade =>
        Number.isFinite(amount) ? diverging(amount, 1) : { amount: 0, sign: "broken" },
    );
    this.paintShades(canvas, shades, columns);
  }

  /** The same of shades, which may have signs or be hidden. */
  paintShades(canvas: HTMLCanvasElement, shades: readonly Shade[], columns: number): void {
    const ramp = this.scale();
    const places = shades.map(({ amount, sign }) => {
      const step = Math.round(held(amount) * (steps - 1));
      return {
        positive: step,
        none: step,
        broken: steps,
        hidden: steps + 1,
        negative: steps + 2 + step,
      }[sign];
    });
    paintPixels(canvas, places, columns, (place) => ramp.subarray(4 * place, 4 * place + 4));
  }

  private scale(): Uint8ClampedArray {
    this.pixels ??= this.measure();
    return this.pixels;
  }

  /** From zero to full, then what is no number, what is hidden, and from zero to full below zero. */
  private measure(): Uint8ClampedArray {
    const shares = Array.from(
      { length: steps },
      (_, step) => `${((step / (steps - 1)) * 100).toFixed(2)}%`,
    );
    const towards = (end: string) =>
      shares.map((share) => `color-mix(in oklab, var(${end}) ${share}, var(--scale-zero))`);
    const colours = [
      ...towards("--scale-full"),
      "var(--alarm)",
      "color-mix(in oklab, var(--muted) 22%, var(--surface))",
      ...towards("--scale-negative"),
    ];
    const canvas = document.createElement("canvas");
    canvas.width = colours.length;
    canvas.height = 1;
    const context = canvas.getContext("2d", { willReadFrequently: true })!;
    colours.forEach((colour, place) => {
      context.fillStyle = this.mix(colour);
      context.fillRect(place, 0, 1, 1);
    });
    return context.getImageData(0, 0, colours.length, 1).data;
  }
}

const held = (amount: number) => Math.min(1, Math.max(0, amount));

/** One pixel for each value; the stylesheet makes it larger. */
function paintPixels(
  canvas: HTMLCanvasElement,
  values: ArrayLike<number>,
  columns: number,
  pixel: (value: number) => ArrayLike<number>,
): void {
  const rows = Math.max(1, Math.floor(values.length / columns));
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext("2d")!;
  const image = context.createImageData(columns, rows);
  for (let i = 0; i < rows * columns; i++) image.data.set(pixel(values[i]!), 4 * i);
  context.putImageData(image, 0, 0);
}

/** From black to white, whatever the theme: a picture is not turned into its negative. */
export function paintGrey(canvas: HTMLCanvasElement, values: Float32Array, columns: number): void {
  const finite = values.filter(Number.isFinite);
  const low = finite.reduce((a, b) => Math.min(a, b), 0);
  const high = finite.reduce((a, b) => Math.max(a, b), low + 1e-9);
  paintPixels(canvas, values, columns, (value) => {
    const grey = held((value - low) / (high - low)) * 255;
    return [grey, grey, grey, 255];
  });
}

/** A colour that lets through what is beneath, the less the larger the amount. */
export function paintVeil(
  canvas: HTMLCanvasElement,
  amounts: ArrayLike<number>,
  columns: number,
  [red, green, blue]: readonly [number, number, number],
): void {
  paintPixels(canvas, amounts, columns, (amount) => [red, green, blue, held(amount) * 205]);
}
