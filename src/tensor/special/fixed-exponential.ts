import { exponentOf, timesPowerOfTwo } from '../power-of-two.ts';

/** A finite x times 2^bits, cut to a whole number. */
function fixed(x: number, bits: number): bigint {
  const k = exponentOf(x) - 52;
  const mantissa = BigInt(timesPowerOfTwo(x, -k));
  return k + bits >= 0 ? mantissa << BigInt(k + bits) : mantissa >> BigInt(-k - bits);
}

/** e^x times 2^bits for x <= 0, to some units: the Taylor series of a small part of x, squared again and again. */
function fixedExp(x: number, bits: number): bigint {
  const halvings = 8 + Math.max(0, exponentOf(x) + 1);
  const place = BigInt(bits + halvings + 8);
  const r = fixed(x, Number(place)) >> BigInt(halvings);
  let sum = 1n << place;
  let term = sum;
  for (let k = 1n; term !== 0n && term !== -1n; k++) {
    term = ((term * r) >> place) / k;
    sum += term;
  }
  for (let i = 0; i < halvings; i++) sum = (sum * sum) >> place;
  return sum >> BigInt(halvings + 8);
}

/**
 * e^a + e^b - 1 for finite a and b below 0 of which neither is 0, rounded nearly once whatever cancels: no two doubles lead closer to 0
 * than some 2^-110 beside the lesser power.
 */
export function powersBeyondOne(a: number, b: number): number {
  const bits = 220 + Math.ceil(1.45 * Math.max(-a, -b));
  return timesPowerOfTwo(Number(fixedExp(a, bits) + fixedExp(b, bits) - (1n << BigInt(bits))), -bits);
}
