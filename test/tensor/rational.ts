/** An exact fraction, the tests' own arithmetic: slow, and right without rounding. */
export interface Rational {
  readonly p: bigint;
  /** Positive. */
  readonly q: bigint;
}

export const rational = (p: bigint, q = 1n): Rational => reduced(q < 0n ? -p : p, q < 0n ? -q : q);

function reduced(p: bigint, q: bigint): Rational {
  let a = p < 0n ? -p : p;
  let b = q;
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? { p: 0n, q: 1n } : { p: p / a, q: q / a };
}

/** A finite double exactly. */
export function fromDouble(x: number): Rational {
  let p = x;
  let q = 1n;
  while (!Number.isInteger(p)) {
    p *= 2;
    q *= 2n;
  }
  return rational(BigInt(p), q);
}

/** `-3`, `1/7`, `2.5e-3`. */
export function fromText(text: string): Rational {
  const [top, bottom] = text.split('/');
  if (bottom) return rational(BigInt(top!), BigInt(bottom));
  const [digits, exponent = '0'] = text.toLowerCase().split('e');
  const [whole, part = ''] = digits!.split('.');
  const power = Number(exponent) - part.length;
  const p = BigInt(whole! + part);
  return power >= 0 ? rational(p * 10n ** BigInt(power)) : rational(p, 10n ** BigInt(-power));
}

export const plus = (a: Rational, b: Rational): Rational => rational(a.p * b.q + b.p * a.q, a.q * b.q);
export const minus = (a: Rational, b: Rational): Rational => rational(a.p * b.q - b.p * a.q, a.q * b.q);
export const times = (a: Rational, b: Rational): Rational => rational(a.p * b.p, a.q * b.q);
export const over = (a: Rational, b: Rational): Rational => rational(a.p * b.q, a.q * b.p);

/**
 * How many units in the last place of a double there (2^-1074 at least) lie between `actual` and the exact value; infinity
 * stands for any value beyond the largest double.
 */
export function ulps(actual: number, exact: Rational): number {
  const overflows = exponentOf(exact) > 1023;
  if (!Number.isFinite(actual) || overflows)
    return overflows && actual === (exact.p < 0n ? -Infinity : Infinity) ? 0 : Infinity;
  if (exact.p === 0n) return actual === 0 ? 0 : Infinity;
  const { p, q } = minus(fromDouble(actual), exact);
  const shift = 52 - Math.max(exponentOf(exact), -1022);
  const [top, bottom] = shift >= 0 ? [p << BigInt(shift), q] : [p, q << BigInt(-shift)];
  return Math.abs(Number((top * 1000n) / bottom)) / 1000;
}

/** The k with 2^k <= |x| < 2^(k+1). */
function exponentOf({ p, q }: Rational): number {
  if (p === 0n) return -Infinity;
  const size = p < 0n ? -p : p;
  const k = size.toString(2).length - q.toString(2).length;
  const [top, bottom] = k >= 0 ? [size, q << BigInt(k)] : [size << BigInt(-k), q];
  return top >= bottom ? k : k - 1;
}
