import fc from 'fast-check';
import { parse as mathjsParse } from 'mathjs';
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/lang/parse.ts';
import { expressionText, tokenSoup } from './arbitrary.ts';
import { corpus } from './corpus.ts';
import { ofMathjs, ofStatement } from './sexpr.ts';

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replaceAll('⏎', '\n'));

/** What of Nabla's is not mathjs's, and therefore exempt: commands, blocks, and calls of operators on functions. */
const isExtension = (tree: string): boolean => /^<|<command>|\(block |\(call \(call (?:grad|jac|hess)/.test(tree);

describe('for what Nabla parses, mathjs agrees on the tree', () => {
  test.each(Object.entries(corpus))('%s', (_theme, text) => {
    for (const line of linesOf(text)) {
      const { statement, faults } = parse(line);
      expect(faults, `faults of ${line}`).toEqual([]);
      expect(ofStatement(statement), line).toBe(ofMathjs(mathjsParse(line)));
    }
  });

  test('on at least 500 different lines', () => {
    const lines = [...new Set(Object.values(corpus).flatMap(linesOf))];
    const agreed = lines.filter((line) => ofStatement(parse(line).statement) === ofMathjs(mathjsParse(line)));
    console.log(`${agreed.length} lines compared with mathjs.parse`);
    expect(agreed.length).toBeGreaterThanOrEqual(500);
  });

  test('on random expressions', () => {
    let compared = 0;
    fc.assert(
      fc.property(expressionText, (text) => {
        const { statement, faults } = parse(text);
        if (faults.length > 0) return;
        compared++;
        expect(ofStatement(statement)).toBe(ofMathjs(mathjsParse(text)));
      }),
      { numRuns: 3000 },
    );
    console.log(`${compared} random expressions compared with mathjs.parse`);
    expect(compared).toBeGreaterThan(1500);
  });

  test('and what it accepts of random tokens, mathjs accepts', () => {
    fc.assert(
      fc.property(tokenSoup, (text) => {
        const { statement, faults } = parse(text);
        const tree = ofStatement(statement);
        if (faults.length === 0 && !isExtension(tree)) expect(tree).toBe(ofMathjs(mathjsParse(text)));
      }),
      { numRuns: 4000 },
    );
  });
});

describe('what mathjs reads and Nabla does not', () => {
  // Each is said in docs/notation.md.
  test.each([
    ['a percentage', '5%', 'syntax/unsupported'],
    ['an object', '{a: 1}', 'syntax/unsupported'],
    ['a property', 'a.b', 'syntax/unsupported'],
    ['an optional property', 'a?.b', 'syntax/unsupported'],
    ['a default', 'a ?? b', 'syntax/unsupported'],
    ['bit operators', 'a | b', 'syntax/unsupported'],
    ['bit operators', 'a & b', 'syntax/unsupported'],
    ['bit operators', '~a', 'syntax/unsupported'],
    ['bit operators', 'a ^| b', 'syntax/unsupported'],
    ['shifts', 'a << 2', 'syntax/unsupported'],
    ['a conversion', '5 cm to inch', 'syntax/unsupported'],
    ['a conversion', 'x in y', 'syntax/unsupported'],
    ['a call of an entry', 'A[1](2)', 'syntax/unsupported'],
    ['two statements', 'a = 1; b = 2', 'syntax/separator'],
    ['two lines', 'a = 1\nb = 2', 'syntax/separator'],
    ['an assignment inside an expression', 'f(a = 3)', 'syntax/inner-assignment'],
    ['two assignments', 'a = b = 3', 'syntax/inner-assignment'],
    ['an open range outside an index', '2:', 'syntax/missing-operand'],
    ['a string over two lines', '"a\nb"', 'syntax/unclosed-string'],
    ['an index of nothing', 'A[]', 'syntax/missing-operand'],
  ])('%s: %s', (_what, text, code) => {
    expect(() => mathjsParse(text)).not.toThrow();
    expect(parse(text).faults[0]?.code).toBe(code);
  });
});
