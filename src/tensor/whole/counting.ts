/** How many ways there are: whole numbers, counted exactly and rounded once. What no double holds is infinite. */

/** C(2m, m) is larger than any double from here on. */
const WIDEST = 515;
/** m! is larger than any double from here on. */
const LONGEST = 170;

/** n (n - 1) .. (n - k + 1) for whole numbers 0 <= k <= n. */
export function fallingFactorial(n: number, k: number): number {
  if (k > n) return 0;
  if (k > LONGEST) return Infinity;
  let product = 1n;
  for (let i = 0; i < k; i++) product *= BigInt(n) - BigInt(i);
  return Number(product);
}

/** The binomial coefficient of whole numbers n and k, 0 <= k <= n. */
export function binomial(n: number, k: number): number {
  const m = Math.min(k, n - k);
  return m > WIDEST ? Infinity : Number(exactBinomial(BigInt(n), m));
}

function exactBinomial(n: bigint, k: number): bigint {
  let product = 1n;
  for (let i = 0n; i < BigInt(k); i++) product = (product * (n - i)) / (i + 1n);
  return product;
}

/** The Catalan number C(2n, n) / (n + 1) of a whole number from 0. */
export const catalan = (n: number): number =>
  n > 2 * WIDEST ? Infinity : Number(exactBinomial(BigInt(2 * n), n) / BigInt(n + 1));

/**
 * Partitions of n things into k groups that are not empty, for whole numbers from 0: T(d, k) = k T(d - 1, k) + T(d, k - 1) with d = n - k
 * (DLMF 26.8.22). It takes d k steps, of which there are few where the answer, at least k^d, is a double.
 */
export function stirlingSecond(n: number, k: number): number {
  if (k > n || (k === 0 && n > 0)) return 0;
  const d = n - k;
  if (d === 0 || k === 1) return 1;
  if (d * Math.log2(k) >= 1024) return Infinity;
  const diagonal = Array<bigint>(d + 1).fill(1n);
  for (let j = 2n; j <= BigInt(k); j++) for (let i = 1; i <= d; i++) diagonal[i]! += j * diagonal[i - 1]!;
  return Number(diagonal[d]);
}

/** From here on there are more partitions than any double. */
const MOST_PARTITIONED = 219;

/** All partitions of n things, by Bell's triangle (DLMF 26.7). */
export function bell(n: number): number {
  if (n >= MOST_PARTITIONED) return Infinity;
  let row = [1n];
  for (let i = 0; i < n; i++) {
    const next = [row.at(-1)!];
    for (const x of row) next.push(next.at(-1)! + x);
    row = next;
  }
  return Number(row[0]);
}

/** From here on Bernoulli numbers are larger than any double. */
const MOST_BERNOULLI = 260;

/** The Bernoulli number B_n, B_1 = -1/2, from tangent numbers T: B_2m = (-1)^(m-1) 2m T_m / (4^m (4^m - 1)) (DLMF 24.15.4). */
export function bernoulli(n: number): number {
  if (n === 0) return 1;
  if (n % 2 === 1) return n === 1 ? -0.5 : 0;
  const m = n / 2;
  const sign = m % 2 === 1 ? 1 : -1;
  if (n >= MOST_BERNOULLI) return sign * Infinity;
  const power = 4n ** BigInt(m);
  return sign * quotient(BigInt(n) * tangentNumber(m), power * (power - 1n));
}

/** The coefficient of x^(2m-1) / (2m-1)! in tan x, by sums of whole numbers alone (Brent and Harvey, Fast computation of Bernoulli, Tangent and Secant numbers, 2013). */
function tangentNumber(m: number): bigint {
  const t = [1n];
  for (let k = 1; k < m; k++) t.push(BigInt(k) * t[k - 1]!);
  for (let k = 1; k < m; k++) {
    for (let j = k; j < m; j++) t[j] = BigInt(j - k) * t[j - 1]! + BigInt(j - k + 2) * t[j]!;
  }
  return t[m - 1]!;
}

/** p / q of positive whole numbers to within an ulp, where neither needs to be a double. */
function quotient(p: bigint, q: bigint): number {
  const shift = BigInt(Math.max(0, 80 - (bits(p) - bits(q))));
  const whole = Number((p << shift) / q);
  return whole * 2 ** -Number(shift);
}

const bits = (x: bigint): number => x.toString(16).length * 4;
