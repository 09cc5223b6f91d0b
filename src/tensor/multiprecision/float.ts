import { type DoubleDouble, dd } from '../double-double.ts';
import { exponentOf, timesPowerOfTwo } from '../power-of-two.ts';

/** The number m 2^e: any number of bits, and no end of the range. What is not known has e = NaN; 0 is 0 2^0. */
export interface BigFloat {
  readonly m: bigint;
  readonly e: number;
}

/** To how many bits results are rounded, and whether one has been: the inexact flag of IEEE 754. */
export interface Rounding {
  readonly bits: number;
  inexact: boolean;
}

/** Rounds to a number of bits, for the inner steps of functions. */
export const toBits = (bits: number): Rounding => ({ bits, inexact: false });

export const UNKNOWN: BigFloat = { m: 0n, e: Number.NaN };
export const ZERO: BigFloat = { m: 0n, e: 0 };
export const ONE: BigFloat = { m: 1n, e: 0 };

export const isKnown = (x: BigFloat): boolean => x.e === x.e;

/** Whether 0; what is not known is not. */
export const isZero = (x: BigFloat): boolean => x.m === 0n && x.e === 0;

/** The bits of |m|. */
function bitLength(m: bigint): number {
  const size = m < 0n ? -m : m;
  const near = Number(size);
  if (near === 0) return 0;
  if (Number.isFinite(near)) {
    const k = exponentOf(near);
    // Rounding may have led up to the next power of two.
    return size >> BigInt(k) === 0n ? k : k + 1;
  }
  const digits = size.toString(16);
  return 4 * digits.length + 28 - Math.clz32(Number.parseInt(digits[0]!, 16));
}

/** The k with 2^k <= |x| < 2^(k+1), for x other than 0. */
export const exponent = ({ m, e }: BigFloat): number => e + bitLength(m) - 1;

/** m times 2^k, rounded down to a whole number. */
const shifted = (m: bigint, k: number): bigint => (k >= 0 ? m << BigInt(k) : m >> BigInt(-k));

/** m 2^e rounded to the nearest. */
export function rounded(m: bigint, e: number, rounding: Rounding): BigFloat {
  if (m === 0n) return e === e ? ZERO : UNKNOWN;
  const excess = bitLength(m) - rounding.bits;
  if (excess <= 0) return { m, e };
  const cut = BigInt(excess);
  const kept = (m + (1n << (cut - 1n))) >> cut;
  if (!rounding.inexact && kept << cut !== m) rounding.inexact = true;
  return { m: kept, e: e + excess };
}

/** A double; infinity and NaN are not known. */
export function fromNumber(x: number): BigFloat {
  if (x === 0) return ZERO;
  if (!Number.isFinite(x)) return UNKNOWN;
  const k = Math.max(exponentOf(x), -1022) - 52;
  const m =
    k > 900
      ? BigInt(x) >> BigInt(k)
      : BigInt(timesPowerOfTwo(timesPowerOfTwo(x, -k - (k < -900 ? 200 : 0)), k < -900 ? 200 : 0));
  return { m, e: k };
}

/** The nearest double, infinite where it is too large for one, and NaN where it is not known. */
export function toNumber(x: BigFloat): number {
  if (x.m === 0n) return x.e === x.e ? 0 : Number.NaN;
  const size = exponent(x);
  if (size > 1030) return x.m > 0n ? Infinity : -Infinity;
  if (size < -1080) return x.m > 0n ? 0 : -0;
  // Of 64 bits, with the last set where more follow, all digits that decide the rounding are there.
  const excess = bitLength(x.m) - 64;
  if (excess <= 0) return timesPowerOfTwo(Number(x.m), x.e);
  const top = x.m >> BigInt(excess);
  const odd = top << BigInt(excess) === x.m ? top : top | 1n;
  const at = x.e + excess;
  // Below the normal numbers the last bits are cut before the double rounds, that it rounds once.
  const below = -1074 - at;
  if (below <= 11) return timesPowerOfTwo(Number(odd), at);
  const cut = BigInt(below);
  return timesPowerOfTwo(Number((odd + (1n << (cut - 1n))) >> cut), at + below);
}

/** The two doubles next to a number: together about 106 bits, where they are in range. */
export function toDoubleDouble(x: BigFloat): DoubleDouble {
  const hi = toNumber(x);
  return Number.isFinite(hi) ? dd(hi, toNumber(sub(x, fromNumber(hi), toBits(64)))) : dd(hi);
}

/** hi + lo, exactly. */
export const fromDoubleDouble = ({ hi, lo }: DoubleDouble): BigFloat =>
  lo === 0 ? fromNumber(hi) : add(fromNumber(hi), fromNumber(lo), toBits(2200));

export const neg = ({ m, e }: BigFloat): BigFloat => ({ m: -m, e });

export const abs = (x: BigFloat): BigFloat => (x.m < 0n ? neg(x) : x);

/** x 2^k, exactly. */
export const scale = ({ m, e }: BigFloat, k: number): BigFloat => (m === 0n ? { m, e } : { m, e: e + k });

export function add(a: BigFloat, b: BigFloat, rounding: Rounding): BigFloat {
  if (isZero(a)) return rounded(b.m, b.e, rounding);
  if (isZero(b)) return rounded(a.m, a.e, rounding);
  const gap = a.e - b.e;
  if (gap !== gap) return UNKNOWN;
  if (gap < 0) return add(b, a, rounding);
  // What lies below all digits that are kept leaves no more than a trace of itself.
  if (gap > rounding.bits + 10 && exponent(a) - exponent(b) > rounding.bits + 10) {
    rounding.inexact = true;
    return rounded(a.m, a.e, rounding);
  }
  return rounded((a.m << BigInt(gap)) + b.m, b.e, rounding);
}

export const sub = (a: BigFloat, b: BigFloat, rounding: Rounding): BigFloat => add(a, neg(b), rounding);

export const mul = (a: BigFloat, b: BigFloat, rounding: Rounding): BigFloat => rounded(a.m * b.m, a.e + b.e, rounding);

/** a / b; not known for b = 0. */
export function div(a: BigFloat, b: BigFloat, rounding: Rounding): BigFloat {
  if (b.m === 0n || !isKnown(a)) return UNKNOWN;
  if (a.m === 0n) return ZERO;
  const k = Math.max(0, rounding.bits + 2 + bitLength(b.m) - bitLength(a.m));
  const top = a.m << BigInt(k);
  const quotient = top / b.m;
  if (quotient * b.m !== top) rounding.inexact = true;
  return rounded(quotient, a.e - b.e - k, rounding);
}

/** The whole square root, rounded down, by Newton's iteration from above. */
function wholeRoot(n: bigint): bigint {
  let x = 1n << BigInt(Math.ceil(bitLength(n) / 2) + 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

/** The square root of x >= 0; not known below. */
export function sqrt(x: BigFloat, rounding: Rounding): BigFloat {
  if (x.m <= 0n) return isZero(x) ? ZERO : UNKNOWN;
  let k = Math.max(0, 2 * (rounding.bits + 2) - bitLength(x.m));
  if ((x.e - k) % 2 !== 0) k++;
  const square = x.m << BigInt(k);
  const root = wholeRoot(square);
  if (root * root !== square) rounding.inexact = true;
  return rounded(root, (x.e - k) / 2, rounding);
}

/** Negative, 0 or positive as a is below, at or above b; NaN where one is not known. */
export function compare(a: BigFloat, b: BigFloat): number {
  const difference = sub(a, b, toBits(8));
  return isKnown(difference) ? (difference.m > 0n ? 1 : difference.m < 0n ? -1 : 0) : Number.NaN;
}

/** x times 2^bits, rounded down to a whole number. */
export const toFixed = (x: BigFloat, bits: number): bigint => shifted(x.m, x.e + bits);

/** The whole number next below. */
export const floor = (x: BigFloat): BigFloat =>
  x.e >= 0 || x.e !== x.e ? x : rounded(toFixed(x, 0), 0, toBits(Infinity));

export const isInteger = (x: BigFloat): boolean => x.e >= 0 || (isKnown(x) && x.m === floor(x).m << BigInt(-x.e));

/** The whole number next to a quotient of whole numbers, for b > 0. */
export const nearest = (a: bigint, b: bigint): bigint => {
  const twice = 2n * a + b;
  const quotient = twice / (2n * b);
  return twice < 0n && quotient * 2n * b !== twice ? quotient - 1n : quotient;
};
