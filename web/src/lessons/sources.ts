// The engine's own files, as the build has marked them. This module comes with the first text that
// shows one, and each file when it is shown.
const files = import.meta.glob<string>(
  "../../../wasm/src/{attention,layers,models,ops,sound,tasks}/*.{cpp,hpp}",
  { query: "?source", import: "default" },
);

/** HTML of a file of wasm/src, called as in `models/transformer.cpp`. */
export async function sourceOf(path: string): Promise<string> {
  const load = files[`../../../wasm/src/${path}`];
  if (!load) throw new Error(`[lesson] there is no file "${path}" in wasm/src that can be shown`);
  return load();
}
