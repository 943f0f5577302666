import workerUrl from "./worker.ts?worker&url";

/**
 * A worker's script must be of the page's own origin. Where the element comes from another one, a Blob,
 * which is of the page's, imports the script from where it is.
 */
export function spawnWorker(): Worker {
  const url = new URL(workerUrl, import.meta.url);
  if (url.origin === location.origin) return new Worker(url, { type: "module" });
  const loader = new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" });
  const local = URL.createObjectURL(loader);
  const worker = new Worker(local, { type: "module" });
  // Not at once: the script is fetched after the constructor has returned.
  setTimeout(() => URL.revokeObjectURL(local), 10_000);
  return worker;
}
