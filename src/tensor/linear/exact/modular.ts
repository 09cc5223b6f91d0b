import { exponentOf, timesPowerOfTwo } from '../../power-of-two.ts';

/** The two largest primes below 2^26: products of residues stay exact in doubles. */
const PRIMES = [67108859, 67108837] as const;

/**
 * Whether det A = 0 modulo two primes, every entry being an integer times a power of two. A regular matrix passes for
 * singular with probability 2^-52; a singular one is never missed.
 */
export const isSingularModulo = (a: Float64Array, n: number): boolean => PRIMES.every((p) => vanishesModulo(a, n, p));

function vanishesModulo(a: Float64Array, n: number, p: number): boolean {
  const m = Float64Array.from(a, (x) => residue(x, p));
  for (let k = 0; k < n; k++) {
    let pivot = k;
    while (pivot < n && m[pivot * n + k] === 0) pivot++;
    if (pivot === n) return true;
    const top = m.slice(pivot * n, (pivot + 1) * n);
    if (pivot !== k) m.copyWithin(pivot * n, k * n, (k + 1) * n);
    const inverse = power(top[k]!, p - 2, p);
    for (let i = k + 1; i < n; i++) {
      const row = m.subarray(i * n, (i + 1) * n);
      if (row[k] === 0) continue;
      const f = p - times(row[k]!, inverse, p);
      for (let j = k; j < n; j++) row[j] = (row[j]! + times(f, top[j]!, p)) % p;
    }
  }
  return false;
}

/** a b mod p for residues a, b. */
function times(a: number, b: number, p: number): number {
  const product = a * b;
  const rest = product - Math.floor(product / p) * p;
  return rest < 0 ? rest + p : rest >= p ? rest - p : rest;
}

function power(base: number, exponent: number, p: number): number {
  let out = 1;
  let square = base;
  for (let e = exponent; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) out = times(out, square, p);
    square = times(square, square, p);
  }
  return out;
}

/** A double modulo p; 2^-1 stands for (p + 1) / 2. */
function residue(x: number, p: number): number {
  if (x === 0) return 0;
  const e = exponentOf(x) - 52;
  const digits = timesPowerOfTwo(x, -e) % p;
  const two = e >= 0 ? 2 : (p + 1) / 2;
  return times(digits < 0 ? digits + p : digits, power(two, Math.abs(e), p), p);
}
