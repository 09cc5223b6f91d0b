import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSession } from '../src/index.ts';

describe('a session of the library', () => {
  test('answers lines with the objects that --json prints', async () => {
    const session = await openSession();
    expect(await session.run('f(x, y) = [x^2 + y^2, x*y]')).toMatchObject({
      v: 1,
      line: 1,
      ok: true,
      kind: 'function',
      name: 'f',
    });
    expect(await session.run(':jac f(1, 2)')).toEqual({
      v: 1,
      line: 2,
      input: ':jac f(1, 2)',
      ok: true,
      kind: 'tensor',
      name: 'ans',
      shape: [2, 2],
      axes: ['f', 'x,y'],
      layout: 'numerator',
      data: [
        [2, 4],
        [2, 1],
      ],
      notes: [],
    });
  });

  test('answers a mistake as an object too, and goes on', async () => {
    const session = await openSession();
    expect(await session.run('q + 1')).toMatchObject({
      ok: false,
      line: 1,
      error: { code: 'name/unknown', span: [0, 1] },
    });
    expect(await session.run('1 + 1')).toMatchObject({ ok: true, line: 2, data: 2 });
  });

  test('runs lines in the order in which they were given', async () => {
    const session = await openSession();
    const answers = await Promise.all(['a = 1', 'a = a + 1', 'a * 10'].map((line) => session.run(line)));
    expect(answers).toMatchObject([{ data: 1 }, { data: 2 }, { data: 20, line: 3 }]);
  });

  test('draws the same numbers from the same seed, and is apart from other sessions', async () => {
    const draw = async (seed: number) => {
      const session = await openSession({ seed });
      return (await session.run('random(3)'))['data'];
    };
    expect(await draw(7)).toEqual(await draw(7));
    expect(await draw(7)).not.toEqual(await draw(8));
  });

  test('is portable or not, whatever other sessions are', async () => {
    const [portable, usual] = [await openSession({ portable: true }), await openSession()];
    const blas = async ({ run }: typeof usual) => {
      const { rows } = await run(':set');
      return (rows as string[][]).find(([setting]) => setting === 'blas')?.[2];
    };
    const states = [await blas(portable), await blas(usual), await blas(portable)];
    expect(states.map((state) => state?.includes('left out from the start'))).toEqual([true, false, true]);
  });

  test('reaches the files of its folder alone', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'nabla-library-'));
    writeFileSync(path.join(folder, 'a.nabla'), 'a = 42\n');
    const session = await openSession({ folder });
    expect(await session.run(':load a.nabla')).toMatchObject({ ok: true });
    expect(await session.run('a')).toMatchObject({ data: 42 });
    expect(await session.run(':load ../a.nabla')).toMatchObject({ ok: false, error: { code: 'file/outside' } });
    rmSync(folder, { recursive: true });
  });
});

describe('a compiled line', () => {
  const rosenbrock = 'f(x) = sum(100*(x[2:end] - x[1:end-1].^2).^2 + (1 - x[1:end-1]).^2)';
  /** d/dx_i of sum 100 (x_{i+1} - x_i^2)^2 + (1 - x_i)^2. */
  const gradientOf = (x: Float64Array): number[] =>
    Array.from(x, (a, i) => {
      const [before, after] = [x[i - 1], x[i + 1]];
      const left = before === undefined ? 0 : 200 * (a - before ** 2);
      return left + (after === undefined ? 0 : -400 * a * (after - a ** 2) - 2 * (1 - a));
    });

  test('is a function over typed arrays', async () => {
    const session = await openSession();
    await session.run(rosenbrock);
    const gradient = await session.compile(':grad f(x)', { x: [50] });
    for (const shift of [0, 1]) {
      const x = Float64Array.from({ length: 50 }, (_, i) => Math.sin(i + shift));
      const { shape, data } = gradient({ x });
      expect(shape).toEqual([1, 50]);
      const exact = gradientOf(x);
      for (const [i, value] of data.entries()) expect(value).toBeCloseTo(exact[i] ?? NaN, 10);
    }
  });

  test('says what is missing or does not fit', async () => {
    const session = await openSession();
    await session.run(rosenbrock);
    const value = await session.compile('f(x)', { x: [3] });
    expect(() => value({ x: [1, 2] })).toThrow('the input x has 2 entries');
    expect(() => value({})).toThrow('the input x is missing');
    await expect(session.compile('g(x)', { x: [3] })).rejects.toThrow('g is not defined');
  });
});
