import { loadModule } from "./load.ts";
import type { Command, Compiled, Offer } from "./protocol.ts";
import { Trainer } from "./trainer.ts";

let accept: (offer: Offer) => void;
const offer = new Promise<Offer>((resolve) => {
  accept = resolve;
});

const trainer = new Trainer(
  async () => {
    const { wasm, module } = await offer;
    return loadModule(wasm, module, (module) =>
      self.postMessage({ type: "compiled", module } satisfies Compiled),
    );
  },
  (event, transfer) => self.postMessage(event, { transfer }),
);

self.addEventListener("message", ({ data }: MessageEvent<Command | Offer>) => {
  if (data.type === "engine") accept(data);
  else trainer.receive(data);
});
