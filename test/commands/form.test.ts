import { tensorOf, tensorsOf } from '../arrays.ts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interpret } from '../../src/compile/interpreter.ts';
import { tensor } from '../../src/tensor/tensor.ts';
import { failed, numbersOf, trial } from './fixture.ts';

const matrixOf = 'f(A, x) = A*x';

describe(':jac with form=', () => {
  test('names the entries in the order that it has them in', async () => {
    const { run } = trial();
    const rows = tensorOf(await run('B = [1, 2; 3, 4]', ':jac B*B wrt=B form=rows'));
    const columns = tensorOf(await run(':jac B*B wrt=B form=columns'));
    expect(rows.axes?.map(({ labels }) => labels?.[1])).toEqual(['out[1,2]', 'B[1,2]']);
    expect(columns.axes?.map(({ labels }) => labels?.[1])).toEqual(['out[2,1]', 'B[2,1]']);
    expect(rows.remark).toContain('row-major');
    expect(columns.remark).toContain('column-major');
  });

  test('says how to get the array back, and that is true', async () => {
    const shapes = fc.tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 2, max: 3 }),
      fc.integer({ min: 1, max: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(shapes, fc.constantFrom('rows', 'columns'), async ([m, k, n], form) => {
        const { run, engine } = trial();
        await run(`C = randn(${m}, ${k})`, `B = randn(${k}, ${n})`, 'D = :jac C*B wrt=B');
        const { remark } = tensorOf(await run(`J = :jac C*B wrt=B form=${form}`));
        const back = remark!.slice(remark!.indexOf('; ') + 2, remark!.indexOf(' is ')).replace('this', 'J');
        await run(`again = ${back}`);
        expect(numbersOf(engine, 'again')).toEqual(numbersOf(engine, 'D'));
        await run('same = norm(flatten(again - D))');
        expect(numbersOf(engine, 'same')).toEqual([0]);
      }),
      { numRuns: 12 },
    );
  });

  test('collates a slice for each entry of each argument', async () => {
    const { run } = trial();
    const { parts } = tensorsOf(await run(matrixOf, ':jac f([1, 2; 3, 4], [5, 6]) form=collate'));
    expect(parts.map(({ name, data }) => [name[0], ...data])).toEqual([
      ['A[1,1]', 5, 0],
      ['A[1,2]', 6, 0],
      ['A[2,1]', 0, 5],
      ['A[2,2]', 0, 6],
      ['x[1]', 1, 3],
      ['x[2]', 2, 4],
    ]);
  });

  test('flattens each argument of a kind of its own, and scalars together', async () => {
    const { run } = trial();
    const { parts } = tensorsOf(await run(matrixOf, ':jac f([1, 2; 3, 4], [5, 6]) form=flatten'));
    expect(parts.map(({ name, shape }) => [name[0], ...shape])).toEqual([
      ['A', 2, 4],
      ['x', 2, 2],
    ]);
    const { shape, axes } = tensorOf(await run(':jac [s, t; s*t, s^2] at s=2, t=3 form=rows'));
    expect(shape).toEqual([4, 2]);
    expect(axes?.map(({ name }) => name)).toEqual(['out', 's,t']);
  });

  test('transposes in denominator layout', async () => {
    const { run } = trial();
    const { shape, data } = tensorOf(await run(':jac [x*y, x; y, x + y] at x=2, y=3 form=rows layout=denominator'));
    expect(shape).toEqual([2, 4]);
    expect(Array.from(data)).toEqual([3, 1, 0, 1, 2, 0, 1, 1]);
  });

  test('can be compiled', async () => {
    const { run, engine } = trial();
    await run('C = [1, 2; 3, 4]');
    const { record } = await engine.recorder(':jac C*B wrt=B form=columns');
    const B = tensor([2, 2], [5, 6, 7, 8]);
    const [y] = interpret(record(new Map([['B', B]])).graph, [B]);
    expect([...y!.shape, ...y!.data]).toEqual([4, 4, 1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4]);
  });

  test.each([
    [':jac x^2 at x=1 form=stacked', 'option/value'],
    [':jac x^2 at x=1 form=collate layout=numerator', 'option/conflict'],
    [':jac sum(x) at x=zeros(201) form=collate', 'limit/slices'],
  ])('%s is an error', async (line, code) => {
    expect(failed(await trial().run(line)).fault.code).toBe(code);
  });
});
