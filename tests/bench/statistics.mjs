/** @param {number[]} numbers @param {number} share */
export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

/** The median and what lies around it. @param {number[]} numbers */
export function summary(numbers) {
  return {
    median: quantile(numbers, 0.5),
    lower: quantile(numbers, 0.25),
    upper: quantile(numbers, 0.75),
    least: Math.min(...numbers),
    most: Math.max(...numbers),
  };
}

/** Ratios of what was measured in the same round. @param {number[]} above @param {number[]} below */
export function ratios(above, below) {
  return summary(above.map((number, i) => number / below[i]));
}
