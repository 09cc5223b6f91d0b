import { describe, expect, it } from 'vitest';
import { answerOf, notesOf, valueOf } from '../session/engine-fixture.ts';

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
const orders = Array.from({ length: 11 }, (_, k) => k);

/** Entries that are near, relative to the wanted one; absolute at 0. */
function expectNear(actual: unknown, wanted: readonly number[], tolerance = 1e-12): void {
  const numbers = actual as number[];
  expect(numbers).toHaveLength(wanted.length);
  numbers.forEach((v, k) => {
    const scale = wanted[k] === 0 ? 1 : Math.abs(wanted[k]!);
    expect(Math.abs(v - wanted[k]!) / scale, `entry ${k}: ${v} instead of ${wanted[k]}`).toBeLessThan(tolerance);
  });
}

// Abramowitz & Stegun, Handbook of Mathematical Functions: 4.2.1, 4.3.65-66, 4.1.24, 3.6.8-9, 4.5.62-63, 7.1.5, 4.4.42, 4.6.33;
// Bernoulli and tangent numbers from 4.3.67 and 4.5.64.
describe('Taylor series to order 10', () => {
  it.each<[string, (k: number) => number]>([
    ['exp(x) at x=0', (k) => 1 / factorial(k)],
    ['sin(x) at x=0', (k) => (k % 2 === 0 ? 0 : (-1) ** ((k - 1) / 2) / factorial(k))],
    ['cos(x) at x=0', (k) => (k % 2 === 1 ? 0 : (-1) ** (k / 2) / factorial(k))],
    ['sinh(x) at x=0', (k) => (k % 2 === 0 ? 0 : 1 / factorial(k))],
    ['cosh(x) at x=0', (k) => (k % 2 === 1 ? 0 : 1 / factorial(k))],
    ['log(x) at x=1', (k) => (k === 0 ? 0 : (-1) ** (k + 1) / k)],
    ['log1p(x) at x=0', (k) => (k === 0 ? 0 : (-1) ** (k + 1) / k)],
    ['1/(1-x) at x=0', () => 1],
    ['1/x at x=-1', () => -1],
    ['1/x^2 at x=1', (k) => (-1) ** k * (k + 1)],
    ['(1+x)^7 at x=0', (k) => choose(7, k)],
    ['(1+x)^(1/2) at x=0', (k) => choose(0.5, k)],
    ['sqrt(1+x) at x=0', (k) => choose(0.5, k)],
    ['cbrt(1+x) at x=0', (k) => choose(1 / 3, k)],
    ['x^3 at x=-2', (k) => [-8, 12, -6, 1][k] ?? 0],
    ['x^4 at x=0', (k) => (k === 4 ? 1 : 0)],
    ['atan(x) at x=0', (k) => (k % 2 === 0 ? 0 : (-1) ** ((k - 1) / 2) / k)],
    ['atanh(x) at x=0', (k) => (k % 2 === 0 ? 0 : 1 / k)],
    ['asin(x) at x=0', (k) => (k % 2 === 0 ? 0 : choose(k - 1, (k - 1) / 2) / (2 ** (k - 1) * k))],
    ['tan(x) at x=0', (k) => [0, 1, 0, 1 / 3, 0, 2 / 15, 0, 17 / 315, 0, 62 / 2835, 0][k]!],
    ['tanh(x) at x=0', (k) => [0, 1, 0, -1 / 3, 0, 2 / 15, 0, -17 / 315, 0, 62 / 2835, 0][k]!],
    [
      'erf(x) at x=0',
      (k) => (k % 2 === 0 ? 0 : ((2 / Math.sqrt(Math.PI)) * (-1) ** ((k - 1) / 2)) / (factorial((k - 1) / 2) * k)),
    ],
    ['exp(-x^2) at x=0', (k) => (k % 2 === 1 ? 0 : (-1) ** (k / 2) / factorial(k / 2))],
    ['2^x at x=0', (k) => Math.LN2 ** k / factorial(k)],
    ['sigmoid(x) at x=0', (k) => [1 / 2, 1 / 4, 0, -1 / 48, 0, 1 / 480, 0, -17 / 80640, 0, 31 / 1451520, 0][k]!],
  ])('of %s', async (operand, coefficient) => {
    expectNear(await valueOf(`:taylor ${operand} order=10`), orders.map(coefficient));
  });

  it('of a square through a recursion and a branch', async () => {
    const f = 'f(n, x) = n <= 0 ? 1 : (x > 0 ? x : -x) * f(n - 1, x)';
    expectNear(await valueOf(f, ':taylor f(2, x) at x=-3 order=3'), [9, -6, 1, 0]);
  });

  it('of a vector function has the orders first', async () => {
    expect(await valueOf(':taylor [t, t^2] at t=3 order=3')).toEqual([
      [3, 9],
      [1, 6],
      [0, 1],
      [0, 0],
    ]);
  });

  it('along a direction is that of t -> f(x + t v)', async () => {
    expect(await valueOf('f(x) = x[1]^2 * x[2]', ':taylor f([1, 2]) order=4 along=[3, -1]')).toEqual([
      2, 11, 12, -9, 0,
    ]);
  });

  it('of a determinant along a matrix ends at its order', async () => {
    // det(I + t A) = 1 + tr(A) t + det(A) t^2
    expect(await valueOf('X = identity(2)', ':taylor det(X) at X=identity(2) order=3 along=[1, 2; 3, 4]')).toEqual([
      1, 5, -2, 0,
    ]);
  });

  it('of a constant is that', async () => {
    expect(await valueOf('f(x) = 3', ':taylor f(1) order=2')).toEqual([3, 0, 0]);
  });

  it('at a kink is noted', async () => {
    expect((await notesOf(':taylor abs(x) at x=0 order=2')).map(([code]) => code)).toContain('derivative/kink');
  });
});

describe('a mixed partial derivative', () => {
  it.each([
    ['x^3*y^2', 'x=-1, y=-2', 'x,x,y', 24],
    ['x^3*y^2', 'x=-1, y=-2', 'y,x,x', 24],
    ['x^3*y^2', 'x=-1, y=-2', 'x,y,x', 24],
    ['exp(x*y)', 'x=0, y=2', 'x,x,x', 8],
    ['sin(x)*exp(2*y)*z^3', 'x=0, y=0, z=1', 'x,y,y,z,z', 24],
  ])('of %s at %s by %s', async (operand, at, wrt, wanted) => {
    expect(await valueOf(`:partial ${operand} at ${at} wrt=${wrt}`)).toBe(wanted);
  });

  it.each(['x,x,y,y', 'y,y,x,x', 'x,y,x,y', 'y,x,y,x', 'x,y,y,x'])('is the same in any order: %s', async (wrt) => {
    // d^4/dx^2dy^2 of 1/(x + 2 y) = 4 * 24 / (x + 2 y)^5
    expectNear([await valueOf(`:partial 1/(x + 2*y) at x=1, y=0.5 wrt=${wrt}`)], [96 / 32]);
  });

  it('of a high order stays exact where the function does', async () => {
    expect(await valueOf(`:partial x^12 at x=1 wrt=${Array(12).fill('x').join(',')}`)).toBe(479001600);
  });

  it('by an array is refused', async () => {
    expect(await answerOf('f(x) = sum(x)', ':partial f([1, 2]) wrt=x')).toMatchObject({
      ok: false,
      fault: { code: 'shape/not-scalar' },
    });
  });
});
