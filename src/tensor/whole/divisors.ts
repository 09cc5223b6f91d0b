/** Divisors of whole numbers within +-2^53, exactly. */

/** The greatest common divisor, not negative; gcd(0, 0) is 0. */
export function gcd(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  // The remainder of two doubles is exact.
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/** The least common multiple, not negative, rounded once; 0 where a number is. */
export function lcm(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return Math.abs(a / gcd(a, b)) * Math.abs(b);
}

/** d = gcd(a, b) and x, y with a x + b y = d. */
export function bezout(a: number, b: number): readonly [d: number, x: number, y: number] {
  let [r, next] = [BigInt(a), BigInt(b)];
  let [x, nextX, y, nextY] = [1n, 0n, 0n, 1n];
  while (next !== 0n) {
    const q = r / next;
    [r, next] = [next, r - q * next];
    [x, nextX] = [nextX, x - q * nextX];
    [y, nextY] = [nextY, y - q * nextY];
  }
  const sign = r < 0n ? -1n : 1n;
  return [Number(sign * r), Number(sign * x), Number(sign * y)];
}

/** The x with a x = 1 modulo m, 0 <= x < m; NaN where there is none. */
export function inverseModulo(a: number, m: number): number {
  if (m === 0) return Number.NaN;
  const size = Math.abs(m);
  const [d, x] = bezout(((a % size) + size) % size, size);
  return d === 1 ? ((x % size) + size) % size : Number.NaN;
}

/** Bases that tell all primes below 2^64 by strong pseudoprime tests (Sorenson and Webster, Math. Comp. 86, 2017). */
const BASES = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n];

/** Whether a whole number is prime. */
export function isPrime(n: number): boolean {
  if (n < 2) return false;
  if (n < 1369) return !hasDivisor(n);
  const number = BigInt(n);
  if (BASES.some((p) => number % p === 0n)) return false;
  let [odd, halvings] = [number - 1n, 0];
  while (odd % 2n === 0n) [odd, halvings] = [odd / 2n, halvings + 1];
  return BASES.every((base) => passes(base, number, odd, halvings));
}

function hasDivisor(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return true;
  return false;
}

/** Whether n, with n - 1 = odd 2^halvings, is prime or a strong pseudoprime to the base. */
function passes(base: bigint, n: bigint, odd: bigint, halvings: number): boolean {
  let power = 1n;
  for (let [square, k] = [base % n, odd]; k > 0n; [square, k] = [(square * square) % n, k / 2n]) {
    if (k % 2n === 1n) power = (power * square) % n;
  }
  if (power === 1n || power === n - 1n) return true;
  for (let i = 1; i < halvings; i++) {
    power = (power * power) % n;
    if (power === n - 1n) return true;
  }
  return false;
}
