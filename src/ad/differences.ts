/** A slope, and by how much it may be off; NaN and infinite where nothing is known of it. */
export interface Slope {
  readonly value: number;
  readonly error: number;
}

/** What no difference tells. */
export const UNSEEN: Slope = { value: Number.NaN, error: Number.POSITIVE_INFINITY };

/**
 * Difference quotients at steps h, h/2, h/4, .. extrapolated to step 0, until rounding takes over. The error of a quotient has the
 * powers of h that are multiples of `order`: 1 on one side, 2 for central differences; `rounding` is what that of the values makes
 * of each quotient. An extrapolation is off by about as much as it differs from the two that it was made of.
 *
 * Source: Ridders, Accurate computation of F'(x) and F'(x) F''(x), Advances in Engineering Software 4 (1982) 75-76.
 */
export function extrapolated(quotients: readonly number[], order: 1 | 2, rounding: (k: number) => number): Slope {
  let best = UNSEEN;
  let previous: number[] = [];
  quotients.forEach((quotient, k) => {
    const row = [quotient];
    for (let j = 1; j <= k; j++) {
      const [finer, coarser] = [row[j - 1]!, previous[j - 1]!];
      row[j] = finer + (finer - coarser) / (2 ** (order * j) - 1);
      if (j === 1) continue;
      const spread = Math.max(Math.abs(row[j]! - finer), Math.abs(row[j]! - coarser));
      const error = spread + rounding(k) + 2 ** -50 * Math.abs(row[j]!);
      if (error < best.error) best = { value: row[j]!, error };
    }
    previous = row;
  });
  return best;
}
