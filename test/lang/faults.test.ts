import { describe, expect, test } from 'vitest';
import { parse } from '../../src/lang/parse.ts';
import { caretSpan } from './spans.ts';

/** Wrong input, the place that the caret points at, and the fault's code. */
const wrong: readonly [input: string, carets: string, code: string][] = [
  ['1 +', '  ^', 'syntax/missing-operand'],
  ['1 + * 2', '    ^', 'syntax/missing-operand'],
  ['* 2', '^', 'syntax/missing-operand'],
  ['x =', '  ^', 'syntax/missing-operand'],
  ['x = = 3', '    ^', 'syntax/missing-operand'],
  ['!x', '^', 'syntax/missing-operand'],
  ['not', '^^^', 'syntax/missing-operand'],
  ['x + and', '    ^^^', 'syntax/missing-operand'],
  ['[1,,2]', '   ^', 'syntax/missing-operand'],
  ['f(x,)', '    ^', 'syntax/missing-operand'],
  ['x[]', ' ^^', 'syntax/missing-operand'],
  ['a ? : b', '    ^', 'syntax/missing-operand'],
  ['a ? b : ', '      ^', 'syntax/missing-operand'],
  ['2:', ' ^', 'syntax/missing-operand'],
  ['2 + :det A', '    ^', 'syntax/missing-operand'],
  ['2 3', '  ^', 'syntax/missing-operator'],
  ['x^2 3', '    ^', 'syntax/missing-operator'],
  ['[1 2]', '   ^', 'syntax/missing-operator'],
  ['2[1]', ' ^', 'syntax/missing-operator'],
  ['a "b"', '  ^^^', 'syntax/missing-operator'],
  ['f(1', ' ^', 'syntax/unclosed'],
  ['f(1,', ' ^', 'syntax/unclosed'],
  ['[1, 2; [3', '       ^', 'syntax/unclosed'],
  ['f(1))', '    ^', 'syntax/unopened'],
  ['[1; 2)', '     ^', 'syntax/mismatched'],
  ['(1, 2)', '  ^', 'syntax/comma'],
  ['x, y', ' ^', 'syntax/comma'],
  ['1:2:3:4', '     ^', 'syntax/colon'],
  ['a ? b', '  ^', 'syntax/ternary'],
  ['a ? b ? 1 : 2 : 3', '  ^', 'syntax/ternary'],
  ['[1, 2; 3]', '       ^', 'syntax/ragged'],
  ['1 = 2', '  ^', 'syntax/assignment-target'],
  ['x + 1 = 3', '      ^', 'syntax/assignment-target'],
  ['A[1][2] = 3', '        ^', 'syntax/assignment-target'],
  ['f(a = 3)', '    ^', 'syntax/inner-assignment'],
  ['a = b = 3', '      ^', 'syntax/inner-assignment'],
  ['f(1) = 2', '  ^', 'syntax/parameter'],
  ['map(x, f(1) = 2)', '         ^', 'syntax/parameter'],
  ['f(x, x) = 2', '     ^', 'syntax/duplicate-parameter'],
  ['true = 3', '^^^^', 'syntax/reserved-name'],
  ['end = 3', '^^^', 'syntax/reserved-name'],
  ['f(end) = 3', '  ^^^', 'syntax/reserved-name'],
  ['f(x) = :jac g(x)', '     ^', 'syntax/command-target'],
  ['(a = 1)', ' ^', 'syntax/block-value'],
  ['(a = 1; b = 2;)', '             ^', 'syntax/block-value'],
  ['(1; 2)', ' ^', 'syntax/unused-value'],
  ['x = 3; y = 4', '     ^', 'syntax/separator'],
  ['x = 3\ny = 4', '      ^', 'syntax/separator'],
  ['f(1; 2)', '   ^', 'syntax/separator'],
  [':jac f(1); x', '         ^', 'syntax/separator'],
  ['5%', ' ^', 'syntax/unsupported'],
  ['x.y', ' ^', 'syntax/unsupported'],
  ['a && b', '  ^^', 'syntax/unsupported'],
  ['a ** b', '  ^^', 'syntax/unsupported'],
  ["a.'", ' ^^', 'syntax/unsupported'],
  ['A \\ b', '  ^', 'syntax/unsupported'],
  ['x := 3', '  ^^', 'syntax/unsupported'],
  ['3 to 4', '  ^^', 'syntax/unsupported'],
  ['2×3', ' ^', 'syntax/character'],
  ['x²', ' ^', 'syntax/character'],
  ['x @ y', '  ^', 'syntax/character'],
  ['x \u0007', '  ^', 'syntax/control-character'],
  ['1.2.3', '^^^^^', 'syntax/number'],
  ['1e+', '^^^', 'syntax/number'],
  ['2e3.5', '^^^^^', 'syntax/number'],
  ['0xyz', '^^^^', 'syntax/number'],
  ['x = "abc', '    ^^^^', 'syntax/unclosed-string'],
  ["'abc", '^^^^', 'syntax/unclosed-string'],
  ['"\\q"', '^^^^', 'syntax/escape'],
  [':jac f(1) mode= forward', '          ^^^^^', 'syntax/option-value'],
  [':jvp f(1, 2) along=1, 2', '                    ^', 'syntax/option-value'],
  [':jvp f(1, 2) along=(1, 2', '                   ^', 'syntax/unclosed'],
];

describe('a wrong input gets one fault that points at what the user typed', () => {
  test.each(wrong)('%s', (input, carets, code) => {
    const { faults } = parse(input);
    expect(faults.map((fault) => fault.code)).toEqual([code]);
    expect(faults[0]?.span).toEqual(caretSpan(carets));
    expect(faults[0]?.help).toBeTruthy();
  });

  test('with the bracket that a wrong one should close', () => {
    expect(parse('f(x, [1; 2)').faults[0]?.labels).toEqual([{ span: [5, 6], text: 'opened here' }]);
  });

  test('with the word to type for a pasted sign', () => {
    expect(parse('x ≤ 3').faults[0]?.help).toBe('Write <=');
    expect(parse('3 − 2').faults[0]?.help).toBe('Write -');
  });
});

describe('an operand that is no expression', () => {
  test.each([
    [':jac f(1 2)', '         ^', 'syntax/missing-operator'],
    [':load tour.nabla', '          ^', 'syntax/unsupported'],
    [':hess x^2 at', '          ^^', 'syntax/at'],
    [':hess x^2 at 1', '             ^', 'syntax/at'],
    [':jac f(1) wrt = x', '              ^', 'syntax/option-value'],
    [':jac f(1) wrt=x f(2)', '                ^^^^', 'syntax/misplaced'],
  ])('is a matter for the command: %s', (input, carets, code) => {
    const { statement, faults } = parse(input);
    expect(faults).toEqual([]);
    const { operandFaults } = (statement as Extract<typeof statement, { kind: 'command' }>).call;
    expect([operandFaults[0]?.code, operandFaults[0]?.span]).toEqual([code, caretSpan(carets)]);
  });
});

describe('nesting', () => {
  test.each(['(', '[', '-', '2^', 'f(', 'not ', 'a ? b : ', 'A[', '(a = '])(
    'too deep in %s is a fault, not a crash',
    (opener) => {
      const { faults, incomplete } = parse(`${opener.repeat(20_000)}x`);
      expect(faults[0]?.code).toBe('syntax/too-deep');
      expect(incomplete).toBe(false);
    },
  );

  test.each(["'", '!', '[1]'])('of a long row of %s is nesting too', (suffix) => {
    expect(parse(`x${suffix.repeat(200)}`).faults).toEqual([]);
    expect(parse(`x${suffix.repeat(20_000)}`).faults[0]?.code).toBe('syntax/too-deep');
    expect(parse(`[x${suffix.repeat(200)}, x${suffix.repeat(200)}]`).faults).toEqual([]);
  });

  test('of 200 parentheses is none', () => {
    expect(parse(`${'('.repeat(200)}x${')'.repeat(200)}`).faults).toEqual([]);
  });
});
