import { arrayResult } from '../../src/answer/result.ts';
import fc from 'fast-check';
import { all, create } from 'mathjs';
import { describe, expect, test } from 'vitest';
import type { Code } from '../../src/base/codes/codes.ts';
import { Fault } from '../../src/base/fault.ts';
import { arrayText } from '../../src/notation/array-text.ts';
import { expectationText, holdAnswer } from '../../src/script/expectation.ts';
import type { Answer, Result } from '../../src/answer/result.ts';
import { readScript } from '../../src/script/script.ts';
import type { Value } from '../../src/evaluate/value.ts';
import { scalar, tensor } from '../../src/tensor/tensor.ts';

const math = create(all ?? {});
type Nested = number | Nested[];
const shapeOf = (x: Nested): number[] =>
  Array.isArray(x) ? [x.length, ...(x[0] === undefined ? [] : shapeOf(x[0]))] : [];

/** mathjs stands in for the session's evaluator. */
const evaluate = (text: string): Value => {
  try {
    const value: unknown = math.evaluate(text);
    if (typeof value === 'string') return { kind: 'text', text: value };
    const nested = (math.isMatrix(value) ? value.toArray() : value) as Nested;
    return tensor(shapeOf(nested), [nested].flat(Infinity as 1) as number[]);
  } catch (error) {
    throw new Fault({ code: 'library/argument', message: String(error) });
  }
};

const answered = (result: Result, notes: readonly Code[] = []): Answer => ({
  ok: true,
  line: 1,
  input: '?',
  result,
  notes: notes.map((code) => ({ code, message: '' })),
});
const failed: Answer = {
  ok: false,
  line: 1,
  input: '?',
  fault: { code: 'name/unknown', message: "'q' is not defined." },
  notes: [],
};
const number = (x: number): Answer => answered(arrayResult(scalar(x)));
const array = (shape: number[], ...data: number[]): Answer => answered(arrayResult(tensor(shape, data)));

/** What does not hold of an answer, as `code: message`. */
const held = (answer: Answer, ...lines: string[]): string[] =>
  holdAnswer(answer, readScript(['?', ...lines].join('\n'))[0]?.expectations ?? [], evaluate).map(
    ({ line, code, message }) => `${line} ${code}: ${message}`,
  );

describe('#= holds', () => {
  test.each([
    [number(2), '#= 2'],
    [number(2), '#= 1 + 1'],
    [number(0.1 + 0.2), '#= 0.3'],
    [number(1e-13), '#= 0'],
    [number(NaN), '#= NaN'],
    [number(-Infinity), '#= -Infinity'],
    [array([2], 1, 2), '#= [1, 2]'],
    [array([2, 2], 1, 2, 3, 4), '#= [1, 2; 3, 4]'],
    [array([1, 2], 1, 2), '#= [[1, 2]]'],
    [number(3.1415), '#= 3.142...'],
    [number(3.142), '#= 3.141...'],
    [number(-3.1415), '#= -3.142...'],
    [number(6.0221e23), '#= 6.022e23...'],
    [array([2], Math.E, -0.5), '#= [2.718..., -1/2]'],
    [number(Math.PI ** 2), '#= 3.14...^2'],
    [answered({ kind: 'text', text: 'x^2' }), '#= "x^2"'],
  ])('%#: %j', (answer, line) => {
    expect(held(answer, line)).toEqual([]);
  });
});

describe('#= does not hold', () => {
  test.each([
    [number(2), '#= 3', 'expectation/value: The value is 2 instead of 3, off by 1.0.'],
    [number(1 + 3e-12), '#= 1', 'expectation/value: The value is 1.000000000003 instead of 1, off by 3.0e-12.'],
    [number(1e-11), '#= 0', 'expectation/value: The value is 1e-11 instead of 0, off by 1.0e-11.'],
    [number(NaN), '#= 1', 'expectation/value: The value is NaN instead of 1, off by NaN.'],
    [number(1), '#= NaN', 'expectation/value: The value is 1 instead of NaN, off by NaN.'],
    [number(1e300), '#= Infinity', 'expectation/value: The value is 1e+300 instead of Infinity, off by Infinity.'],
    [number(3.1431), '#= 3.142...', 'expectation/value: The value is 3.1431 instead of 3.142, off by 0.0011.'],
    [number(1), '#= [1]', 'expectation/shape: The shape is scalar instead of [1].'],
    [array([2], 1, 2), '#= [[1, 2]]', 'expectation/shape: The shape is [2] instead of [1,2].'],
    [
      array([2, 2], 1, 2, 3, 5),
      '#= [1, 3; 3, 4.9]',
      'expectation/value: Entry (1, 2) is 2 instead of 3, off by 1.0; 2 of 4 entries differ.',
    ],
    [number(1), '#= (1, 2)', 'expectation/shape: The answer has 1 parts instead of 2.'],
    [number(1), '#= "one"', 'expectation/value: The expectation is not a number or an array.'],
    [answered({ kind: 'text', text: 'x' }), '#= "y"', 'expectation/value: The text differs.'],
    [answered({ kind: 'table', columns: [], rows: [] }), '#= 1', 'expectation/value: The line answers no value.'],
  ])('%#: %j', (answer, line, difference) => {
    expect(held(answer, line)).toEqual([`2 ${difference}`]);
  });

  test('where it cannot be evaluated', () => {
    expect(held(number(1), '#= nowhere')[0]).toMatch(
      /^2 expectation\/unreadable: The expectation cannot be evaluated: /,
    );
  });
});

describe('an answer of several parts', () => {
  const parts = answered({
    kind: 'array',
    parts: [
      { name: ['W'], ...tensor([1, 2], [1, 2]) },
      { name: ['b'], ...scalar(0.333) },
    ],
  });

  test.each(['#= ([[1, 2]], 0.333)', '#= [[1, 2]], 0.333', '#= ([[1.0..., 2]], 0.33...)'])('is a list: %s', (line) => {
    expect(held(parts, line)).toEqual([]);
  });

  test('names the part that differs', () => {
    expect(held(parts, '#= ([[1, 2]], 0.5)')).toEqual([
      '2 expectation/value: Part 2: The value is 0.333 instead of 0.5, off by 0.17.',
    ]);
  });
});

describe('codes', () => {
  test.each([
    [answered(arrayResult(scalar(0)), ['derivative/kink']), '#? derivative/kink', []],
    [number(0), '#? derivative/kink', ['2 expectation/note: The line gave no note.']],
    [answered(arrayResult(scalar(0)), ['value/nan']), '#? a/b', ['2 expectation/note: The line gave another note.']],
    [failed, '#! name/unknown', []],
    [failed, '#! arity/too-few', ['2 expectation/fault: The line gave another fault.']],
    [number(0), '#! name/unknown', ['2 expectation/fault: The line should have failed, and answered.']],
    [failed, '# nothing expected', ["1 expectation/failed: The line failed: 'q' is not defined."]],
    [failed, '#= 1', ["1 expectation/failed: The line failed: 'q' is not defined."]],
  ])('%#: %j', (answer, line, differences) => {
    expect(held(answer, line)).toEqual(differences);
  });
});

test('the value of a line that shows none is what it stored', () => {
  const training: Answer = { ok: true, line: 1, input: '', name: 'pi', notes: [] };
  expect(held(training, '#= 3.14159...')).toEqual([]);
});

describe('the text of an expectation', () => {
  test.each([
    [number(0.1), '0.1'],
    [number(-0), '-0'],
    [array([3], 1, NaN, -Infinity), '[1, NaN, -Infinity]'],
    [array([2, 2], 1, 2, 3, 4), '[1, 2; 3, 4]'],
    [array([1, 2], 1, 2), '[[1, 2]]'],
    [array([2, 1, 1], 1, 2), '[[[1]], [[2]]]'],
    [array([0]), '[]'],
    [array([0, 3]), 'zeros(0, 3)'],
    [answered({ kind: 'text', text: 'say "x"' }), '"say \\"x\\""'],
    [
      answered({
        kind: 'array',
        parts: [
          { name: ['a'], ...scalar(1) },
          { name: ['b'], ...tensor([1], [2]) },
        ],
      }),
      '(1, [2])',
    ],
  ])('%#: %j', (answer, text) => {
    expect(answer.ok && expectationText(answer, evaluate)).toBe(text);
  });

  test('reads back to the same bits', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 6 }), (data) => {
        const value = evaluate(arrayText(tensor([data.length], data)));
        expect('data' in value && [...value.data].map((x) => x + 0)).toEqual(data.map((x) => x + 0));
      }),
    );
  });
});
