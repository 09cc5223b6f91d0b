import { describe, expect, it } from 'vitest';
import { answerOf, notesOf, valueOf } from '../session/engine-fixture.ts';

describe('derivatives of reductions by example', () => {
  it.each<[string, unknown]>([
    [':grad sum(x) at x=[1, 2, 3]', [[1, 1, 1]]],
    [':grad prod(x) at x=[2, 3, 5]', [[15, 10, 6]]],
    [':grad prod(x) at x=[0, 3, 5]', [[15, 0, 0]]],
    [':grad prod(x) at x=[0, 0, 5]', [[0, 0, 0]]],
    [
      ':hess prod(x) at x=[0, 0, 5]',
      [
        [0, 5, 0],
        [5, 0, 0],
        [0, 0, 0],
      ],
    ],
    [':grad mean(x) at x=[1, 2, 6, 7]', [[0.25, 0.25, 0.25, 0.25]]],
    // (2/(n - 1)) (x - mean)
    [':grad variance(x) at x=[1, 2, 6]', [[-2, -1, 3]]],
    [':grad max(x) at x=[1, 5, 2]', [[0, 1, 0]]],
    [':grad min(x) at x=[1, 5, 2]', [[1, 0, 0]]],
    [':grad median(x) at x=[1, 9, 2]', [[0, 0, 1]]],
    [':grad median(x) at x=[1, 9, 2, 4]', [[0, 0, 0.5, 0.5]]],
    [':grad norm(x) at x=[0, 4]', [[0, 1]]],
    [':grad norm(x, 1) at x=[3, -4]', [[1, -1]]],
    [':grad norm(x, inf) at x=[3, -4]', [[0, -1]]],
    [':grad logsumexp(x) at x=[1000, 1000]', [[0.5, 0.5]]],
    [
      ':jac softmax(x) at x=[7, 7]',
      [
        [0.25, -0.25],
        [-0.25, 0.25],
      ],
    ],
    [
      ':jac cumsum(x) at x=[4, 5, 6]',
      [
        [1, 0, 0],
        [1, 1, 0],
        [1, 1, 1],
      ],
    ],
    [
      ':jac diff(x) at x=[4, 5, 7]',
      [
        [-1, 1, 0],
        [0, -1, 1],
      ],
    ],
    [':jac dot(x, y) at x=[1, 2], y=[3, 4] wrt=x', [[3, 4]]],
    // a x b is linear in b by the matrix of a.
    [
      ':jac cross(a, b) at a=[1, 2, 3], b=[4, 5, 6] wrt=b',
      [
        [0, -3, 2],
        [3, 0, -1],
        [-2, 1, 0],
      ],
    ],
    [
      ':jac sum(A, 1) at A=[1, 2; 3, 4]',
      [
        [
          [1, 0],
          [1, 0],
        ],
        [
          [0, 1],
          [0, 1],
        ],
      ],
    ],
    [
      ':hess sum(x.^2) at x=[1, 2]',
      [
        [2, 0],
        [0, 2],
      ],
    ],
  ])('%s', async (line, wanted) => {
    expect(await valueOf(line)).toEqual(wanted);
  });
});

describe('a tie', () => {
  it.each<[string, unknown]>([
    [':grad max(x) at x=[5, 5, 2]', [[0.5, 0.5, 0]]],
    [':grad min(x) at x=[2, 5, 2]', [[0.5, 0, 0.5]]],
    [':grad norm(x, inf) at x=[3, -3]', [[0.5, -0.5]]],
    [':grad max(x, y, z) at x=1, y=1, z=1', [[1 / 3, 1 / 3, 1 / 3]]],
    [':grad sum(min(x, [2, 1], 2)) at x=[2, 3]', [[1 / 3, 0]]],
  ])('is shared, and noted: %s', async (line, wanted) => {
    expect(await valueOf(line)).toEqual(wanted);
    expect((await notesOf(line)).map(([code]) => code)).toContain('derivative/kink');
  });

  it('in the scale of a norm, or in the shift of an exponential, is none', async () => {
    expect(await notesOf(':grad norm(x) at x=[3, 3]')).toEqual([]);
    expect(await notesOf(':grad logsumexp(x) at x=[3, 3]')).toEqual([]);
  });
});

describe('numbers of any size', () => {
  it.each<[string, number]>([
    ['norm([3e200, 4e200])', 5e200],
    ['norm([3e-200, 4e-200])', 5e-200],
    ['logsumexp([-1000, -1000])', -1000 + Math.LN2],
    ['sum([1e16, 1, -1e16])', 1],
    ['std([1e200, 3e200])', Math.SQRT2 * 1e200],
  ])('%s is %d', async (text, wanted) => {
    const value = (await valueOf(text)) as number;
    expect(Math.abs(value / wanted - 1)).toBeLessThan(1e-15);
  });
});

describe('infinite entries of logsumexp', () => {
  it.each<[string, unknown]>([
    ['logsumexp([-Infinity, -Infinity])', -Infinity],
    ['logsumexp([Infinity, 1])', Infinity],
    ['logsumexp([Infinity, -Infinity])', Infinity],
    ['logsumexp([-Infinity, 2])', 2],
    ['logsumexp([NaN, Infinity])', NaN],
    [':grad logsumexp(x) at x=[-Infinity, 1]', [[0, 1]]],
  ])('%s', async (line, expected) => {
    expect(await valueOf(line)).toEqual(expected);
  });
});

it('of nothing they are what they are, or a fault', async () => {
  expect(await valueOf('[sum([]), prod([]), norm([])]')).toEqual([0, 1, 0]);
  for (const name of ['mean', 'median', 'variance', 'std', 'max', 'min', 'logsumexp', 'softmax']) {
    expect(await answerOf(`${name}([])`), name).toMatchObject({ ok: false, fault: { code: 'value/empty' } });
  }
});
