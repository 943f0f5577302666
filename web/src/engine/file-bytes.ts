/** As Blob and fetch take them: since TypeScript 5.7 that is Uint8Array<ArrayBuffer>, before it there was one kind. */
export type FileBytes = ReturnType<Uint8Array["slice"]>;
