import createModule, { type MainModule } from "softlook-wasm";

type Imports = WebAssembly.Imports;
type Done = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

/** The engine of a compiled file. What is wrong is told by the browser, not printed by the glue. */
export function instantiate(module: WebAssembly.Module): Promise<MainModule> {
  const silent = () => undefined;
  return new Promise((resolve, reject) => {
    createModule({
      // The glue waits for it to be done, and hears of nothing else.
      instantiateWasm(imports: Imports, done: Done) {
        WebAssembly.instantiate(module, imports).then((made) => done(made, module), reject);
        return {};
      },
      print: silent,
      printErr: silent,
    }).then(resolve, reject);
  });
}

/** Compiled while it comes, where it says what it is: a server of pages says so of none. */
export const comesCompiled = (response: Response): boolean =>
  /^application\/wasm\b/.test(response.headers.get("content-type") ?? "");
