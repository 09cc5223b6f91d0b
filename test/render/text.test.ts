import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { clean, cleanLine } from '../../src/render/text/clean.ts';
import { clusters, padded, shortened, textWidth } from '../../src/render/text/width.ts';
import { wrapped } from '../../src/render/text/wrap.ts';

const anyText = fc.string({ unit: 'binary' });

describe('cleaned text', () => {
  test.each([
    ['an escape sequence', '\u001b[31mred', '\\x1b[31mred'],
    ['a bell, a backspace, a delete', '\u0007\b\u007f', '\\x07\\x08\\x7f'],
    ['a control sequence introducer of C1', '\u009b2J', '\\x9b2J'],
    ['a carriage return', 'safe\rsorry', 'safe\\x0dsorry'],
    ['a right-to-left override', 'abc\u202edcb', 'abc\\u202edcb'],
    ['a zero-width space and joiner', 'a\u200bb\u200dc', 'a\\u200bb\\u200dc'],
    ['a soft hyphen and a byte order mark', '\u00ad\ufeff', '\\xad\\ufeff'],
    ['a filler that looks like a space', '\u3164', '\\u3164'],
    ['a tag beyond the first plane', '\u{e0041}', '\\u{e0041}'],
    ['half of a surrogate pair', 'a\ud800b', 'a\\ud800b'],
    ['a tab', 'a\tb', 'a  b'],
  ])('shows %s', (_, text, expected) => expect(clean(text)).toBe(expected));

  test.each(['x^2 + y', 'one\ntwo', 'ünïcödé', 'e\u0301', '日本語', '😀', 'שלום', '∇f'])(
    'leaves %j as it is',
    (text) => {
      expect(clean(text)).toBe(text);
    },
  );

  test('holds nothing that a terminal would obey, and may be cleaned again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(clean(text)).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|\p{Cs}/u);
        expect(clean(clean(text))).toBe(clean(text));
        expect(cleanLine(text)).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe('the width of text', () => {
  test.each([
    ['abc', 3],
    ['日本', 4],
    ['e\u0301', 1],
    ['😀', 2],
    ['👍🏽', 2],
    ['🇩🇪🇫🇷', 4],
    ['각', 2],
    ['\u1100\u1161\u11a8', 2],
    ['ｱ', 1],
    ['⎡ 1 ⎤', 5],
    ['▁█⣿', 3],
  ])('of %s is %i', (text, width) => expect(textWidth(text)).toBe(width));

  test('is that of the string-width library for each character that cleaned text can hold', () => {
    const held: string[] = [];
    for (let code = 0x20; code < 0x20000; code++) {
      const character = code >= 0xd800 && code < 0xe000 ? '' : String.fromCodePoint(code);
      if (/^[\p{L}\p{N}\p{P}\p{S}\p{Zs}]$/u.test(character) && clean(character) === character) held.push(character);
    }
    const jamo = /[\u1160-\u11ff]/; // of no width behind a leading one, which is how they are written
    const tones = /[\u{1f3fb}-\u{1f3ff}]/u; // likewise behind a hand
    const other = held.filter((c) => !jamo.test(c) && !tones.test(c) && textWidth(c) !== stringWidth(c));
    expect(held.length).toBeGreaterThan(60_000);
    expect(other.map((c) => `U+${c.codePointAt(0)!.toString(16)}`)).toEqual([]);
  });

  test('is that of its clusters, which are the text', () => {
    fc.assert(
      fc.property(anyText.map(cleanLine), (text) => {
        const parts = clusters(text);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        for (const part of parts) expect(text.slice(part.start, part.start + part.text.length)).toBe(part.text);
        expect(parts.reduce((sum, part) => sum + part.width, 0)).toBe(textWidth(text));
      }),
    );
  });

  test('is respected where text is shortened or padded', () => {
    expect(shortened('a long name', 8)).toBe('a lon...');
    expect(shortened('日本語日本語', 8)).toBe('日本...');
    expect(padded('日本', 6)).toBe('日本  ');
    expect(padded('é', 3, 'before')).toBe('  é');
    fc.assert(
      fc.property(anyText.map(cleanLine), fc.integer({ min: 0, max: 30 }), (text, width) => {
        expect(textWidth(shortened(text, width))).toBeLessThanOrEqual(width);
        expect(textWidth(padded(text, width))).toBe(Math.max(width, textWidth(text)));
      }),
    );
  });
});

describe('wrapped text', () => {
  test('breaks at spaces and keeps the indent of its line', () => {
    expect(wrapped('one two three\n  four five six', 10)).toEqual(['one two', 'three', '  four', '  five six']);
  });

  test('cuts words that are longer than a line', () => {
    expect(wrapped('abcdefghijkl 日本語', 5)).toEqual(['abcde', 'fghij', 'kl', '日本', '語']);
  });

  test('keeps empty lines', () => expect(wrapped('a\n\nb', 10)).toEqual(['a', '', 'b']));

  test('fits, and loses nothing but spaces', () => {
    fc.assert(
      fc.property(anyText.map(clean), fc.integer({ min: 2, max: 40 }), (text, width) => {
        const lines = wrapped(text, width);
        expect(lines.filter((line) => textWidth(line) > width)).toEqual([]);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(/[ \n]/g, ''));
      }),
    );
  });
});
