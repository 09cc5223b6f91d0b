import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenize } from '../../src/lang/tokens.ts';
import { tokenSoup } from './arbitrary.ts';

const kindsOf = (text: string): string[] => tokenize(text).map(({ kind, text: each }) => `${kind} ${each}`);

describe('tokens', () => {
  test.each([
    ['2.*x', ['number 2', 'operator .*', 'name x']],
    ['2. * x', ['number 2.', 'operator *', 'name x']],
    ['1e-3x', ['number 1e-3', 'name x']],
    ['.5', ['number .5']],
    ['0xff', ['number 0xff']],
    ["A'*B'", ['name A', "operator '", 'operator *', 'name B', "operator '"]],
    ["f('a')'", ['name f', 'bracket (', "string 'a'", 'bracket )', "operator '"]],
    ["x = 'a'", ['name x', 'operator =', "string 'a'"]],
    ['"a # b" # c', ['string "a # b"', 'comment # c']],
    ['a mod b', ['name a', 'operator mod', 'name b']],
    ['modulus', ['name modulus']],
    ['a?.3:.7', ['name a', 'operator ?', 'number .3', 'operator :', 'number .7']],
    [':jac f', ['command :jac', 'name f']],
    ['J = :jac f', ['name J', 'operator =', 'command :jac', 'name f']],
    ['1:3', ['number 1', 'operator :', 'number 3']],
    ['?jac', ['command ?', 'name jac']],
    ['3.142...', ['number 3.142', 'operator ...']],
    ['𝑥₁', ['name 𝑥', 'error ₁']],
    ['a\r\nb', ['name a', 'newline \n', 'name b']],
    ['"open', ['error "open']],
    ['x\u0000', ['name x', 'error \u0000']],
  ])('%s', (text, expected) => {
    expect(kindsOf(text)).toEqual(expected);
  });

  test('a string gives what it says', () => {
    expect(tokenize('"a\\n\\u00e9\\""')[0]?.value).toBe('a\né"');
  });

  test('tile any text, with nothing but blanks between them', () => {
    const anything = fc.oneof(tokenSoup, fc.string({ unit: 'binary', maxLength: 40 }));
    fc.assert(
      fc.property(anything, (text) => {
        let end = 0;
        for (const { span, text: each } of tokenize(text)) {
          expect(text.slice(end, span[0]).trim()).toBe('');
          expect(text.slice(...span)).toBe(each);
          expect(span[1]).toBeGreaterThan(span[0]);
          end = span[1];
        }
        expect(text.slice(end).trim()).toBe('');
      }),
      { numRuns: 800 },
    );
  });

  test('are shifted by an offset', () => {
    expect(tokenize('a + @', 10).map(({ span, fault }) => [span, fault?.span])).toEqual([
      [[10, 11], undefined],
      [[12, 13], undefined],
      [
        [14, 15],
        [14, 15],
      ],
    ]);
  });
});
