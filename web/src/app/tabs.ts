import { html, type TemplateResult } from "lit";

interface Tabs<Name extends string> {
  label: string;
  names: readonly Name[];
  title(name: Name): string;
  chosen: Name;
  choose(name: Name): void;
}

/** A row of tabs: one tab stop, arrows from there. The panel is `#panel`, labelled by the chosen tab. */
export function tabs<Name extends string>({
  label,
  names,
  title,
  chosen,
  choose,
}: Tabs<Name>): TemplateResult {
  const at = names.indexOf(chosen);
  const onKey = (event: KeyboardEvent) => {
    const places: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      Home: 0,
      End: names.length - 1,
    };
    const place = places[event.key];
    if (place === undefined) return;
    event.preventDefault();
    const to = (place + names.length) % names.length;
    choose(names[to]!);
    const row = event.currentTarget as HTMLElement;
    row.querySelectorAll<HTMLElement>("[role=tab]")[to]?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${onKey}>
    ${names.map(
      (name) => html`<button
        role="tab"
        id="tab-${name}"
        aria-selected=${name === chosen}
        aria-controls="panel"
        tabindex=${name === chosen ? 0 : -1}
        @click=${() => choose(name)}
      >
        ${title(name)}
      </button>`,
    )}
  </div>`;
}
