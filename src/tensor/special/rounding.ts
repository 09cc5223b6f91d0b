/** x - y floor(x / y), exact but for at most one rounding: the sign of the divisor, as in mathjs; x when y = 0. */
export function mod(x: number, y: number): number {
  if (y === 0) return x;
  const rest = x % y;
  if (rest === 0) return 0;
  return rest < 0 !== y < 0 ? rest + y : rest;
}

/** To the nearest integer, halves away from zero, as in mathjs. */
export function round(x: number): number {
  const whole = Math.trunc(x);
  return Math.abs(x - whole) >= 0.5 ? whole + Math.sign(x) : whole;
}

/** To `digits` decimals (0 to 100), halves away from zero; the decimal expansion of x is taken exactly. */
export const roundTo = (x: number, digits: number): number => (Number.isFinite(x) ? Number(x.toFixed(digits)) : x);
