import {
  css,
  html,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from "lit";

const steps = 256;
const full = "var(--scale-full)";

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
  /** By the colour at the end of the scale. */
  private readonly scales = new Map<string, Uint8ClampedArray>();

  constructor(private readonly host: ReactiveControllerHost & { renderRoot: ParentNode }) {
    host.addController(this);
  }

  hostConnected(): void {
    this.scales.clear();
  }

  probe(): TemplateResult {
    const changed = () => {
      this.scales.clear();
      this.host.requestUpdate();
    };
    return html`<i class="probe" @transitionend=${changed}></i><i class="mixer"></i>`;
  }

  /** Any colour of the stylesheet as one that a canvas takes. */
  mix(colour: string): string {
    const mixer = this.host.renderRoot.querySelector<HTMLElement>(".mixer")!;
    mixer.style.color = colour;
    return getComputedStyle(mixer).color;
  }

  /** Paints a row-by-row picture of amounts, 0 … 1. */
  paint(canvas: HTMLCanvasElement, amounts: ArrayLike<number>, columns: number): void {
    const ramp = this.scaleTo(full);
    paintPixels(canvas, amounts, columns, (amount) => pixelOf(ramp, amount));
  }

  /** The same of amounts from −1 to 1: no colour means two signs. */
  paintSigned(canvas: HTMLCanvasElement, amounts: ArrayLike<number>, columns: number): void {
    const [positive, negative] = [this.scaleTo(full), this.scaleTo("var(--scale-negative)")];
    paintPixels(canvas, amounts, columns, (amount) =>
      pixelOf(amount < 0 ? negative : positive, Math.abs(amount)),
    );
  }

  private scaleTo(end: string): Uint8ClampedArray {
    const scale = this.scales.get(end) ?? this.measure(end);
    this.scales.set(end, scale);
    return scale;
  }

  /** The last one is for what is no number. */
  private measure(end: string): Uint8ClampedArray {
    const canvas = document.createElement("canvas");
    canvas.width = steps + 1;
    canvas.height = 1;
    const context = canvas.getContext("2d", { willReadFrequently: true })!;
    for (let step = 0; step <= steps; step++) {
      const share = `${((step / (steps - 1)) * 100).toFixed(2)}%`;
      context.fillStyle = this.mix(
        step === steps ? "var(--alarm)" : `color-mix(in oklab, ${end} ${share}, var(--scale-zero))`,
      );
      context.fillRect(step, 0, 1, 1);
    }
    return context.getImageData(0, 0, steps + 1, 1).data;
  }
}

function pixelOf(scale: Uint8ClampedArray, amount: number): Uint8ClampedArray {
  const step = Number.isFinite(amount) ? Math.round(held(amount) * (steps - 1)) : steps;
  return scale.subarray(4 * step, 4 * step + 4);
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
