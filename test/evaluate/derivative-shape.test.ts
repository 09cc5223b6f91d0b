import { tensorsOf } from '../arrays.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { casesOf, dimensionTable, firstShapes, reasonOf, secondShapes } from '../../src/evaluate/derivative/shape.ts';
import type { Shape } from '../../src/tensor/tensor.ts';
import { answerOf } from '../session/engine-fixture.ts';

const shape = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 });
const names = ['x', 'y', 'z'];

/** `:jac f(..)` of a function with the given shapes: an output of ones, each entry moved by the sum of every argument. */
async function shapesOfAnswer(command: string, output: Shape, inputs: readonly Shape[]): Promise<readonly Shape[]> {
  const params = names.slice(0, inputs.length);
  const whole = output.length === 0 ? '1' : `ones(${output.join(', ')})`;
  const value = (s: Shape): string => (s.length === 0 ? '0.5' : `ones(${s.join(', ')})`);
  const answer = await answerOf(
    `f(${params.join(', ')}) = ${whole} * exp(${params.map((p) => `sum(${p})`).join(' + ')})`,
    `:${command} f(${inputs.map(value).join(', ')})`,
  );
  return tensorsOf(answer).parts.map((part) => part.shape);
}

describe('the shape that is foretold', () => {
  test('is that of the first derivative', async () => {
    await fc.assert(
      fc.asyncProperty(shape, fc.array(shape, { minLength: 1, maxLength: 3 }), async (output, inputs) => {
        expect(firstShapes(output, inputs)).toEqual(await shapesOfAnswer('jac', output, inputs));
      }),
      { numRuns: 60 },
    );
  });

  test('is that of the second derivative', async () => {
    const small = fc.array(fc.integer({ min: 1, max: 2 }), { maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(small, fc.array(small, { minLength: 1, maxLength: 2 }), async (output, inputs) => {
        expect(secondShapes(output, inputs)).toEqual(await shapesOfAnswer('hess', output, inputs));
      }),
      { numRuns: 40 },
    );
  });
});

describe('the table of dimensions', () => {
  test('marks the case of so many numbers as that of a vector', () => {
    expect(casesOf([], [[], []])).toEqual(casesOf([], [[2]]));
    expect(dimensionTable(1, casesOf([3], [[], []])).rows[1]).toEqual([
      'to R^E',
      'column [E,1]',
      '>matrix [E,D]',
      'array [E,p,q]',
    ]);
  });

  test('marks one case for each argument of different kinds', () => {
    const { rows } = dimensionTable(1, casesOf([2], [[2, 3], [2], []]));
    expect(rows.flat().filter((cell) => cell.startsWith('>'))).toEqual([
      '>column [E,1]',
      '>matrix [E,D]',
      '>array [E,p,q]',
    ]);
  });
});

describe('the reason', () => {
  const reason = (output: Shape, ...inputs: readonly Shape[]) => reasonOf(output, inputs, casesOf(output, inputs));

  test('counts outputs and inputs', () => {
    expect(reason([], [])).toBe('1 output, 1 input: a number');
    expect(reason([], [], [], [])).toBe('1 output, 3 inputs: a row, with a column for each input');
    expect(reason([3], [])).toBe('3 outputs, 1 input: a column, with a row for each output');
    expect(reason([3], [2])).toBe(
      '3 outputs, 2 inputs: a matrix, with a row for each output and a column for each input',
    );
    expect(reason([], [2, 2])).toBe("1 output, 4 inputs: an entry for each entry of the input, in the input's shape");
    expect(reason([2, 2], [])).toBe('4 outputs, 1 input: the shape of the output, each entry by the one input');
    expect(reason([2, 2], [2])).toBe('4 outputs, 2 inputs: every output by every input, the axes of the output first');
    expect(reason([2], [2, 2], [2])).toBe('arguments of different kinds, and so one part for each');
  });
});
