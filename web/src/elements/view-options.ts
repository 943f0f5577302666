import { Unfit } from "../lessons/form.ts";
import type { OptionKind, View, ViewOptions } from "../views/view.ts";

/** Unfit, if a view lacks an option that it cannot do without, or is given what it does not know. */
export function checkOptions(view: View, given: ViewOptions, where: string): void {
  const lacking = optionsNeeded(view).find((name) => given[name] === undefined);
  if (lacking) throw new Unfit((text) => text.lacking(`${where}.${lacking}`));
  const known = Object.keys(view.options).join(", ");
  for (const [name, value] of Object.entries(given)) {
    const at = `${where}.${name}`;
    const kind = Object.hasOwn(view.options, name) ? view.options[name] : undefined;
    if (!kind) throw new Unfit((text) => text.unknownOption(at, view.name, known));
    if (!isOf(kind, value)) {
      throw new Unfit((text) => text.unlike(at, text.options[kind], JSON.stringify(value)));
    }
  }
}

/** Those that name what it draws: a view looks at them to say so. */
function optionsNeeded(view: View): string[] {
  const names: string[] = [];
  const none = new Proxy<ViewOptions>({}, { get: (_, name) => void names.push(String(name)) });
  view.needs(none);
  return names;
}

function isOf(kind: OptionKind, value: string): boolean {
  const isNumber = (each: string) => /^\d+(\.\d+)?$/.test(each);
  switch (kind) {
    case "text":
      return true;
    case "number":
      return isNumber(value);
    case "numbers":
      return value.split(" ").every(isNumber);
    default:
      return value.trim() !== "";
  }
}
