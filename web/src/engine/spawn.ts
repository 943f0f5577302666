import wasmUrl from "softlook-wasm/binary";
import type { Compiled, EngineEvent, Offer } from "./protocol.ts";
import { SharedModule } from "./shared-module.ts";
import workerUrl from "./worker.ts?worker&url";

const shared = new SharedModule();

/** A worker that has the page's engine, or compiles it for all. */
export function spawnWorker(): Worker {
  const worker = employ(absolute(workerUrl));
  // The page knows where the file is: bundlers follow its address here, and not in a worker's script.
  const wasm = absolute(wasmUrl).href;
  const leave = shared.join((module) => {
    worker.postMessage({ type: "engine", wasm, module } satisfies Offer);
  });
  worker.addEventListener("message", ({ data }: MessageEvent<Compiled | EngineEvent>) => {
    if (data.type === "compiled") leave(data.module);
  });
  return Object.assign(worker, {
    terminate() {
      leave();
      Worker.prototype.terminate.call(worker);
    },
  });
}

/** Bundlers take `new URL(…, import.meta.url)` for a file to be bundled, and of an address know none. */
const absolute = (address: string, here: string = import.meta.url): URL => new URL(address, here);

/**
 * A worker's script must be of the page's own origin. Where the element comes from another one, a Blob,
 * which is of the page's, imports the script from where it is.
 */
function employ(url: URL): Worker {
  if (url.origin === location.origin) return new Worker(url, { type: "module" });
  const loader = new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" });
  const local = URL.createObjectURL(loader);
  const worker = new Worker(local, { type: "module" });
  // Not at once: the script is fetched after the constructor has returned.
  setTimeout(() => URL.revokeObjectURL(local), 10_000);
  return worker;
}
