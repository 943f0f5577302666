/**
 * FNV-1a of 64 bits, as 16 hexadecimal digits: h ← (h xor byte)·(2⁴⁰ + 435), from the usual beginning. What
 * differs in a bit has another one; it keeps nobody from making two files of the same.
 */
export function digestOf(bytes: Uint8Array): string {
  // The number in four parts of 16 bits, so that no product leaves what is exact.
  let [a, b, c, d] = [0x2325, 0x8422, 0x9ce4, 0xcbf2];
  for (const byte of bytes) {
    a ^= byte;
    const low = a * 435;
    const second = b * 435 + (low >>> 16);
    // 2⁴⁰ is 256 two parts further up.
    const third = c * 435 + a * 256 + (second >>> 16);
    const fourth = d * 435 + b * 256 + (third >>> 16);
    a = low & 0xffff;
    b = second & 0xffff;
    c = third & 0xffff;
    d = fourth & 0xffff;
  }
  return [d, c, b, a].map((part) => part.toString(16).padStart(4, "0")).join("");
}
