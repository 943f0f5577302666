import wasmUrl from "softlook-wasm/binary";
import { loadModule } from "./load.ts";
import type { Command } from "./protocol.ts";
import { Trainer } from "./trainer.ts";

const trainer = new Trainer(
  () => loadModule(new URL(wasmUrl, import.meta.url).href),
  (event, transfer) => self.postMessage(event, { transfer }),
);

self.addEventListener("message", ({ data }: MessageEvent<Command>) => trainer.receive(data));
