import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bracketsAt } from '../../src/lang/brackets.ts';
import { highlight } from '../../src/lang/highlight.ts';
import { tokenSoup } from './arbitrary.ts';

const rolesOf = (text: string): string =>
  highlight(text)
    .map(({ span, role }) => `${text.slice(...span)}:${role}`)
    .join(' ');

describe('highlighting', () => {
  test.each([
    ['f(x) = 2 x # c', 'f:function (:bracket x:name ):bracket =:operator 2:number x:name # c:comment'],
    [
      ':jac f(1) mode=forward',
      ':jac:command f:function (:bracket 1:number ):bracket mode:option =:operator forward:name',
    ],
    [
      ':hess x at x=1, y=2 k=3',
      ':hess:command x:name at:option x:name =:operator 1:number ,:operator y:name =:operator 2:number k:option =:operator 3:number',
    ],
    ['J = :det A', 'J:name =:operator :det:command A:name'],
    ['help jac', 'help:command jac:name'],
    ['x mod "a"', 'x:name mod:operator "a":string'],
    ['x @ 1e+', 'x:name @:error 1e+:error'],
    ['', ''],
  ])('%s', (text, roles) => {
    expect(rolesOf(text)).toBe(roles);
  });

  test('gives any text roles in order, without overlap', () => {
    fc.assert(
      fc.property(tokenSoup, (text) => {
        let end = 0;
        for (const { span } of highlight(text)) {
          expect(span[0]).toBeGreaterThanOrEqual(end);
          end = span[1];
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('matching brackets', () => {
  test.each([
    ['f(x)|', [3, 4], [1, 2]],
    ['|(x)', [0, 1], [2, 3]],
    ['(|x)', [0, 1], [2, 3]],
    ['[(1)|, 2]', [3, 4], [1, 2]],
    ['[(1), 2]|', [7, 8], [0, 1]],
    ['(")|")', undefined, undefined],
    ['(")")|', [4, 5], [0, 1]],
    ['(]|', [1, 2], undefined],
    ['((x)|', [3, 4], [1, 2]],
    ['(|(x)', [0, 1], undefined],
    ['x|', undefined, undefined],
  ])('%s', (marked, bracket, partner) => {
    const cursor = marked.indexOf('|');
    const found = bracketsAt(marked.replace('|', ''), cursor);
    expect([found?.bracket, found?.partner]).toEqual([bracket, partner]);
  });
});
