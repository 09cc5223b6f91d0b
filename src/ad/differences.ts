/**
 * The derivative of a function of one number at 0 by central differences, extrapolated to step 0 until rounding takes
 * over; with an estimate of its error. `scale` is the first step.
 *
 * Source: Ridders, Accurate computation of F'(x) and F'(x) F''(x), Advances in Engineering Software 4 (1982) 75-76.
 */
export function ridders(f: (h: number) => number, scale: number): { readonly value: number; readonly error: number } {
  const shrink = 1.4;
  const rows = 12;
  let best = Number.NaN;
  let error = Number.POSITIVE_INFINITY;
  let previous: number[] = [];
  let h = scale;
  for (let i = 0; i < rows; i++, h /= shrink) {
    const row = [(f(h) - f(-h)) / (2 * h)];
    let factor = shrink * shrink;
    for (let j = 1; j <= i; j++) {
      row[j] = (row[j - 1]! * factor - previous[j - 1]!) / (factor - 1);
      factor *= shrink * shrink;
      const estimate = Math.max(Math.abs(row[j]! - row[j - 1]!), Math.abs(row[j]! - previous[j - 1]!));
      if (estimate <= error) [best, error] = [row[j]!, estimate];
    }
    if (i > 0 && Math.abs(row[i]! - previous[i - 1]!) >= 2 * error) break;
    previous = row;
  }
  return { value: best, error };
}

/**
 * The slope of a function of one number at 0 on one side, where the step points: quotients of one-sided differences,
 * extrapolated to step 0 until rounding takes over; with an estimate of its error.
 */
export function sideSlope(f: (h: number) => number, step: number): { readonly value: number; readonly error: number } {
  const rows = 12;
  const start = f(0);
  let best = Number.NaN;
  let error = Number.POSITIVE_INFINITY;
  let previous: number[] = [];
  let h = step;
  for (let i = 0; i < rows; i++, h /= 2) {
    const row = [(f(h) - start) / h];
    for (let j = 1, factor = 2; j <= i; j++, factor *= 2) {
      row[j] = (row[j - 1]! * factor - previous[j - 1]!) / (factor - 1);
      const estimate = Math.max(Math.abs(row[j]! - row[j - 1]!), Math.abs(row[j]! - previous[j - 1]!));
      if (estimate <= error) [best, error] = [row[j]!, estimate];
    }
    previous = row;
  }
  return { value: best, error };
}
