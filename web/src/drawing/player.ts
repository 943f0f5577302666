import type { NamedTensor } from "softlook-wasm";

/** Samples a second of every sound in here. */
export const soundRate = 8000;
/** Of a frame of features, as the engine makes them. */
const frameSeconds = 0.025;

/** How long a sound [B,N] lasts; where there are only its features [B,T,F], as long as these. */
export function secondsOf(
  wave: NamedTensor | undefined,
  features: NamedTensor | undefined,
): number {
  if (wave) return (wave.shape.at(-1) ?? 0) / soundRate;
  return (features?.shape.at(-2) ?? 0) * frameSeconds;
}

/** Plays one sound at a time. Audio begins only by a person's doing, so the context is made then. */
export class Player {
  private context: AudioContext | undefined;
  private source: AudioBufferSourceNode | undefined;
  private begun = 0;

  constructor(private readonly ended: () => void) {}

  get playing(): boolean {
    return this.source !== undefined;
  }

  /** In seconds from its beginning. */
  get time(): number {
    return this.context && this.source ? this.context.currentTime - this.begun : 0;
  }

  /** False where the browser has no sound. */
  async play(wave: Float32Array<ArrayBuffer>): Promise<boolean> {
    this.stop();
    try {
      this.context ??= new AudioContext();
      const buffer = this.context.createBuffer(1, wave.length, soundRate);
      buffer.copyToChannel(levelled(wave), 0);
      const source = this.context.createBufferSource();
      source.buffer = buffer;
      source.connect(this.context.destination);
      source.addEventListener("ended", () => {
        if (source !== this.source) return;
        this.source = undefined;
        this.ended();
      });
      this.source = source;
      // Some browsers keep a context asleep until it is asked for.
      await this.context.resume();
      if (source !== this.source) return true;
      this.begun = this.context.currentTime;
      source.start();
      return true;
    } catch {
      this.source = undefined;
      return false;
    }
  }

  stop(): void {
    const { source } = this;
    this.source = undefined;
    try {
      source?.stop();
    } catch {
      // It had not begun.
    }
  }

  /** What is not played any more needs no output of the machine. */
  close(): void {
    this.stop();
    void this.context?.close();
    this.context = undefined;
  }
}

/** A faint one is as loud as any other, and none clips. */
function levelled(wave: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const peak = wave.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-6);
  return wave.map((value) => (value / peak) * 0.8);
}
