import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betweenBases } from '../../commands/basis/change.ts';
import { tensor } from '../../src/tensor/tensor.ts';
import { failed, resultOf, trial } from './fixture.ts';

const checks = async (...lines: readonly string[]) => resultOf(await trial().run(...lines), 'checks');

describe(':basis', () => {
  test('finds the map by solving and by differentiating, and they agree', async () => {
    const { verdict, parts, checks: held } = await checks('B = [2, 1; 0, 1]', 'C = [-2, 1; 1, 1]', ':basis B, C');
    expect(verdict).toBe('agree');
    expect(held.every(({ ok }) => ok)).toBe(true);
    expect(parts!.slice(0, 2).map(({ data }) => Array.from(data))).toEqual([
      [-1, 2, 0.5, 0.5],
      [-1, 2, 0.5, 0.5],
    ]);
    expect(held.find(({ name }) => name.startsWith('det'))!.detail).toBe('-1.5 = -3 / 2');
  });

  test("tells a vector's coordinates in the new basis from its image", async () => {
    const { parts } = await checks(':basis [1, 0; 0, 1], [-2, 1; 1, 1], [1, 0]');
    const [inB, inC, image] = parts!.slice(-3).map(({ data }) => Array.from(data));
    expect(inB).toEqual([1, 0]);
    expect(inC!.map((x) => x * 3)).toEqual([-1, 1]);
    expect(image).toEqual([-2, 1]);
  });

  test('agrees with itself for any bases', () => {
    // A diagonal that outweighs its row keeps a matrix regular.
    const matrix = fc.array(fc.integer({ min: -900, max: 900 }), { minLength: 9, maxLength: 9 }).map((entries) =>
      tensor(
        [3, 3],
        entries.map((x, i) => x / 100 + (i % 4 === 0 ? 30 : 0)),
      ),
    );
    fc.assert(
      fc.property(matrix, matrix, (from, to) => {
        expect(betweenBases({ from, to, fromName: 'B', toName: 'C' }).result.verdict).toBe('agree');
      }),
    );
  });

  test('knows regular bases whose determinants are beyond doubles', async () => {
    const { verdict, parts } = await checks(':basis 1e-200*[2, 1; 0, 1], 1e-200*[-2, 1; 1, 1]');
    expect(verdict).toBe('agree');
    const [a, b, c, d] = Array.from(parts![0]!.data) as [number, number, number, number];
    expect([a, b, c, d].map((x) => Math.round(x * 1e12) / 1e12)).toEqual([-1, 2, 0.5, 0.5]);
  });

  test('says so where rounding leaves nothing to compare', async () => {
    const hilbert = ['k = 0:63', 'H = reshape(1 ./ (mod(k, 8) + floor(k/8) + 1), [8, 8])'];
    const { verdict, checks: held } = await checks(...hilbert, ':basis H, inv(H)');
    expect(verdict).toBe('undecided');
    expect(held.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['det J = det C / det H']);
  });

  test.each([
    [':basis [1, 2; 2, 4], [1, 0; 0, 1]', 'matrix/singular', '[1, 2; 2, 4]'],
    [':basis [1, 0; 0, 1], [0, 0; 0, 0]', 'matrix/singular', '[0, 0; 0, 0]'],
    [':basis [1, 0; 0, 1], [1, 2, 3; 4, 5, 6]', 'shape/not-square', '[1, 2, 3; 4, 5, 6]'],
    [':basis [1, 0; 0, 1], [1, 2]', 'shape/not-square', '[1, 2]'],
    [':basis [1, 0; 0, 1], [1, 0, 0; 0, 1, 0; 0, 0, 1]', 'shape/mismatch', '[1, 0, 0; 0, 1, 0; 0, 0, 1]'],
    [':basis [1, 0; 0, 1], [0, 1; 1, 0], [1, 2, 3]', 'shape/mismatch', '[1, 2, 3]'],
    [':basis [1, 0; 0, 1], [NaN, 1; 1, 0]', 'basis/not-finite', '[NaN, 1; 1, 0]'],
    [':basis [1, 0; 0, 1]', 'operand/missing', '[1, 0; 0, 1]'],
  ])('%s is %s', async (line, code, place) => {
    const { fault } = failed(await trial().run(line));
    expect(fault.code).toBe(code);
    expect(line.slice(...fault.span!)).toBe(place);
  });
});
