import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../src/base/fault.ts';
import { createPieceReader, readScript } from '../../src/script/script.ts';

const codeOf = (text: string): string => {
  try {
    readScript(text);
  } catch (error) {
    if (error instanceof Fault) return `${error.data.code}: ${error.data.message}`;
    throw error;
  }
  return 'no fault';
};

describe('a script', () => {
  test('is the inputs that a user would type, with the numbers of their lines', () => {
    expect(readScript('# a square\nf(x) = x^2\n\n:grad f(3)\n')).toEqual([
      { line: 2, input: 'f(x) = x^2', expectations: [] },
      { line: 4, input: ':grad f(3)', expectations: [] },
    ]);
  });

  test('joins an input whose bracket is open, and counts from its first line', () => {
    const [matrix, after] = readScript('A = [1, 2;  # rows\n\n     3, 4]\nB = A');
    expect(matrix).toEqual({ line: 1, input: 'A = [1, 2;  # rows\n\n     3, 4]', expectations: [] });
    expect(after).toMatchObject({ line: 4, input: 'B = A' });
  });

  test('keeps an input that is never closed, so that its fault is found when it runs', () => {
    expect(readScript('A = [1, 2;\n3, 4\n\n')).toEqual([{ line: 1, input: 'A = [1, 2;\n3, 4\n', expectations: [] }]);
  });

  test('ends an open input at its expectation', () => {
    expect(readScript('A = (1, 2\n#! syntax/unclosed\nB = 1').map(({ input }) => input)).toEqual([
      'A = (1, 2',
      'B = 1',
    ]);
  });

  test('reads an input of thousands of lines in time that grows with its length', () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `  ${i}, ${i + 1};`);
    expect(readScript(['A = [', ...rows, ']'].join('\n'))).toHaveLength(1);
  });

  test.each([
    ['Windows line ends', '1 + 1\r\n#= 2\r\n'],
    ['a byte order mark', '\uFEFF1 + 1\n#= 2\n'],
    ['no newline at the end', '1 + 1\n#= 2'],
  ])('may have %s', (_, text) => {
    expect(readScript(text)).toEqual([
      { line: 1, input: '1 + 1', expectations: [{ kind: 'value', line: 2, text: '2' }] },
    ]);
  });

  test('of no lines is empty', () => {
    expect(readScript('')).toEqual([]);
  });
});

describe('an expectation', () => {
  test('belongs to the input before it; there may be several, with comments and blank lines between', () => {
    const text = 'abs(x) at 0\n#= 0  # S12, exact\n\n# the convention\n#? derivative/kink\n#! name/unknown # soon';
    expect(readScript(text)[0]?.expectations).toEqual([
      { kind: 'value', line: 2, text: '0', source: 'S12, exact' },
      { kind: 'note', line: 5, text: 'derivative/kink' },
      { kind: 'fault', line: 6, text: 'name/unknown', source: 'soon' },
    ]);
  });

  test('may hold a # within quotes', () => {
    expect(readScript('x\n#= "a # b" # c')[0]?.expectations).toMatchObject([{ text: '"a # b"', source: 'c' }]);
  });

  test.each(['#!/usr/bin/env nabla', '#======', '## heading', '#: x', '# = 3'])('is not what %j says', (line) => {
    expect(readScript(`${line}\n1`)).toEqual([{ line: 2, input: '1', expectations: [] }]);
  });

  test.each([
    ['#= 1\n1', 'script/expectation-alone: Line 1 expects something, but no input stands before it.'],
    ['1\n#=', 'script/expectation-form: Line 2 expects a value but names none.'],
    ['1\n#? Kink!', "script/expectation-form: Line 2: '#?' wants a note's code, like 'group/reason'."],
    ['1\n#!', "script/expectation-form: Line 2: '#!' wants a fault's code, like 'group/reason'."],
    ['1 + 1 #= 2', 'script/expectation-place: Line 1: an expectation has a line of its own, after the input.'],
  ])('that cannot hold anything is a fault: %j', (text, fault) => {
    expect(codeOf(text)).toBe(fault);
  });
});

test.each([
  ['1\nx\u001b[2J', 'Line 2, column 2 holds the control character U+001B.'],
  ['a\rb', 'Line 1, column 2 holds the control character U+000D.'],
  ['# \u0085', 'Line 1, column 3 holds the control character U+0085.'],
  ['\0', 'Line 1, column 1 holds the control character U+0000.'],
])('a control character is a fault with its place: %j', (text, message) => {
  expect(codeOf(text)).toBe(`script/control-character: ${message}`);
});

test('read line by line, every line is in exactly one piece', () => {
  const line = fc.constantFrom(
    'x = 1',
    'f(x) = (',
    '[1, 2',
    ')',
    ']',
    '',
    '# c',
    '#= 2',
    '#? a/b',
    "'",
    '"',
    ':jac f(1',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const reader = createPieceReader();
      const pieces = [...lines.flatMap((text) => reader.push(text)), ...reader.end()];
      expect(reader.open).toBe(false);
      let next = 1;
      for (const piece of pieces) {
        expect(piece.line).toBe(next);
        next += piece.kind === 'input' ? piece.text.split('\n').length : 1;
      }
      expect(next).toBe(lines.length + 1);
    }),
  );
});
