import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, parseExpressions } from '../../src/lang/parse.ts';
import { printExpr, printStatement } from '../../src/lang/print.ts';
import { expressionText } from './arbitrary.ts';
import { corpus } from './corpus.ts';
import { withoutSpans } from './spans.ts';

const printed = (text: string): string => printStatement(parse(text).statement);

describe('printing', () => {
  test.each([
    ['f( x,y )=[x ^ 2+y^2 , x * y]', 'f(x, y) = [x^2 + y^2, x*y]'],
    ['[1,2;3,4]', '[1, 2; 3, 4]'],
    ['[[1,2],[3,4]]', '[1, 2; 3, 4]'],
    ['[[1,2]]', '[[1, 2]]'],
    ['2x', '2 x'],
    ['2 (x)', '2(x)'],
    ['2. * x', '2. * x'],
    ['0xff .* x', '0xff .* x'],
    ['A[:,2:]', 'A[:, 2:end]'],
    ['1/2x', '1/2 x'],
    ['a<b<=c', 'a < b <= c'],
    ['a?b:c', 'a ? b : c'],
    ['map(x,f(u)=u^2)', 'map(x, f(u) = u^2)'],
    ['h(x)=(a=x^2;b=exp(a);a+b)', 'h(x) = (a = x^2; b = exp(a); a + b)'],
    ["jac( f )( 1,2 )'", "jac(f)(1, 2)'"],
    ['A[1,2]=5', 'A[1, 2] = 5'],
    ["'it\\'s'", '"it\'s"'],
    ['007 + 1.50', '007 + 1.50'],
    [':hess   x^2+y^2 at x=1,y = 2  mode=forward', ':hess x^2 + y^2 at x=1, y=2 mode=forward'],
    ['J = :jac mode=reverse f(1,2)', 'J = :jac f(1, 2) mode=reverse'],
    [':load "my tour" a.nabla', ':load "my tour" a.nabla'],
    ['?jac', ':help jac'],
    ['exit', ':quit'],
    ['# nothing', ''],
  ])('%s', (text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  test('what is printed parses back to the same tree', () => {
    for (const line of Object.values(corpus).flatMap((text) => text.split('\n').filter(Boolean))) {
      const { statement } = parse(line.replaceAll('⏎', '\n'));
      const again = parse(printStatement(statement));
      expect(again.faults, line).toEqual([]);
      expect(withoutSpans(again.statement), line).toEqual(withoutSpans(statement));
    }
    fc.assert(
      fc.property(expressionText, (text) => {
        const { exprs, faults } = parseExpressions(text);
        if (faults.length === 0)
          expect(parseExpressions(printExpr(exprs[0]!)).exprs.map(withoutSpans)).toEqual(exprs.map(withoutSpans));
      }),
      { numRuns: 2000 },
    );
  });

  test('a sum of 20,000 terms prints as it was typed', () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `x${i}`).join(' + ');
    expect(printed(text)).toBe(text);
  });
});
