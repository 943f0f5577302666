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
 * the wrong type, is told apart from a file that is broken. `ready`, if given, is the file compiled before.
 */
export async function loadModule(
  url: string,
  ready?: WebAssembly.Module,
  compiled: (module: WebAssembly.Module) => void = () => undefined,
): Promise<MainModule> {
  askPermission();
  if (ready) return instantiate(ready, url);
  const binary = await fetchBinary(url);
  const magic = new Uint8Array(binary, 0, Math.min(4, binary.byteLength));
  if (String.fromCharCode(...magic) !== "\0asm") {
    throw new LoadError("corrupt", `${url} is not a WebAssembly file`);
  }
  const module = await compile(binary, url);
  compiled(module);
  return instantiate(module, url);
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

async function compile(binary: ArrayBuffer, url: string): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(binary);
  } catch (error) {
    throw broken(url, error);
  }
}

type Imports = WebAssembly.Imports;
type Done = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

function instantiate(module: WebAssembly.Module, url: string): Promise<MainModule> {
  const silent = () => undefined;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(broken(url, error));
    createModule({
      // The glue waits for it to be done, and hears of nothing else.
      instantiateWasm(imports: Imports, done: Done) {
        WebAssembly.instantiate(module, imports).then((made) => done(made, module), fail);
        return {};
      },
      print: silent,
      printErr: silent,
    }).then(resolve, fail);
  });
}

const broken = (url: string, error: unknown) =>
  new LoadError("corrupt", `${url}: ${sentence(error)}`);
