import { type ElementPart, nothing } from "lit";
import { Directive, directive, type PartInfo, PartType } from "lit/directive.js";
import type { Shade } from "./colour-scale.ts";

/**
 * Paints the cell that it stands on: `<td ${shaded(value, sequential)}>`. It goes through the CSSOM,
 * because a strict Content-Security-Policy refuses the style attribute that a template would write.
 */
class Shaded extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("[shaded] belongs on an element");
  }

  render(_value: number, _scale: (value: number) => Shade) {
    return nothing;
  }

  override update({ element }: ElementPart, [value, scale]: Parameters<this["render"]>) {
    if (!(element instanceof HTMLElement)) return nothing;
    if (!Number.isFinite(value)) {
      element.dataset.shade = "broken";
      return nothing;
    }
    const { amount, sign } = scale(value);
    element.dataset.shade = sign;
    element.style.setProperty("--amount", `${(amount * 100).toFixed(1)}%`);
    return nothing;
  }
}

export const shaded = directive(Shaded);
