import { expect, test } from 'vitest';
import { answerObject } from '../../src/render/json.ts';
import type { Result } from '../../src/answer/result.ts';
import { answered, array, axis, seen } from './drawing.ts';

const hessian = array([2, 2], [2, 1, 1, 2], {
  axes: [axis('x,y', 'x', 'y'), axis('x,y', 'x', 'y')],
  layout: 'numerator',
  title: 'Hessian of f by x, y',
  curvature: { definiteness: 'positive definite', eigenvalues: [1, 3] },
});

test('a Hessian says what its eigenvalues mean', () => {
  expect(seen(hessian)).toMatchInlineSnapshot(`
    "
        x  y
    x ⎡ 2  1 ⎤
    y ⎣ 1  2 ⎦
    Hessian of f by x, y: [2,2], rows x,y, columns x,y (numerator layout)
    positive definite: eigenvalues 1, 3
    "
  `);
});

test('only the outermost of many eigenvalues are shown, and the digits that are cut are marked', () => {
  const eigenvalues = Array.from({ length: 9 }, (_, i) => i + 1 / 3);
  const many = { ...hessian, curvature: { definiteness: 'positive definite', eigenvalues } };
  expect(seen(many, { width: 40 })).toContain('positive definite: eigenvalues\n0.333333... to 8.33333...');
});

test('a flattened derivative says in which order, within the width', () => {
  const remark = 'flattened row by row (row-major); reshape(this, [2, 1, 2]) is the array [2,1,2] again';
  const flat = array([2, 2], [1, 2, 3, 4], { title: 'Jacobian of A by x', remark });
  expect(seen(flat, { width: 40, ascii: true })).toMatchInlineSnapshot(`
    "
    [ 1  2 ]
    [ 3  4 ]
    Jacobian of A by x
    flattened row by row (row-major);
    reshape(this, [2, 1, 2]) is the array
    [2,1,2] again
    "
  `);
});

const factors: Result = {
  kind: 'array',
  factors: true,
  title: 'Singular values and vectors of A',
  parts: [
    { name: ['U'], shape: [2, 1], data: Float64Array.of(0.6, 0.8) },
    { name: ['s'], shape: [1], data: Float64Array.of(5) },
  ],
};

test('factors of a matrix bear their own names', () => {
  expect(seen(factors)).toMatchInlineSnapshot(`
    "
    Singular values and vectors of A
    U
    ⎡ 0.6 ⎤
    ⎣ 0.8 ⎦

    s
    [5]
    "
  `);
});

test('JSON has the same facts', () => {
  expect(answerObject(answered(hessian))).toMatchObject({ definiteness: 'positive definite', eigenvalues: [1, 3] });
  expect(answerObject(answered(array([1], [1], { remark: 'flattened' })))).toMatchObject({ remark: 'flattened' });
  expect(answerObject(answered(factors))).toMatchObject({
    title: 'Singular values and vectors of A',
    factors: true,
    parts: [
      { name: ['U'], data: [[0.6], [0.8]] },
      { name: ['s'], data: [5] },
    ],
  });
});
