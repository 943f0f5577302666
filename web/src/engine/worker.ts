import type { Edition } from "./editions.ts";
import { loadModule } from "./load.ts";
import type { Command, Compiled, Offer, Wanted } from "./protocol.ts";
import { Trainer } from "./trainer.ts";

const waiting = new Map<Edition, (offer: Offer) => void>();

function offered(edition: Edition): Promise<Offer> {
  const offer = new Promise<Offer>((resolve) => waiting.set(edition, resolve));
  self.postMessage({ type: "wanted", edition } satisfies Wanted);
  return offer;
}

const trainer = new Trainer(
  async (edition) => {
    const { wasm, module } = await offered(edition);
    return loadModule(wasm, module, (module) =>
      self.postMessage({ type: "compiled", edition, module } satisfies Compiled),
    );
  },
  (event, transfer) => self.postMessage(event, { transfer }),
);

self.addEventListener("message", ({ data }: MessageEvent<Command | Offer>) => {
  if (data.type === "engine") waiting.get(data.edition)?.(data);
  else trainer.receive(data);
});
