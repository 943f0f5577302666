import { type CSSResult, type ElementPart, nothing, unsafeCSS } from "lit";
import { Directive, directive, type PartInfo, PartType } from "lit/directive.js";
import type { Shade } from "./colour-scale.ts";

/** So many shades are told apart, more than an eye does. */
export const levels = 200;

/**
 * A rule for each level, and no property of each cell: so cells of one level share their style, which is
 * worked out once for all of them. The rule is given the share as a percentage.
 */
export const eachLevel = (rule: (share: string) => string): CSSResult =>
  unsafeCSS(
    Array.from({ length: levels + 1 }, (_, level) => {
      const [selector, declarations] = rule(`${(level / levels) * 100}%`).split("{");
      return `${selector}[data-level="${level}"]{${declarations}`;
    }).join(""),
  );

/** For bars: what `shaded` says, as a length. */
export const shades = eachLevel((share) => `{--amount:${share}}`);

/** Paints the cell that it stands on, in a tree that has a rule for each level: `<td ${shaded(value, sequential)}>`. */
class Shaded extends Directive {
  private drawn = "";

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("[shaded] belongs on an element");
  }

  render(_value: number, _scale: (value: number) => Shade) {
    return nothing;
  }

  override update({ element }: ElementPart, [value, scale]: Parameters<this["render"]>) {
    if (!(element instanceof HTMLElement)) return nothing;
    const isBroken = !Number.isFinite(value);
    const { amount, sign } = isBroken ? { amount: 0, sign: "broken" } : scale(value);
    const level = String(Math.round(amount * levels));
    // Most cells of most frames are as they were.
    if (`${sign} ${level}` === this.drawn) return nothing;
    this.drawn = `${sign} ${level}`;
    element.dataset.shade = sign;
    if (isBroken) delete element.dataset.level;
    else element.dataset.level = level;
    return nothing;
  }
}

export const shaded = directive(Shaded);
