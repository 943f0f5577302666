import type { MainModule } from "softlook-wasm";
import { comesCompiled, instantiate } from "./instantiate.ts";
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
 * the wrong type, is told apart from a file that is broken. `ready`, if given, is the file compiled before.
 */
export async function loadModule(
  url: string,
  ready?: WebAssembly.Module,
  compiled: (module: WebAssembly.Module) => void = () => undefined,
): Promise<MainModule> {
  askPermission();
  const module = ready ?? (await compile(await fetched(url), url));
  if (!ready) compiled(module);
  try {
    return await instantiate(module);
  } catch (error) {
    throw broken(url, error);
  }
}

/** Nothing can be wrong with the smallest module there is: one that is refused is forbidden. */
function askPermission(): void {
  try {
    new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  } catch (error) {
    throw new LoadError("forbidden", sentence(error));
  }
}

async function fetched(url: string): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new LoadError("missing", `${url}: ${sentence(error)}`);
  }
  if (!response.ok) throw new LoadError("missing", `${url}: ${response.status}`);
  return response;
}

async function compile(response: Response, url: string): Promise<WebAssembly.Module> {
  try {
    if (comesCompiled(response)) return await WebAssembly.compileStreaming(response);
    const binary = await response.arrayBuffer();
    if (isWasm(binary)) return await WebAssembly.compile(binary);
    throw new Error("it is not a WebAssembly file");
  } catch (error) {
    throw broken(url, error);
  }
}

const isWasm = (binary: ArrayBuffer) =>
  String.fromCharCode(...new Uint8Array(binary, 0, Math.min(4, binary.byteLength))) === "\0asm";

const broken = (url: string, error: unknown) =>
  new LoadError("corrupt", `${url}: ${sentence(error)}`);
