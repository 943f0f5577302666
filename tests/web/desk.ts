import type { MainModule } from "softlook-wasm";
import type { Edition } from "../../web/src/engine/editions.ts";
import type { Command, EngineEvent, Frame, Run } from "../../web/src/engine/protocol.ts";
import { Trainer } from "../../web/src/engine/trainer.ts";
import { lessons } from "../../web/src/lessons/registry.ts";
import { realEngine } from "./engine.ts";

const run = (changes: Partial<Run> = {}): Run => ({
  config: lessons[0]!.config,
  goal: 5000,
  pace: "flat-out",
  needs: ["attention.weights"],
  ...changes,
});

/** A trainer, and all that it says. It acknowledges frames like the page does, unless told not to. */
export class Desk {
  readonly events: EngineEvent[] = [];
  generation = 0;
  acknowledging = true;
  private readonly trainer: Trainer;
  private readonly waiting = new Set<() => void>();

  constructor(load: (edition: Edition) => Promise<MainModule> = realEngine) {
    this.trainer = new Trainer(load, (event, transfer) => {
      // As a real port does it: what is transferred is gone from the sender.
      this.events.push(structuredClone(event, { transfer }));
      if (event.type === "frame" && this.acknowledging) {
        setTimeout(() => this.send({ type: "acknowledge", generation: this.generation }), 1);
      }
      for (const check of this.waiting) check();
    });
  }

  send(command: Command): void {
    this.trainer.receive(command);
  }

  start(changes: Partial<Run> = {}): void {
    this.generation += 1;
    this.send({ type: "start", generation: this.generation, run: run(changes) });
  }

  say(type: "play" | "pause" | "step" | "acknowledge"): void {
    this.send({ type, generation: this.generation });
  }

  of<Type extends EngineEvent["type"]>(type: Type): Extract<EngineEvent, { type: Type }>[] {
    return this.events.filter((event) => event.type === type) as Extract<
      EngineEvent,
      { type: Type }
    >[];
  }

  get frames(): Frame[] {
    return this.of("frame").map(({ frame }) => frame);
  }

  get losses(): Float32Array {
    return Float32Array.from(this.frames.flatMap((frame) => [...frame.losses]));
  }

  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!condition()) return;
        this.waiting.delete(check);
        resolve();
      };
      this.waiting.add(check);
      check();
    });
  }
}
