import wasmUrl from "softlook-wasm/binary";
import type { Compiled, EngineEvent, Offer } from "./protocol.ts";
import { SharedModule } from "./shared-module.ts";
import workerUrl from "./worker.ts?worker&url";

const shared = new SharedModule();

/** A worker that has the page's engine, or compiles it for all. */
export function spawnWorker(): Worker {
  const worker = employ(new URL(workerUrl, import.meta.url));
  // The page knows where the file is: bundlers follow its address here, and not in a worker's script.
  const wasm = new URL(wasmUrl, import.meta.url).href;
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
