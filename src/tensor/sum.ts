/**
 * The sum of `n` entries from `start`: compensated (Neumaier 1974), and exact before one rounding where the terms
 * cancel (Shewchuk 1997). With non-finite terms it is what plain addition gives.
 */
export function accurateSum(data: Float64Array, start = 0, n = data.length): number {
  let sum = 0;
  let error = 0;
  let size = 0;
  for (let at = start; at < start + n; at++) {
    const x = data[at]!;
    const next = sum + x;
    error += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
    size += Math.abs(x);
    sum = next;
  }
  const total = sum + error;
  if (!Number.isFinite(error)) return sumOfExtremes(data, start, n);
  return Math.abs(total) > size * 2 ** -40 || size === 0 ? total : exactSum(data, start, n, 1);
}

function sumOfExtremes(data: Float64Array, start: number, n: number): number {
  let special = 0;
  for (let at = start; at < start + n; at++) if (!Number.isFinite(data[at]!)) special += data[at]!;
  // All terms finite: only a partial sum overflowed, and the whole need not.
  return special === 0 ? exactSum(data, start, n, 2 ** -64) * 2 ** 64 : special;
}

/** The exact sum of the scaled entries, rounded; all must be finite. */
export function exactSum(data: Float64Array, start: number, n: number, scale: number): number {
  const parts: number[] = []; // non-overlapping, growing in size; their sum is exact
  for (let at = start; at < start + n; at++) {
    let x = data[at]! * scale;
    let kept = 0;
    for (let i = 0; i < parts.length; i++) {
      const y = parts[i]!;
      const sum = x + y;
      const error = Math.abs(x) >= Math.abs(y) ? y - (sum - x) : x - (sum - y);
      if (error !== 0) parts[kept++] = error;
      x = sum;
    }
    parts.length = kept;
    parts.push(x);
  }
  let total = 0;
  for (let i = parts.length - 1; i >= 0; i--) total += parts[i]!;
  return total;
}
