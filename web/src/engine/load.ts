import createModule, { type MainModule } from "softlook-wasm";
import type { LoadCause } from "./protocol.ts";
import { sentence } from "./sentence.ts";

export class LoadError extends Error {
  constructor(
    readonly reason: LoadCause,
    detail: string,
  ) {
    super(detail);
  }
}

/**
 * Fetched here rather than by the glue: then a server that answers with a page of its own, or under
 * the wrong type, is told apart from a file that is broken.
 */
export async function loadModule(url: string): Promise<MainModule> {
  askPermission();
  const binary = await fetchBinary(url);
  const magic = new Uint8Array(binary, 0, Math.min(4, binary.byteLength));
  if (String.fromCharCode(...magic) !== "\0asm") {
    throw new LoadError("corrupt", `${url} is not a WebAssembly file`);
  }
  return instantiate(binary, url);
}

/** Nothing can be wrong with the smallest module there is: one that is refused is forbidden. */
function askPermission(): void {
  try {
    new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  } catch (error) {
    throw new LoadError("forbidden", sentence(error));
  }
}

async function fetchBinary(url: string): Promise<ArrayBuffer> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new LoadError("missing", `${url}: ${sentence(error)}`);
  }
  if (!response.ok) throw new LoadError("missing", `${url}: ${response.status}`);
  return response.arrayBuffer();
}

async function instantiate(binary: ArrayBuffer, url: string): Promise<MainModule> {
  try {
    const silent = () => undefined;
    return await createModule({ wasmBinary: binary, print: silent, printErr: silent });
  } catch (error) {
    throw new LoadError("corrupt", `${url}: ${sentence(error)}`);
  }
}
