import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completionAt } from '../../src/lang/complete.ts';
import { tokenSoup } from './arbitrary.ts';

/** What is completed where `|` stands. */
const placeOf = (marked: string) => {
  const cursor = marked.indexOf('|');
  const source = marked.slice(0, cursor) + marked.slice(cursor + 1);
  const place = completionAt(source, cursor);
  return { ...place, replaced: source.slice(place.from, place.to) };
};

describe('what is being typed at the cursor', () => {
  test.each([
    ['|', 'name', '', ''],
    ['si|', 'name', 'si', 'si'],
    ['s|in', 'name', 's', 'sin'],
    ['1 + co|', 'name', 'co', 'co'],
    ['f(x, |', 'name', '', ''],
    ['A[en|]', 'name', 'en', 'en'],
    ['x |', 'name', '', ''],
    ['12|', 'none', '', ''],
    ['f(x)|', 'none', '', ''],
    ["A'|", 'none', '', ''],
    ['x # si|', 'none', '', ''],
    ['"si|', 'none', '', ''],
    [':|', 'command', '', ''],
    [':ja|', 'command', 'ja', 'ja'],
    [':j|ac f', 'command', 'j', 'jac'],
    ['J = :ja|', 'command', 'ja', 'ja'],
    ['?ja|', 'command', 'ja', 'ja'],
    ['?|', 'command', '', ''],
    ['help ja|', 'command', 'ja', 'ja'],
    [':help |', 'command', '', ''],
    ['hel|', 'name', 'hel', 'hel'],
    [':jac |', 'name', '', ''],
    [':jac f|', 'name', 'f', 'f'],
    [':jac f(x|', 'name', 'x', 'x'],
    [':jac f(x, |', 'name', '', ''],
    [':jac f(x) |', 'option', '', ''],
    [':jac f(x) mo|', 'option', 'mo', 'mo'],
    [':jac f(x) mo|de=forward', 'option', 'mo', 'mode'],
    [':jac x + y|', 'name', 'y', 'y'],
    [':hess x^2 at |', 'name', '', ''],
    [':hess x^2 at x|', 'name', 'x', 'x'],
    [':hess x^2 at x=1, y|', 'name', 'y', 'y'],
    [':hess x^2 at x=1, y=2 mo|', 'option', 'mo', 'mo'],
    [':jac f(x) mode=fo|', 'name', 'fo', 'fo'],
    [':jac f(x) wrt=|', 'name', '', ''],
    [':jvp f(x) along=(a, b|', 'name', 'b', 'b'],
  ])('%s', (marked, kind, prefix, replaced) => {
    expect(placeOf(marked)).toMatchObject({ kind, prefix, replaced });
  });

  test('with the command, and the option whose value it is', () => {
    expect(placeOf(':jac f(x) mode=fo|')).toMatchObject({ command: 'jac', option: 'mode' });
    expect(placeOf('J = :jac f(x) mo|')).toMatchObject({ command: 'jac', kind: 'option' });
    expect(placeOf(':set |')).toMatchObject({ command: 'set', mayBeOption: true });
    expect(placeOf('si|').command).toBeUndefined();
  });

  test('in any text at any place', () => {
    fc.assert(
      fc.property(tokenSoup, fc.nat(40), (text, at) => {
        const cursor = Math.min(at, text.length);
        const { from, to, prefix } = completionAt(text, cursor);
        expect(from).toBeLessThanOrEqual(cursor);
        expect(to).toBeGreaterThanOrEqual(cursor);
        expect(text.slice(from, cursor)).toBe(prefix);
      }),
      { numRuns: 2000 },
    );
  });
});
