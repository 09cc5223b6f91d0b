import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberColumn } from '../../src/render/numbers/column.ts';
import { longestNumber, numberText } from '../../src/render/numbers/number.ts';

const shown = (x: number, digits = 6) => {
  const { text, exact } = numberText(x, digits);
  return exact ? text : `${text}...`;
};

describe('a number', () => {
  test.each([
    [2, '2'],
    [-3, '-3'],
    [0.5, '0.5'],
    [-0.25, '-0.25'],
    [1e-12, '1e-12'],
    [1.5e-9, '1.5e-9'],
    [0.00001, '0.00001'],
    [0.000009, '9e-6'],
    [3628800, '3628800'],
    [1e11, '100000000000'],
    [1e12, '1e+12'],
    [6.02e23, '6.02e+23'],
  ])('whose digits suffice is shown in its shortest exact form: %d', (x, text) => expect(shown(x)).toBe(text));

  test.each([
    [Math.PI, '3.14159...'],
    [1 / 3, '0.333333...'],
    [0.1 + 0.2, '0.300000...'],
    [-Math.E * 1e5, '-271828...'],
    [Math.E * 1e6, '2.71828e+6...'],
    [Math.PI * 1e-5, '0.0000314159...'],
    [Math.PI * 1e-9, '3.14159e-9...'],
    [9.9999996, '10.0000...'],
    [999999.6, '1.00000e+6...'],
  ])('with more digits says so: %d', (x, text) => expect(shown(x)).toBe(text));

  test('that is an integer stays whole where rounding would not make it shorter', () => {
    expect(shown(479001600)).toBe('479001600');
    expect(shown(-12345678901)).toBe('-12345678901');
    expect(shown(123456789012)).toBe('1.23457e+11...');
    expect(shown(12345, 3)).toBe('12345');
    expect(shown(12345678, 3)).toBe('1.23e+7...');
  });

  test('that is not finite is shown by name', () => {
    expect([NaN, Infinity, -Infinity].map((x) => shown(x))).toEqual(['NaN', 'Infinity', '-Infinity']);
  });

  test('has no sign where it is zero, for -0 equals 0', () => expect(shown(-0)).toBe('0'));

  test('with 17 digits is always exact', () => {
    expect(shown(0.1, 17)).toBe('0.1');
    expect(shown(0.1 + 0.2, 17)).toBe('0.30000000000000004');
    expect(shown(Math.PI * 1e6, 17)).toBe('3141592.653589793');
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (x) => {
        const { text, exact } = numberText(x, 17);
        expect(exact).toBe(true);
        expect(Number(text) + 0).toBe(x + 0);
      }),
    );
  });

  test('is shown within half a unit of its last digit, and exactly where nothing else is said', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e300, max: 1e300, noNaN: true }), fc.integer({ min: 1, max: 17 }), (x, digits) => {
        fc.pre(Math.abs(x) > 1e-300);
        const { text, exact } = numberText(x, digits);
        if (exact) expect(Number(text) + 0).toBe(x + 0);
        else expect(Math.abs(Number(text) / x - 1)).toBeLessThanOrEqual(5.001 * 10 ** -digits);
        expect(text.length).toBeLessThanOrEqual(longestNumber);
      }),
    );
  });
});

describe('a column of numbers', () => {
  const drawn = (values: number[], room?: number) => numberColumn(values, 6, room).texts.map((text) => `|${text}|`);

  test('has its decimal points in one line', () => {
    expect(drawn([2, Math.PI, -100.5, 1e-8, 1 / 3])).toEqual([
      '|   2       |',
      '|   3.14159 |',
      '|-100.5     |',
      '|   1e-8    |',
      '|   0.333333|',
    ]);
  });

  test('has what is not finite at its right edge', () => {
    expect(drawn([2.25, NaN, -10])).toEqual(['|  2.25|', '|   NaN|', '|-10   |']);
    expect(drawn([1, -Infinity])).toEqual(['|        1|', '|-Infinity|']);
  });

  test('gives its points up where they would take too much room', () => {
    expect(drawn([12345678901, 1.23456e-100], 14)).toEqual(['| 12345678901|', '|1.23456e-100|']);
  });

  test('has texts of one width, with all points at one place', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 1 }), (values) => {
        const { texts, width } = numberColumn(values, 6);
        expect(texts.filter((text) => text.length !== width)).toEqual([]);
        const points = texts.map((text) => text.indexOf('.')).filter((at) => at >= 0);
        expect(new Set(points).size).toBeLessThanOrEqual(1);
      }),
    );
  });
});
