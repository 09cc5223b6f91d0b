import { describe, expect, test } from 'vitest';
import { numbersOf, resultOf, trial } from './fixture.ts';

const example = 'f(x) = (a = x^2; b = exp(a); c = a + b; d = sqrt(c); e = cos(c); d + e)';

const costOf = async (...lines: readonly string[]) => resultOf(await trial().run(...lines), 'table');

const factNamed = async (name: string, ...lines: readonly string[]) =>
  (await costOf(...lines)).facts!.find(([fact]) => fact === name)![1];

describe('the cost of a derivative', () => {
  test.each([
    ['p(x, y, z) = x*y*z + sin(x)', ':cost p(1, 2, 3)', [1, 3, 1], 'reverse'],
    ['p(t) = [t, t^2, t^3]', ':cost p(2)', [1, 1, 3], 'forward'],
    ['p(x) = x .* x', ':cost p([1, 2])', [1, 2, 2], undefined],
  ])('of %s counts sweeps by inputs or outputs', async (definition, line, sweeps, cheaper) => {
    const { engine, run } = trial();
    await run(definition, `C = ${line}`);
    const C = numbersOf(engine, 'C');
    expect([C[0], C[2], C[4]]).toEqual(sweeps);
    if (cheaper !== undefined) expect(await factNamed('cheaper', definition, line)).toBe(cheaper);
  });

  test('counts operations and function values, each once where it is shared', async () => {
    const { rows } = await costOf(example, ':cost f(1)');
    expect(rows[0]).toEqual(['value', 1, 6, 1, '1 exp, 1 sqrt, 1 cos']);
    expect(rows[1]).toEqual(['value, written out', '', 11, 11 / 6, '2 exp, 1 sqrt, 1 cos']);
  });

  test('counts every entry of an array, and 2 k - 1 for each entry of a product', async () => {
    const { rows } = await costOf('W = ones(20, 30)', ':cost sum(tanh(W*x).^2) at x=ones(30)');
    // 20 (2*30 - 1) for the product, 20 for tanh, 20 squares, 19 sums
    expect(rows[0]).toEqual(['value', 1, 20 * 59 + 20 + 20 + 19, 1, '20 tanh']);
  });

  // Golub & Van Loan, Matrix Computations, 4th ed.: 3.2.5, 3.4.11, 9.3.1, 7.5.6, 8.6.4, 5.5.2; the root by Higham (2008), 6.2.
  test.each([
    ['det(A)', (2 / 3) * 8000],
    ['logdet(A)', (2 / 3) * 8000],
    ['inv(A)', 2 * 8000],
    ['solve(A, ones(20))', (2 / 3) * 8000 + 2 * 400],
    ['solve(A, ones(20, 3))', (2 / 3) * 8000 + 2 * 400 * 3],
    ['expm(A)', (38 / 3) * 8000],
    ['sqrtm(A)', (85 / 3) * 8000],
    ['eigvals(A)', 10 * 8000],
    ['svdvals(A)', (4 - 4 / 3) * 8000],
    ['rank(A)', (4 - 4 / 3) * 8000],
    ['pinv(A)', (14 + 8 + 2) * 8000],
    ['svdvals(B)', 4 * 30 * 400 - (4 / 3) * 8000],
    ["svdvals(B')", 4 * 30 * 400 - (4 / 3) * 8000],
  ])('of %s of order 20 is what textbooks count', async (text, operations) => {
    const lines = ['g(A, B) = ' + text, ':cost g(A, B) at A=diag(1:20), B=ones(30, 20) wrt=A,B'];
    const { rows } = await costOf(...lines);
    expect(rows[0]![2]).toBe(Math.round(operations));
  });

  test('counts the paths, and what the chain rule takes along each', async () => {
    expect(await factNamed('paths to the outputs', example, ':cost f(1)')).toBe(4);
    // x-a-c-d-f, x-a-b-c-d-f, and both through e: 4 + 5 + 4 + 5 edges, one multiplication less on each path
    expect(await factNamed('path by path', example, ':cost f(1)')).toBe('14 multiplications, 3 additions');
    expect(await factNamed('with reuse', example, ':cost f(1)')).toBe('6 multiplications, 2 additions');
  });

  test('grows with the length of a program in one sweep, and with its paths without reuse', async () => {
    const lines = ['r(x, n) = n == 0 ? x : (y = r(x, n - 1); y*y + sin(y))', ':cost r(0.5, 20) wrt=x'];
    expect(await factNamed('paths to the outputs', ...lines)).toBe(3 ** 20);
    const { rows } = await costOf(...lines);
    expect(rows[3]![3]).toBeLessThan(4);
  });
});
