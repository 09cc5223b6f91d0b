/** The entry that is furthest from what it should be, and how many are too far. */
export interface Worst {
  readonly index: number;
  readonly actual: number;
  readonly expected: number;
  readonly error: number;
  readonly count: number;
}

const RELATIVE = 1e-12;

/**
 * Compares entry by entry: 1e-12 relative, absolute where 0 is expected, plus a tolerance per entry. NaN equals NaN and
 * an infinity only itself. Undefined: all entries hold.
 */
export function worstEntry(actual: Float64Array, expected: Float64Array, tolerance: Float64Array): Worst | undefined {
  let worst: Worst | undefined;
  let worstRatio = 0;
  let count = 0;
  for (const [index, e] of expected.entries()) {
    const a = actual[index] ?? NaN;
    if (a === e || (Number.isNaN(a) && Number.isNaN(e))) continue;
    const error = Math.abs(a - e);
    const scale = e === 0 ? 1 : Math.abs(e);
    if (Number.isFinite(e) && error <= RELATIVE * scale + (tolerance[index] ?? 0)) continue;
    count++;
    const ratio = Number.isFinite(error) ? error / scale : Infinity;
    if (!worst || ratio > worstRatio) {
      worst = { index, actual: a, expected: e, error, count };
      worstRatio = ratio;
    }
  }
  return worst && { ...worst, count };
}
