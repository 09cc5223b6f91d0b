import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decadeTicks, stepTicks, type Tick } from '../../src/picture/ticks.ts';

const labels = (ticks: readonly Tick[]): string => ticks.map(({ label }) => label).join(' ');

describe('ticks of a linear scale', () => {
  test.each([
    [[0, 1], 5, '0 0.2 0.4 0.6 0.8 1.0'],
    [[0.13, 0.97], 4, '0 0.25 0.50 0.75 1.00'],
    [[0.3, 0.6], 3, '0.3 0.4 0.5 0.6'],
    [[-3, 7], 6, '-4 -2 0 2 4 6 8'],
    [[999_999, 1_000_001], 4, '999999.0 999999.5 1000000.0 1000000.5 1000001.0'],
    [[1e9, 2.3e9], 4, '1.0e9 1.5e9 2.0e9 2.5e9'],
    [[1e-9, 3e-9], 5, '1.0e-9 1.5e-9 2.0e-9 2.5e-9 3.0e-9'],
    [[5, 5], 4, '2 4 6 8'],
    [[0, 0], 4, '-0.50 -0.25 0 0.25 0.50'],
    [[-1, 1], 1, '-1 0 1'],
  ] as const)('from %j with %i steps', (range, most, wanted) => {
    expect(labels(stepTicks(range, most))).toBe(wanted);
  });

  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

  test('stand for the numbers that their labels say, each another one, around what is shown', () => {
    fc.assert(
      fc.property(finite, finite, fc.integer({ min: 2, max: 12 }), (a, b, most) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const ticks = stepTicks([low, high], most);
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
        const step = ticks.length > 1 ? ticks[1]!.at - ticks[0]!.at : 0;
        for (const { at, label } of ticks) expect(Math.abs(Number(label) - at)).toBeLessThanOrEqual(1e-6 * step);
        // Beyond the largest doubles are no ticks.
        if (Math.max(Math.abs(low), Math.abs(high)) < 1e307 && low < high) {
          expect(ticks[0]!.at).toBeLessThanOrEqual(low + 1e-8 * step);
          expect(ticks.at(-1)!.at).toBeGreaterThanOrEqual(high - 1e-8 * step);
        }
      }),
    );
  });
});

test.each([
  [[1e-12, 2], 9, '1e-12 1e-10 1e-8 1e-6 1e-4 1e-2 1e0 1e2'],
  [[1e-15, 1], 5, '1e-15 1e-10 1e-5 1e0'],
  [[1, 900], 5, '1 10 100 1000'],
  [[3, 3], 4, '1 10'],
  [[0.5, 2], 1, '0.1 1 10'],
  [[1e-300, 1e300], 6, '1e-320 1e-160 1e0 1e160'],
] as const)('ticks of a log scale from %j with %i steps', (range, most, wanted) => {
  expect(labels(decadeTicks(range, most))).toBe(wanted);
});
