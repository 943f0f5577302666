import { type ElementPart, nothing } from "lit";
import { Directive, directive, type PartInfo, PartType } from "lit/directive.js";

/**
 * Custom properties of the element that it stands on: `<table ${setStyle({ "--columns": "8" })}>`. It
 * goes through the CSSOM, since a strict Content-Security-Policy refuses style attributes.
 */
class SetStyle extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("[style] belongs on an element");
  }

  render(_properties: Record<string, string>) {
    return nothing;
  }

  override update({ element }: ElementPart, [properties]: Parameters<this["render"]>) {
    if (!(element instanceof HTMLElement)) return nothing;
    for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value);
    return nothing;
  }
}

export const setStyle = directive(SetStyle);
