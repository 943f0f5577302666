/** Gathers the losses of steps between two frames, in order and without gaps. */
export class LossBuffer {
  private values = new Float32Array(1024);
  private length = 0;

  add(losses: Float32Array): void {
    const needed = this.length + losses.length;
    if (needed > this.values.length) {
      const larger = new Float32Array(2 ** Math.ceil(Math.log2(needed)));
      larger.set(this.values.subarray(0, this.length));
      this.values = larger;
    }
    this.values.set(losses, this.length);
    this.length = needed;
  }

  /** A copy of its own buffer, so that it can be transferred. */
  take(): Float32Array<ArrayBuffer> {
    const taken = this.values.slice(0, this.length);
    this.length = 0;
    return taken;
  }

  clear(): void {
    this.length = 0;
  }
}
