import { tensorOf, tensorsOf } from '../arrays.ts';
import { describe, expect, test } from 'vitest';
import { answered, failed, resultOf, trial } from './fixture.ts';

const notesOf = async (line: string): Promise<string[]> =>
  answered(await trial().run(line)).notes.map(({ code }) => code);

describe(':eig', () => {
  test('answers pairs that satisfy A v = L v', async () => {
    const { run } = trial();
    const { parts } = tensorsOf(await run('A = [4, 1, 0; 1, 3, 1; 0, 1, 2]', ':eig A'));
    const [values, vectors] = parts as [(typeof parts)[0], (typeof parts)[0]];
    const a = [4, 1, 0, 1, 3, 1, 0, 1, 2];
    values.data.forEach((value, k) => {
      const v = [0, 1, 2].map((i) => vectors.data[3 * i + k]!);
      [0, 1, 2].forEach((i) => {
        expect([0, 1, 2].reduce((s, j) => s + a[3 * i + j]! * v[j]!, 0)).toBeCloseTo(value * v[i]!, 13);
      });
    });
  });

  test('shows complex ones as rows of two parts', async () => {
    const { parts } = tensorsOf(await trial().run(':eig [1, -2; 2, 1]'));
    expect(parts.map(({ name, shape }) => [name[0], ...shape])).toEqual([
      ['values', 2, 2],
      ['real parts of the vectors', 2, 2],
      ['imaginary parts of the vectors', 2, 2],
    ]);
    expect(Array.from(parts[0]!.data)).toEqual([1, -2, 1, 2]);
  });

  test.each([
    [':eig [2, 0; 0, 2]', ['matrix/repeated-value']],
    [':eig [2, 1; 0, 2]', ['matrix/defective']],
    [':eig [2, 0; 0, 3]', []],
    [':eig [0/0, 1; 1, 1]', ['value/nan', 'matrix/not-finite']],
    [':svd [3, 0; 0, 3]', ['matrix/repeated-value']],
    [':svd [1, 2; 2, 4]', ['matrix/rank-deficient']],
    [':rank [1, 0; 0, 1e-13]', ['matrix/near-rank']],
    [':rank [1, 0; 0, 1e-9]', []],
    [':rank zeros(2, 3)', ['matrix/rank-deficient']],
    [':rank [1e20, 0; 0, 1]', ['matrix/near-rank']],
    [':svd [1e10, 0; 0, 1e-10]', ['matrix/near-rank']],
    [':rank [1e20, 0, 0; 0, 1, 0; 0, 0, 0]', ['matrix/near-rank', 'matrix/rank-deficient']],
  ])('%s notes %j', async (line, codes) => {
    expect(await notesOf(line)).toEqual(codes);
  });

  test.each([
    [':eig [1, 2, 3]', 'shape/rank'],
    [':eig [1, 2, 3; 4, 5, 6]', 'shape/not-square'],
    [':svd zeros(2, 2, 2)', 'shape/rank'],
    [':rank', 'operand/missing'],
    [':rank [1, 0; 0, 1], 3', 'operand/extra'],
  ])('%s is an error', async (line, code) => {
    expect(failed(await trial().run(line)).fault.code).toBe(code);
  });
});

describe(':hess of a number', () => {
  test.each([
    ['x^2 + y^2 + x*y', 'positive definite'],
    ['-x^2 - y^2', 'negative definite'],
    ['x^2 - y^2', 'indefinite'],
    ['(x + y)^2', 'positive semidefinite'],
    ['-(x + y)^2', 'negative semidefinite'],
    ['x + y', 'zero'],
    ['1e8*x^2 - 1e-8*y^2', 'indefinite'],
    ['1e8*x^2 + 1e-8*y^2', 'positive definite'],
    ['-1e100*x^2 - 1e-100*y^2', 'negative definite'],
    ['1e8*x^2 + x*y', 'indefinite'],
  ])('%s is %s', async (text, words) => {
    const { curvature } = tensorOf(await trial().run(`:hess ${text} at x=1, y=2`));
    expect(curvature?.definiteness).toBe(words);
  });

  test('gives the eigenvalues, 1 and 3', async () => {
    const { curvature } = tensorOf(await trial().run(':hess x^2 + y^2 + x*y at x=1, y=2'));
    expect(curvature?.eigenvalues).toEqual([1, 3]);
  });

  test('gives small eigenvalues beside large ones, and a saddle of different units is no minimum', async () => {
    const { curvature } = tensorOf(await trial().run(':hess 1e8*x^2 - 1e-8*y^2 at x=1, y=1'));
    expect(curvature?.eigenvalues).toEqual([-2e-8, 2e8]);
    expect(await notesOf(':newton 1e8*x^2 - 1e-8*y^2 at x=1, y=1')).toEqual(['newton/not-a-minimum']);
  });

  test('by a matrix is of all its entries together', async () => {
    const { curvature } = tensorOf(await trial().run(":hess trace(A'*A) at A=[1, 2; 3, 4]"));
    expect(curvature).toEqual({ definiteness: 'positive definite', eigenvalues: [2, 2, 2, 2] });
  });

  test('by several arguments is of all of them together', async () => {
    const line = ':hess h([1, 2], 3)';
    const { curvature } = tensorsOf(await trial().run("h(x, s) = x'*x + s^2 + 4*s*x[1]", line));
    // [2, 0, 4; 0, 2, 0; 4, 0, 2] has the eigenvalues 2 and 2 -+ 4.
    expect(curvature).toEqual({
      definiteness: 'indefinite',
      eigenvalues: [-2, 2, 6].map((x) => expect.closeTo(x, 13)),
    });
  });

  test.each([
    ['1e8*x^2 + 2*x*y + 1e-8*y^2 at x=1, y=2', /no more than rounding/],
    ['(sqrt(2)*x + sqrt(3)*y)^2 at x=1, y=1', /no more than rounding/],
    ['abs(x) + y^2 at x=0, y=1', /kink/],
    ['x*abs(y) at x=1, y=0', /kink/],
    ['max(x, y)^2 at x=1, y=1', /kink/],
    ['sqrt(x*y) at x=-1, y=2', /not finite/],
    ['sqrt(x) + y^2 at x=0, y=1', /not finite/],
    ['norm([x, y]) at x=0, y=0', /not finite/],
  ])('undecided, with the reason, where no sign is certain or no Hessian exists: %s', async (text, why) => {
    const { curvature } = tensorOf(await trial().run(`:hess ${text}`));
    expect(curvature).toMatchObject({ definiteness: 'undecided', reason: expect.stringMatching(why) });
  });

  test.each(['[x^2*y, y] at x=1, y=2', 'x^2 at x=1'])('is left out where there is none: %s', async (text) => {
    expect(tensorOf(await trial().run(`:hess ${text}`)).curvature).toBeUndefined();
  });
});

describe(':newton', () => {
  test('ends where the slope is no more than rounding, though no step is left', async () => {
    const f = 'exp(x - y/3) + exp(y/3 - x) + 1e-12*(x + y - 0.7)^4 + 1e-11*(x + y - pi)^2';
    const { facts } = resultOf(await trial().run(`:newton ${f} at x=1, y=2 steps=4`), 'table');
    expect(facts).toEqual([['ended', 'at a minimum: the slope is no more than rounding']]);
  });

  test('has no class of a Hessian at a kink, and one again beside it', async () => {
    const { rows } = resultOf(await trial().run(':newton abs(x - 1)*x + (x - 0.9)^2 + y^2 at x=1, y=1'), 'table');
    expect(rows[0]!.at(-1)).toBe('undecided');
    expect(rows[1]!.at(-1)).not.toBe('undecided');
  });

  test("walks Rosenbrock's valley", async () => {
    const { run } = trial();
    const { columns, rows } = resultOf(
      await run('f(x, y) = 100*(y - x^2)^2 + (1 - x)^2', ':newton f(-1.2, 1) steps=6'),
      'table',
    );
    expect(columns).toEqual(['step', 'x', 'y', 'value', 'slope', 'Hessian']);
    // Published iterates of full Newton steps, to the digits that are known.
    const known = [
      [-1.2, 1, 24.2],
      [-1.175280898876404, 1.380674157303371, 4.73188432527],
      [0.7631148711764698, -3.175033854748196, 1411.84517931],
      [0.7634296788840741, 0.5828247754971477, 0.0559655168339],
      [0.9999953110849908, 0.9440273238533481, 0.313189076116],
      [0.9999956956536688, 0.999991391325717, 1.85273973393e-11],
      [0.9999999999999999, 0.9999999999814723, 3.43264452128e-20],
    ];
    known.forEach((wanted, k) => {
      wanted.forEach((x, i) => expect(Number(rows[k]![i + 1]) / x).toBeCloseTo(1, i < 2 ? 8 : 3));
    });
  });

  test.each([
    [':newton x^2 + y^2 at x=1, y=2', []],
    [':newton x^2 - y^2 at x=1, y=2', ['newton/not-a-minimum']],
    [':newton x + y at x=1, y=2', ['newton/singular']],
    [':newton x^4 at x=1 steps=2', ['newton/steps']],
    [':newton log(x) + x at x=-1', ['newton/not-finite']],
  ])('%s notes %j', async (line, codes) => {
    expect((await notesOf(line)).filter((code) => code.startsWith('newton'))).toEqual(codes);
  });

  test.each([
    ['sqrt(1+x^2) at x=2', 'each step is longer than the one before'],
    ['exp(-x) at x=1', 'its minimum lies at infinity'],
    ['exp(-x) at x=1 steps=900', 'its minimum lies at infinity'],
    ['log(1+exp(-x-y))+log(1+exp(-2*x+y)) at x=0, y=0', 'its minimum lies at infinity'],
    ['log(x) at x=1', '0 at infinity alone'],
    ['x^4 at x=1', '0.67 of the one before'],
    ['x^4/4-x^2+2*x at x=0', 'step 2 is back at step 0: a cycle of 2'],
    ['abs(x)^1.5 at x=1', 'a cycle of 2'],
    ['(0.1*x+0.3*y)^2 at x=1, y=2', 'the Hessian is singular'],
    ['x^2 - y^2 at x=1, y=1', 'a saddle'],
    ['-x^2-3*y^2 at x=1, y=1', 'a maximum'],
    ['x - log(x) at x=3', 'left the domain at step 1'],
  ])('says in one note why it is at no minimum: %s', async (text, words) => {
    const notes = (await trial().run(`:newton ${text}`)).notes.filter(({ code }) => code.startsWith('newton'));
    expect(notes).toHaveLength(1);
    expect(notes[0]!.message).toContain(words);
  });

  test('says how it knows that it is at a minimum', async () => {
    expect(resultOf(await trial().run(':newton x!-x at x=1'), 'table').facts).toEqual([
      ['ended', expect.stringContaining('at a minimum')],
    ]);
  });

  test('what several steps note is one note', async () => {
    const { notes } = await trial().run(':newton 1 - cos(x) + x^2 - x^2*1.0000000001 at x=1e-5 steps=4');
    expect(notes.filter(({ code }) => code === 'precision/loss').length).toBeLessThan(2);
  });

  test('moves all arguments, arrays too', async () => {
    const { run } = trial();
    const { columns, rows } = resultOf(
      await run('g(A, s) = sum((A - [1, 2; 3, 4]).^2) + (s - 5)^2', ':newton g(zeros(2, 2), 0)'),
      'table',
    );
    expect(columns.slice(1, 6)).toEqual(['A[1,1]', 'A[1,2]', 'A[2,1]', 'A[2,2]', 's']);
    expect(rows.at(-1)!.slice(1, 6)).toEqual([1, 2, 3, 4, 5]);
  });

  test('needs a number to minimise', async () => {
    expect(failed(await trial().run(':newton [x, x] at x=1')).fault.code).toBe('shape/not-scalar');
  });
});
