import { describe, expect, it } from 'vitest';
import { faultOf, notesOf, valueOf } from '../session/engine-fixture.ts';

const near = (v: unknown): unknown => (Array.isArray(v) ? v.map(near) : expect.closeTo(v as number, 12));

// Giles, An extended collection of matrix derivative results for forward and reverse mode AD (2008).
describe('derivatives of matrix functions by example', () => {
  it.each<[string, string, unknown]>([
    [
      'd det X = cofactors',
      ':grad det(X) at X=[1, 2; 3, 4]',
      [
        [4, -3],
        [-2, 1],
      ],
    ],
    [
      'also where X is singular',
      ':grad det(X) at X=[1, 2; 2, 4]',
      [
        [4, -2],
        [-2, 1],
      ],
    ],
    [
      'and where it is 0',
      ':grad det(X) at X=zeros(2, 2)',
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [
      'of rank 1 and order 3, cofactors vanish',
      ':grad det(X) at X=ones(3, 3)',
      [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
    [
      "d log|det X| = X'^-1",
      ':grad logdet(X) at X=[2, 0; 0, -4]',
      [
        [0.5, 0],
        [0, -0.25],
      ],
    ],
    [
      'd trace X = I',
      ':grad trace(X) at X=[1, 2; 3, 4]',
      [
        [1, 0],
        [0, 1],
      ],
    ],
    [
      "d trace(A X) = A'",
      ':grad trace(A*X) at A=[1, 2; 3, 4], X=[5, 6; 7, 8] wrt=X',
      [
        [1, 3],
        [2, 4],
      ],
    ],
    [
      'd X^-1 = -X^-1 dX X^-1',
      ':jvp inv(X) at X=[2, 0; 0, 4] along=[1, 0; 0, 1]',
      [
        [-0.25, 0],
        [0, -0.0625],
      ],
    ],
    [
      'd (A^-1 b) by b',
      ':jac solve(A, b) at A=[2, 0; 0, 4], b=[1, 1] wrt=b',
      [
        [0.5, 0],
        [0, 0.25],
      ],
    ],
    [
      'd expm X along what commutes',
      ':jvp expm(X) at X=zeros(2, 2) along=[1, 2; 3, 4]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'd sqrtm X = dX / 2 at I',
      ':jvp sqrtm(X) at X=identity(2) along=[1, 2; 3, 4]',
      [
        [0.5, 1],
        [1.5, 2],
      ],
    ],
    [
      'd X^2 = X dX + dX X',
      ':jvp X^2 at X=[1, 2; 3, 4] along=[1, 0; 0, 0]',
      [
        [2, 2],
        [3, 0],
      ],
    ],
    [
      'd X^-1 by power',
      ':jvp X^-1 at X=[2, 0; 0, 4] along=identity(2)',
      [
        [-0.25, 0],
        [0, -0.0625],
      ],
    ],
    ["d x'Ax = x'(A + A')", ':grad x*A*x at x=[1, 2], A=[1, 2; 3, 4] wrt=x', [[12, 21]]],
    [
      "d x'Ax = x x' by A",
      ':grad x*A*x at x=[1, 2], A=[1, 2; 3, 4] wrt=A',
      [
        [1, 2],
        [2, 4],
      ],
    ],
    [
      'the Hessian of a quadratic form',
      ':hess x*A*x at x=[1, 2], A=[1, 2; 3, 4] wrt=x',
      [
        [2, 5],
        [5, 8],
      ],
    ],
    ['the pseudoinverse of a column', ':jvp pinv(X) at X=[2; 0] along=[1; 0]', [[-0.25, 0]]],
    ['the Kronecker product is bilinear', ':jvp kron(X, Y) at X=[1, 2], Y=[3, 4] along=([1, 0], [0, 1])', [3, 5, 0, 2]],
  ])('%s: %s', async (_, line, wanted) => {
    expect(await valueOf(line)).toEqual(near(wanted));
  });

  it('det has a Hessian at singular matrices too', async () => {
    const h = (await valueOf(':hess det(X) at X=[1, 2; 2, 4]')) as number[][][][];
    expect(h[0]![0]![1]![1]).toBe(1);
    expect(h[0]![1]![1]![0]).toBe(-1);
    expect(h[0]![0]![0]![0]).toBe(0);
  });
});

describe('products of every rank', () => {
  it.each<[string, unknown]>([
    ['[1, 2] * [3, 4]', 11],
    ['[1, 2; 3, 4] * [5, 6]', [17, 39]],
    ['[5, 6] * [1, 2; 3, 4]', [23, 34]],
    [
      '[1, 2; 3, 4] * [5, 6; 7, 8]',
      [
        [19, 22],
        [43, 50],
      ],
    ],
    [
      '[1; 2] * [3, 4; 5, 6][1:1, :]',
      [
        [3, 4],
        [6, 8],
      ],
    ],
    [
      '2 * [1, 2; 3, 4]',
      [
        [2, 4],
        [6, 8],
      ],
    ],
    [
      '[[[1, 0], [0, 1]], [[2, 0], [0, 2]]] * [1, 2; 3, 4]',
      [
        [
          [1, 2],
          [3, 4],
        ],
        [
          [2, 4],
          [6, 8],
        ],
      ],
    ],
  ])('%s', async (text, wanted) => {
    expect(await valueOf(text)).toEqual(wanted);
  });
});

describe('what a matrix function cannot answer', () => {
  it.each([
    ['inv([1, 2; 2, 4])', 'matrix/singular'],
    ['[1, 2; 2, 4] ^ -1', 'matrix/singular'],
    ['solve([1, 2; 2, 4], [1, 1])', 'matrix/singular'],
    ['sqrtm([-1, 0; 0, 1])', 'matrix/no-root'],
    [':jac sqrtm(A) at A=[1, 0; 0, 0]', 'derivative/singular-root'],
    [':hess sum(sqrtm(A)) at A=[1, 0; 0, 0]', 'derivative/singular-root'],
    [':jac sqrtm(A) at A=[-1, 0; 0, 1]', 'matrix/no-root'],
    ['det([1, 2, 3; 4, 5, 6])', 'shape/not-square'],
    ['expm([1, 2])', 'shape/not-square'],
    ['[1, 2; 3, 4] * [1, 2, 3]', 'shape/product'],
  ])('%s is a fault: %s', async (text, code) => {
    expect((await faultOf(text))[0]).toBe(code);
  });

  it('but a singular determinant is 0, and its logarithm -Infinity', async () => {
    expect(await valueOf('[det([1, 2; 2, 4]), logdet([1, 2; 2, 4])]')).toEqual([0, -Infinity]);
    expect((await notesOf('logdet([1, 2; 2, 4])')).map(([code]) => code)).toEqual(['value/infinite']);
  });

  it('and a pseudoinverse whose rank may change says so', async () => {
    expect((await notesOf(':jac pinv(X) at X=[1, 2; 2, 4]')).map(([code]) => code)).toContain('derivative/kink');
  });

  it('of nothing they are what they are', async () => {
    expect(await valueOf('[det(zeros(0, 0)), trace(zeros(0, 0)), logdet(zeros(0, 0))]')).toEqual([1, 0, 0]);
  });
});

it('the list without entries is the matrix without entries', async () => {
  expect(await valueOf('[det([]), logdet([]), trace([]), det(zeros(0, 0))]')).toEqual([1, 0, 0, 1]);
  expect(await valueOf('det(inv([]))')).toBe(1);
});
