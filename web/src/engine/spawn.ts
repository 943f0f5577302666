import wholeUrl from "softlook-wasm/binary";
import coreUrl from "softlook-wasm/core-binary";
import type { Edition } from "./editions.ts";
import { pageEdition } from "./page-edition.ts";
import type { Compiled, EngineEvent, Offer, Wanted } from "./protocol.ts";
import { SharedModule } from "./shared-module.ts";
import workerUrl from "./worker.ts?worker&url";

// The page knows where the files are: bundlers follow their addresses here, and not in a worker's script.
const editions = {
  core: { wasm: absolute(coreUrl).href, shared: new SharedModule() },
  whole: { wasm: absolute(wholeUrl).href, shared: new SharedModule() },
};

/** A worker that gets from the page the engine that it wants, or compiles it for all. */
export function spawnWorker(): Worker {
  const worker = employ(absolute(workerUrl));
  const leaving = new Map<Edition, (compiled?: WebAssembly.Module) => void>();
  const provide = (edition: Edition) => {
    const { wasm, shared } = editions[pageEdition.atLeast(edition)];
    const offer = { type: "engine", edition, wasm } as const;
    const leave = shared.join((module) => worker.postMessage({ ...offer, module } satisfies Offer));
    leaving.set(edition, leave);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<Wanted | Compiled | EngineEvent>) => {
    if (data.type === "wanted") provide(data.edition);
    else if (data.type === "compiled") leaving.get(data.edition)?.(data.module);
  });
  return Object.assign(worker, {
    terminate() {
      for (const leave of leaving.values()) leave();
      Worker.prototype.terminate.call(worker);
    },
  });
}

/** Bundlers take `new URL(…, import.meta.url)` for a file to be bundled, and of an address know none. */
function absolute(address: string, here: string = import.meta.url): URL {
  return new URL(address, here);
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
