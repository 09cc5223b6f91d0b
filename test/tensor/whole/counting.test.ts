import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import * as counting from '../../../src/tensor/whole/counting.ts';
import { bezout, gcd, inverseModulo, isPrime, lcm } from '../../../src/tensor/whole/divisors.ts';

/** Arguments and last the value, by the names of kernels: what counting.py prints. */
const reference = JSON.parse(readFileSync(new URL('counting.json', import.meta.url), 'utf8')) as Readonly<
  Record<keyof typeof counting, readonly (readonly (number | string)[])[]>
>;

describe.each(Object.entries(reference))('%s', (name, rows) => {
  const kernel = counting[name as keyof typeof counting] as (...x: number[]) => number;

  it('is exact, and rounded once', () => {
    for (const row of rows) {
      const [args, wanted] = [row.slice(0, -1).map(Number), Number(row.at(-1))];
      const got = kernel(...args);
      // A quotient of two whole numbers is within an ulp.
      const apart = got === wanted ? 0 : Math.abs(got - wanted) / Math.abs(wanted);
      expect(apart <= (name === 'bernoulli' ? Number.EPSILON : 0), `${name}(${args}): ${got}, not ${wanted}`).toBe(
        true,
      );
    }
  });
});

describe('divisors', () => {
  const pairs = [
    [12, 18],
    [-12, 18],
    [0, 5],
    [0, 0],
    [2 ** 53 - 1, 6361],
    [2 ** 53 - 1, 2 ** 52],
    [832040, 1346269],
  ] as const;

  test('the greatest common one divides both, and is a sum of multiples', () => {
    for (const [a, b] of pairs) {
      const d = gcd(a, b);
      const [same, x, y] = bezout(a, b);
      expect(same).toBe(d);
      expect(BigInt(a) * BigInt(x) + BigInt(b) * BigInt(y)).toBe(BigInt(d));
      if (d > 0) expect([Math.abs(a % d), Math.abs(b % d)]).toEqual([0, 0]);
      expect(lcm(a, b) * d).toBe(Number(BigInt(Math.abs(a)) * BigInt(Math.abs(b))));
    }
  });

  test('inverses multiply to 1, where there are any', () => {
    for (let m = 1; m < 40; m++) {
      for (let a = -40; a < 40; a++) {
        const x = inverseModulo(a, m);
        if (gcd(a, m) !== 1) expect(x).toBeNaN();
        else expect([(((a * x) % m) + m) % m, x >= 0 && x < m]).toEqual([1 % m, true]);
      }
    }
  });

  test('primes are those of a sieve, and large ones are told from strong pseudoprimes', () => {
    const composite = new Set<number>();
    for (let p = 2; p < 5000; p++) for (let q = 2 * p; q < 5000; q += p) composite.add(q);
    for (let n = -3; n < 5000; n++) expect(isPrime(n), String(n)).toBe(n > 1 && !composite.has(n));
    // Products of two primes that pass the tests to the bases 2, 3, 5 and 7 (OEIS A014233).
    for (const n of [2047, 1373653, 25326001, 3215031751, 2152302898747, 341550071728321])
      expect(isPrime(n)).toBe(false);
    // The largest primes below 2^53, 2^52 and 10^15 (OEIS A013603, A033874).
    for (const n of [2 ** 53 - 111, 2 ** 52 - 47, 10 ** 15 - 11]) expect(isPrime(n)).toBe(true);
  });
});
