import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sparkline } from '../../src/render/pictures/series.ts';

const bars = (values: number[], width = 8, ascii = false) => sparkline(values, width, ascii);

describe('a sparkline', () => {
  test('has a bar for each value', () => {
    expect(bars([0, 1, 2, 3, 4, 5, 6, 7])).toEqual({ text: '▁▂▃▄▅▆▇█', scale: 'linear' });
    expect(bars([0, 1, 2, 3, 4, 5, 6, 7], 8, true).text).toBe('_.-:=+*#');
    expect(bars([3, 1, 2]).text).toBe('█▁▅');
  });

  test('takes the mean of a stretch where there are more values than bars', () => {
    expect(bars([0, 2, 4, 6, 8, 8], 3).text).toBe('▁▅█');
  });

  test('is logarithmic where positive values span more than three decades', () => {
    expect(bars([1e4, 1e3, 1e2, 10, 1])).toEqual({ text: '█▆▅▃▁', scale: 'log' });
    expect(bars([1000, 1]).scale).toBe('linear');
    expect(bars([1e9, 1, 0]).scale).toBe('linear');
  });

  test('is flat where nothing changes, and empty without values', () => {
    expect(bars([5, 5, 5]).text).toBe('▁▁▁');
    expect(bars([]).text).toBe('');
  });

  test('has an x where no value is finite', () => {
    expect(bars([1, 2, NaN, Infinity]).text).toBe('▁█xx');
    expect(bars([NaN, NaN]).text).toBe('xx');
    expect(bars([1, NaN, 3, 3], 2).text).toBe('▁█');
  });

  test('is drawn for any values', () => {
    fc.assert(
      fc.property(fc.array(fc.double()), fc.integer({ min: 1, max: 40 }), (values, width) => {
        const { text } = sparkline(values, width, true);
        expect(text).toMatch(/^[-_.:=+*#x]*$/);
        expect(text.length).toBe(Math.min(values.length, width));
      }),
    );
  });
});
