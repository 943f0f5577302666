import type { View } from "./view.ts";

/** Each is loaded when a lesson shows it: no page waits for a picture that it does not draw. */
const files = import.meta.glob<View>(["./*.ts", "!./view.ts", "!./registry.ts"], {
  import: "default",
});

export const viewNames: readonly string[] = Object.keys(files).map((path) => path.slice(2, -3));

export async function viewNamed(name: string): Promise<View> {
  const load = files[`./${name}.ts`];
  if (load) return load();
  throw new Error(`[view] "${name}" is not among: ${viewNames.join(", ")}`);
}
