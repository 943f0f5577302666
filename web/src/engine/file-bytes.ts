/** As Blob and fetch take them: since TypeScript 5.7 that is Uint8Array<ArrayBuffer>, before it there was one kind. */
export type FileBytes = ReturnType<Uint8Array["slice"]>;

/** For who has a file, or a Blob: those are not read yet. */
export const howToGetBytes = "of a File: new Uint8Array(await file.arrayBuffer())";

export function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return value instanceof Uint8Array ? value : undefined;
}
