import { diverging, type Shade, sequential } from "../drawing/colour-scale.ts";

/** Those of the light theme: a figure stands on white, on paper or on a slide. */
const zero = "#eef1f6";
const full = "#123f9e";
const negative = "#b8400a";
/** What is no number is loud. */
export const alarm = "#b3126b";

/** So many shades are told apart: neighbours of one colour are one piece in the file. */
const shades = 128;

export const weightColour = (value: number): string => colourOf(value, sequential);

export const signedColour = (value: number, limit: number): string =>
  colourOf(value, (number) => diverging(number, limit));

function colourOf(value: number, scale: (value: number) => Shade): string {
  if (!Number.isFinite(value)) return alarm;
  const { amount, sign } = scale(value);
  return mix(zero, sign === "negative" ? negative : full, Math.round(amount * shades) / shades);
}

/** Black on light colours, white on dark ones, as in the page's cells. */
export const inkOn = (colour: string): string =>
  oklab(colour)[0]! < 0.565 ? "#ffffff" : "#000000";

export function grey(amount: number): string {
  const part = Math.round(Math.min(1, Math.max(0, amount)) * 255);
  return hex([part, part, part]);
}

/** A colour laid over another, which shows through. */
export function over(below: string, above: string, opacity: number): string {
  const [under, upper] = [bytes(below), bytes(above)];
  return hex(under.map((part, i) => part + (upper[i]! - part) * opacity));
}

/** As the stylesheet mixes them: `color-mix(in oklab, …)`. */
export function mix(from: string, to: string, amount: number): string {
  const [a, b] = [oklab(from), oklab(to)];
  return rgb(a.map((part, i) => part + (b[i]! - part) * amount));
}

const bytes = (colour: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

const hex = (parts: readonly number[]): string =>
  `#${parts.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

// Björn Ottosson, "A perceptual color space for image processing", 2020.
function oklab(colour: string): number[] {
  const [r, g, b] = bytes(colour).map((byte) => {
    const part = byte / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function rgb([lightness, a, b]: readonly number[]): string {
  const l = (lightness! + 0.3963377774 * a! + 0.2158037573 * b!) ** 3;
  const m = (lightness! - 0.1055613458 * a! - 0.0638541728 * b!) ** 3;
  const s = (lightness! - 0.0894841775 * a! - 1.291485548 * b!) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return hex(
    linear.map((part) => {
      const held = Math.min(1, Math.max(0, part));
      return 255 * (held <= 0.0031308 ? held * 12.92 : 1.055 * held ** (1 / 2.4) - 0.055);
    }),
  );
}
