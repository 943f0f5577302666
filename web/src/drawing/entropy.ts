/** −Σ p·log₂ p in bits. */
export function bits(shares: readonly number[]): number {
  return shares.reduce((sum, p) => sum - (p > 0 ? p * Math.log2(p) : 0), 0);
}

/** exp(xᵢ/t)/Σ exp(xₖ/t); a score of −∞ gets nothing. */
export function softmaxAt(scores: readonly number[], temperature: number): number[] {
  const largest = Math.max(...scores);
  const powers = scores.map((score) =>
    score === Number.NEGATIVE_INFINITY ? 0 : Math.exp((score - largest) / temperature),
  );
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
