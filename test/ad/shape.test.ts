import { tensorOf } from '../arrays.ts';
import { describe, expect, it } from 'vitest';
import { answerOf, valueOf } from '../session/engine-fixture.ts';

const arguments_ = { number: '2', vector: '[1, 2, 3]', matrix: '[1, 2, 3; 4, 5, 6]' } as const;
type Kind = keyof typeof arguments_;

/** An output of each shape, for an argument of any shape. */
const outputs = {
  number: { body: 'sum(x.^2)', shape: [] },
  vector: { body: '[sum(x.^2), sum(x)]', shape: [2] },
  matrix: { body: '[sum(x), 1; sum(x.^3), sum(x.^2)]', shape: [2, 2] },
  tensor: { body: '[[[sum(x), sum(x.^2)]]]', shape: [1, 1, 2] },
} as const;

/** The shapes that the design promises: output axes, then input axes. */
const first: Record<keyof typeof outputs, Record<Kind, number[]>> = {
  number: { number: [], vector: [1, 3], matrix: [2, 3] },
  vector: { number: [2, 1], vector: [2, 3], matrix: [2, 2, 3] },
  matrix: { number: [2, 2], vector: [2, 2, 3], matrix: [2, 2, 2, 3] },
  tensor: { number: [1, 1, 2], vector: [1, 1, 2, 3], matrix: [1, 1, 2, 2, 3] },
};

const combinations = (Object.keys(outputs) as (keyof typeof outputs)[]).flatMap((output) =>
  (Object.keys(arguments_) as Kind[]).map((input) => [output, input] as const),
);

const shapeOf = async (...lines: string[]): Promise<readonly number[]> => {
  const { shape } = tensorOf(await answerOf(...lines));
  return shape;
};

describe.each(combinations)('a %s by a %s', (output, input) => {
  const define = `f(x) = ${outputs[output].body}`;
  const at = arguments_[input];

  it('has a Jacobian of the promised shape, by the command and by the operator, in either mode', async () => {
    const wanted = first[output][input];
    expect(await shapeOf(define, `:jac f(${at})`)).toEqual(wanted);
    expect(await shapeOf(define, `jac(f)(${at})`)).toEqual(wanted);
    expect(await valueOf(define, `:jac f(${at}) mode=forward`)).toEqual(
      await valueOf(define, `:jac f(${at}) mode=reverse`),
    );
  });

  it('has a Hessian with the axes of the argument twice', async () => {
    const shapeOfArgument = { number: output === 'number' ? [] : [1], vector: [3], matrix: [2, 3] }[input];
    const wanted = [...outputs[output].shape, ...shapeOfArgument, ...shapeOfArgument];
    expect(await shapeOf(define, `:hess f(${at})`)).toEqual(wanted);
    expect(await valueOf(define, `hess(f)(${at})`)).toEqual(await valueOf(define, `:hess f(${at})`));
  });

  it('is pushed to the shape of the output and pulled to the form of the gradient', async () => {
    expect(await shapeOf(define, `:jvp f(${at}) along=${at}`)).toEqual(outputs[output].shape);
    expect(await shapeOf(define, `:vjp f(${at}) with=f(${at})`)).toEqual(first.number[input]);
  });
});

describe('several arguments', () => {
  it('that are numbers are one axis', async () => {
    expect(await shapeOf('f(x, y, z) = x*y*z', ':jac f(1, 2, 3)')).toEqual([1, 3]);
    expect(await shapeOf('f(x, y, z) = [x*y, z]', ':jac f(1, 2, 3)')).toEqual([2, 3]);
    expect(await shapeOf('f(x, y) = [x, y; x*y, 1; 0, 0]', ':jac f(1, 2)')).toEqual([3, 2, 2]);
    expect(await shapeOf('f(x, y, z) = [x*y, z]', ':hess f(1, 2, 3)')).toEqual([2, 3, 3]);
  });

  it('of different kinds have a part each, and a part for each pair', async () => {
    const f = 'f(W, b) = sum((W*[1, 2] + b).^2)';
    expect(Object.keys((await valueOf(f, ':grad f([1, 0; 0, 1], [1, 1])')) as object)).toEqual(['W', 'b']);
    expect(Object.keys((await valueOf(f, ':hess f([1, 0; 0, 1], [1, 1])')) as object)).toEqual([
      'W,W',
      'W,b',
      'b,W',
      'b,b',
    ]);
    expect(await answerOf(f, 'grad(f)([1, 0; 0, 1], [1, 1])')).toMatchObject({
      ok: false,
      fault: { code: 'derivative/parts' },
    });
    expect(await valueOf(f, 'grad(f, b)([1, 0; 0, 1], [1, 1])')).toEqual([[4, 6]]);
  });

  it('are told apart by position, though one value is passed twice', async () => {
    expect(await valueOf('a = 3', 'f(x, y) = x^2*y', ':jac f(a, a)')).toEqual([[18, 9]]);
    expect(await valueOf('a = 3', 'f(x, y) = x^2*y', ':jac f(a, a) wrt=y')).toBe(9);
  });
});

it('an empty vector has an empty gradient', async () => {
  expect(await shapeOf('f(x) = sum(x)', ':jac f([])')).toEqual([1, 0]);
  expect(await shapeOf('f(x) = sum(x)', ':hess f([])')).toEqual([0, 0]);
});
