import type { Command, EngineEvent } from "../../web/src/engine/protocol.ts";

/** Stands where the browser has a Worker: it records, and says what a test has it say. */
export class Staff extends EventTarget {
  readonly heard: Command[] = [];
  terminated = false;

  postMessage(command: Command): void {
    this.heard.push(command);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(event: EngineEvent): void {
    this.dispatchEvent(new MessageEvent("message", { data: event }));
  }
}

/** Lets what was promised come about. */
export const settled = () => new Promise((resolve) => setTimeout(resolve));

export const frame = (generation: number, step: number): EngineEvent => ({
  type: "frame",
  generation,
  frame: {
    step,
    losses: new Float32Array(),
    score: null,
    gradientNorm: null,
    tensors: {},
    absent: [],
    typed: null,
    writing: null,
    example: 0,
    lanes: [],
  },
});
