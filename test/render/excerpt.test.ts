import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean } from '../../src/render/text/clean.ts';
import { lineText } from '../../src/render/text/doc.ts';
import { excerpt } from '../../src/render/text/excerpt.ts';
import { clusters } from '../../src/render/text/width.ts';

/** What stands above the carets of an excerpt of one place. */
function pointedAt(input: string, span: readonly [number, number], width: number): string {
  const [source = '', carets = ''] = excerpt(input, [{ span, role: 'caret' }], width).map(lineText);
  const from = carets.indexOf('^');
  const to = carets.lastIndexOf('^') + 1;
  let column = 0;
  let text = '';
  for (const cluster of clusters(source)) {
    if (column >= from && column < to) text += cluster.text;
    column += cluster.width;
  }
  return text;
}

const words = fc.array(fc.constantFrom('x', 'foo', '日本', 'e\u0301', '\t', '\u001b', '😀', ' + ', '\u202e'), {
  maxLength: 60,
});
const place = fc.record({ before: words, token: fc.constantFrom('abc', '変数', 'é', 'x\u200by'), after: words });

describe('an excerpt', () => {
  test('has its carets below the token, whatever stands around it', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 30, max: 120 }), ({ before, token, after }, width) => {
        const head = before.join('');
        const input = head + token + after.join('');
        expect(pointedAt(input, [head.length, head.length + token.length], width)).toBe(clean(token));
      }),
    );
  });

  test('of several places shows each line once', () => {
    const pointers = [
      { span: [4, 5], role: 'caret', text: 'a row' },
      { span: [0, 1], role: 'note', text: 'a matrix' },
      { span: [8, 9], role: 'note' },
    ] as const;
    expect(excerpt('A * x\n+ B', pointers, 40, 7).map(lineText)).toEqual([
      '7 | A * x',
      '    ^ a matrix',
      '        ^ a row',
      '8 | + B',
      '      ^',
    ]);
  });

  test('puts words that do not fit beside the carets below them', () => {
    const label = { span: [20, 21], role: 'note', text: 'this is a [2,3] matrix' } as const;
    expect(excerpt('x'.repeat(24), [label], 40).map(lineText)).toEqual([
      `  ${'x'.repeat(24)}`,
      `  ${' '.repeat(20)}^`,
      '  this is a [2,3] matrix',
    ]);
  });

  test('has one caret beyond the end of a line, and the first line of a token of several', () => {
    const at = (input: string, start: number, end: number) =>
      excerpt(input, [{ span: [start, end], role: 'caret' }], 40).map(lineText);
    expect(at('[1, 2', 5, 5)).toEqual(['  [1, 2', '       ^']);
    expect(at('', 0, 0)).toEqual(['  ', '  ^']);
    expect(at('f([1,\n2])', 2, 8)).toEqual(['1 | f([1,', '      ^^^']);
    expect(at('f(x)\r\n+', 0, 6)).toEqual(['1 | f(x)', '    ^^^^']);
  });
});
