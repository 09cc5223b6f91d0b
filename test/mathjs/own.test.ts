import { describe, expect, it, test } from 'vitest';
import { answerOf, faultOf, notesOf, valueOf } from '../session/engine-fixture.ts';

/** Functions that mathjs has, too, and gets wrong, or without derivatives; values by mpmath at 60 digits or by hand. */

/** The largest relative distance of two nested lists of one length. */
function apart(got: unknown, wanted: unknown): number {
  const [a, b] = [got, wanted].map((x) => [x].flat(3) as number[]) as [number[], number[]];
  if (a.length !== b.length) return Infinity;
  return Math.max(...b.map((v, i) => (a[i] === v ? 0 : Math.abs(a[i]! - v) / Math.abs(v))));
}

describe('values', () => {
  it.each<[string, unknown]>([
    ['row([1, 2; 3, 4], 1)', [[1, 2]]],
    ['column([1, 2; 3, 4], 2)', [[2], [4]]],
    [
      'matrixFromRows([1, 2], [3, 4])',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'matrixFromColumns([1, 2], [3, 4])',
      [
        [1, 3],
        [2, 4],
      ],
    ],
    ['quantileSeq([1, 2; 3, 4], 0.5, 1)', [2, 3]],
    ['quantileSeq([1, 2; 3, 4], 0.5, 2)', [1.5, 3.5]],
    ['quantileSeq([4, 1, 3, 2], [0.25, 0.5])', [1.75, 2.5]],
    ['quantileSeq([4, 1, 3, 2, 5], 3)', [2, 3, 4]],
    ['quantile([1, 2, Infinity], 0.5)', 2],
    ['sort([3, 1, 2], "desc")', [3, 2, 1]],
    [
      'sort([3, 1; 1, 2], 1)',
      [
        [1, 1],
        [3, 2],
      ],
    ],
    ["norm([1, -2; 3, 4], 'fro')", 5.477225575051661134569125],
    ['norm([1, -2; 3, 4], 1)', 6],
    ['norm([1, -2; 3, 4], Infinity)', 7],
    ["norm([1, -2; 3, 4], 'inf')", 7],
    ["norm([3, -4], '-inf')", 3],
    ['norm([3, 0; 0, -5], 2)', 5],
    ['std([1, 2, 3, 4], "uncorrected")', 1.118033988749894848204587],
    ['variance([1, 2, 3, 4], "biased")', 1],
    ['variance([1, 2; 3, 4], 1, "uncorrected")', [1, 1]],
    ['zeta(-50)', 0],
    ['zeta(-3)', 0.00833333333333333333333333],
    ['zeta(-1.5)', -0.02548520188983303594954299],
    ['zeta(1 + 2^-40)', 1099511627776.577215664902],
    ['combinations(300, 150)', 9.375970277282745279319375e88],
    ['combinations(0.5, 2)', -0.125],
    ['binomial(1028, 514)', 7.156051054877897008430136e307],
    ['nCr(-2, 3)', -4],
    ['permutations(5)', 120],
    ['permutations(1e9, 3)', 9.99999997000000002e26],
    ['catalan(200)', 5.122014932110170794675417e116],
    ['multinomial([100, 100, 100])', 3.765234935646310643677121e140],
    ['beta(2, 3)', 0.08333333333333333333333333],
    ['mode([3, 1, 3, 1, 2])', [1, 3]],
    ['mode(1, 2, 2)', [2]],
    ['add(1, [2, 3], 4)', [7, 8]],
    ['mad([1, 5, 2, 9])', 2],
    ['gcd(12, 18, 27)', 3],
    ['lcm([4, 6], 10)', [20, 30]],
    ['isPrime([1, 2, 91, 97])', [0, 1, 0, 1]],
    ['distance([1, 2], [4, 6])', 5],
    [
      'rotationMatrix(0, [1, 2, 3])',
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    ],
    ['isNaN([1, NaN])', [0, 1]],
    ['isInteger([1, 1.5, Infinity])', [1, 0, 0]],
  ])('%s', async (line, wanted) => {
    expect(apart(await valueOf(line), wanted)).toBeLessThan(3e-16);
  });

  test('a product of many is infinite, at once', async () => {
    for (const line of [
      'combinations(1e9, 5e8)',
      'permutations(9e15, 4e15)',
      'stirlingS2(9999, 5000)',
      'bellNumbers(1e9)',
    ]) {
      expect(await valueOf(line)).toBe(Infinity);
      expect((await notesOf(line)).map(([code]) => code)).toEqual(['value/infinite']);
    }
    expect((await notesOf('invmod(2, 4)')).map(([code]) => code)).toEqual(['value/nan']);
  });
});

describe('derivatives', () => {
  it.each<[string, unknown]>([
    [':grad combinations(n, 2) at n=5', 4.5],
    // Falling products by n, at whole negative n.
    [':grad combinations(n, 2) at n=-3', -3.5],
    [':grad combinations(n, 3) at n=-1', 1.8333333333333333333],
    [':grad combinations(n, 5) at n=-4', 49.533333333333333333],
    [':hess combinations(n, 5) at n=-4', -34.5],
    [':partial combinations(n, 4) at n=-7 wrt=n,n,n', -8.5],
    [':grad permutations(n, 3) at n=-2', 26],
    [':hess permutations(n, 4) at n=-1', 70],
    [':grad permutations(n, 6) at n=-5', -127860],
    [':grad permutations(n, 0) at n=-2', 0],
    // C(n, k) (psi(n - k + 1) - psi(k + 1)), mpmath
    [':partial combinations(n, k) at n=10, k=3 wrt=k', 91.14285714285714285714286],
    [':grad permutations(n, 3) at n=10', 242],
    [':grad zeta(s) at s=-2', -0.03044845705839327078025153],
    [':partial zeta(s) at s=2 wrt=s,s', 1.989280234298901023420858],
    [
      ':jac sort(x) at x=[3, 1, 2]',
      [
        [0, 1, 0],
        [0, 0, 1],
        [1, 0, 0],
      ],
    ],
    [':grad quantile(x, 0.3) at x=[3, 1, 2]', [0, 0.4, 0.6]],
    [
      ':grad norm(A, 1) at A=[1, -2; 3, 4]',
      [
        [0, -1],
        [0, 1],
      ],
    ],
    [
      ":grad norm(A, 'fro') at A=[3, 0; 0, 4]",
      [
        [0.6, 0],
        [0, 0.8],
      ],
    ],
    [':grad pow(x, 3) at x=2', 12],
    [':grad multiply(x, x, 3) at x=2', 12],
    [':grad divide(1, x) at x=2', -0.25],
    [
      ':hess sum(sort(x).^3) at x=[3, 1, 2]',
      [
        [18, 0, 0],
        [0, 6, 0],
        [0, 0, 12],
      ],
    ],
  ])('%s', async (line, wanted) => {
    const answer = await answerOf(`d = ${line}`);
    expect(answer).toMatchObject({ ok: true });
    expect(apart(await valueOf(`d = ${line}`, 'd'), wanted)).toBeLessThan(1e-14);
  });

  test('ties are told', async () => {
    expect((await notesOf(':grad sort(x)[1] at x=[1, 1, 2]')).map(([code]) => code)).toEqual(['derivative/kink']);
    expect((await notesOf(':grad quantile(x, 0.3) at x=[1, 1, 2]')).map(([code]) => code)).toEqual(['derivative/kink']);
  });

  test('compiled code has the same', async () => {
    for (const line of [
      ':check sum(sort(x) .* [1, 2, 3]) at x=[3, 1, 2]',
      ':check beta(x, 2.5)*catalan(x) at x=1.7',
      ':check zeta(x) at x=-1.3',
    ]) {
      expect(await answerOf(line)).toMatchObject({ result: { verdict: 'agree' } });
    }
  });
});

describe('what does not fit', () => {
  it.each([
    ['row([1, 2; 3, 4], 0)', 'index/range'],
    ['column([1, 2; 3, 4], 3)', 'index/range'],
    ['row([1, 2], 1)', 'shape/rank'],
    ['sort([2, 1], "up")', 'value/word'],
    ['sort([2, 1; 3, 4])', 'shape/rank'],
    ['quantile([1, 2], 1.5)', 'value/range'],
    ['norm([1, 2; 3, 4], 3)', 'value/range'],
    ['gcd(1.5, 2)', 'value/not-whole'],
    ['isPrime(1e20)', 'value/range'],
    ['stirlingS2(1e9, 3)', 'value/range'],
    ['zeta(2, -1)', 'value/range'],
    ['rotate([1, 2, 3], 1)', 'shape/mismatch'],
    ['cos("x")', 'type/not-a-number'],
  ])('%s: %s', async (line, code) => {
    expect((await faultOf(line))[0]).toBe(code);
  });
});
