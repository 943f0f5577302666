import type { View } from "./view.ts";

const files = import.meta.glob<{ default: View }>(["./*.ts", "!./view.ts", "!./registry.ts"], {
  eager: true,
});

export const views: readonly View[] = Object.values(files).map((file) => file.default);

export function viewNamed(name: string): View {
  const view = views.find((candidate) => candidate.name === name);
  if (view) return view;
  throw new Error(`[view] "${name}" is not among: ${views.map((known) => known.name).join(", ")}`);
}
