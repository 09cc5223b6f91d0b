import { describe, expect, it } from 'vitest';
import { compileLine } from '../../src/derive/compile.ts';
import { engine } from '../session/engine-fixture.ts';

/** A line as a function, in a session with the given lines before it. */
async function compiled(lines: readonly string[], line: string, shapes: Readonly<Record<string, readonly number[]>>) {
  const { run, recorder } = engine();
  for (const before of lines) await run(before);
  return compileLine(await recorder(line), shapes);
}

const numbers = (data: Float64Array): readonly number[] => [...data];

describe('a compiled line', () => {
  it('answers at each call what the line answers there', async () => {
    const gradient = await compiled(['f(x) = sum(x.^3)'], ':grad f(x)', { x: [3] });
    expect(numbers(gradient({ x: Float64Array.of(1, 2, 3) }).data)).toEqual([3, 12, 27]);
    const { shape, data } = gradient({ x: [0, -1, 2] });
    expect(shape).toEqual([1, 3]);
    expect(numbers(data)).toEqual([0, 3, 12]);
  });

  it('estimates what rounding took, where that is asked for', async () => {
    const { run, recorder } = engine();
    await run('f(x) = (exp(x)-1-x)/x^2');
    const line = 'f(x)';
    const plain = compileLine(await recorder(line), { x: [] });
    const careful = compileLine(await recorder(line), { x: [] }, { estimate: true });
    // mpmath at 60 digits
    expect(careful({ x: 1e-5 }).data[0]).toBeCloseTo(0.50000166667083334166681689468028, 14);
    expect(plain({ x: 1e-5 }).data[0]).not.toBeCloseTo(0.50000166667083334166681689468028, 8);
    expect(careful({ x: 1e-5 }).notes).toEqual([]);
    expect(plain({ x: 1e-5 }).notes).toBeUndefined();
    const lost = compileLine(await recorder('expm([x, 0; 0, 1])[1, 1] - exp(x)'), { x: [] }, { estimate: true });
    expect(lost({ x: 0.3 }).notes?.map(({ code }) => code)).toEqual(['precision/loss']);
  });

  it('takes numbers for scalars', async () => {
    const f = await compiled(['f(x, y) = [x^2 + y^2, x*y]'], ':jac f(x, y)', { x: [], y: [] });
    expect(numbers(f({ x: 1, y: 2 }).data)).toEqual([2, 4, 2, 1]);
  });

  it('has a part for each argument where they are of different kinds', async () => {
    const gradient = await compiled(['L(W, b) = sum((W*[1, 2] + b).^2)'], ':grad L(W, b)', { W: [2, 2], b: [2] });
    const { parts } = gradient({ W: [1, 0, 0, 1], b: [1, 1] });
    expect(parts?.map(({ name, shape, data }) => [name, shape, numbers(data)])).toEqual([
      [['W'], [2, 2], [4, 8, 6, 12]],
      [['b'], [1, 2], [4, 6]],
    ]);
  });

  it('names the parts of a second derivative by pairs', async () => {
    const hessian = await compiled(['q(a, v) = a*sum(v.^2)'], ':hess q(a, v)', { a: [], v: [2] });
    expect(hessian({ a: 3, v: [1, 2] }).parts?.map(({ name }) => name)).toEqual([
      ['a', 'a'],
      ['a', 'v'],
      ['v', 'a'],
      ['v', 'v'],
    ]);
  });

  it('of a large sparse derivative answers its non-zeros', async () => {
    const n = 600;
    const hessian = await compiled(['f(x) = sum((x[2:end] - x[1:end-1]).^2)'], ':hess f(x)', { x: [n] });
    const { shape, format, indices, data } = hessian({ x: new Float64Array(n) });
    expect([shape, format, data.length]).toEqual([[n, n], 'coo', 3 * n - 2]);
    // Second differences: 2 on the ends of the diagonal and 4 between, -2 beside it.
    indices!.forEach(([i, j], k) => expect(data[k]).toBe(i !== j ? -2 : i === 1 || i === n ? 2 : 4));
  });

  it.each([
    [':jvp f(x, y) along=(0.5, -1)', [-3, 0]],
    [':vjp f(x, y) with=[1, 10]', [22, 14]],
    [':hvp g(x, y) along=(1, -1)', [1, -1]],
    ['det(jac(f)(x, y))', [-6]],
  ])('%s can be compiled', async (line, wanted) => {
    const f = await compiled(['f(x, y) = [x^2 + y^2, x*y]', 'g(x, y) = x^2 + y^2 + x*y'], line, { x: [], y: [] });
    expect(numbers(f({ x: 1, y: 2 }).data)).toEqual(wanted);
  });

  it.each([
    [':jvp f(x, y) along=(u, v)', [2, 2]],
    [':vjp f(x, y) with=[u, v]', [3, 1]],
    [':hvp g(x, y) along=(u, v)', [3, 3]],
  ])('%s takes directions that are inputs', async (line, wanted) => {
    const shapes = { x: [], y: [], u: [], v: [] };
    const f = await compiled(['f(x, y) = [x^2, x*y]', 'g(x, y) = x^2 + y^2 + x*y'], line, shapes);
    f({ x: 3, y: 1, u: 5, v: 7 });
    expect(numbers(f({ x: 1, y: 1, u: 1, v: 1 }).data)).toEqual(wanted);
  });

  it('is recorded again where the branch is another', async () => {
    const f = await compiled(['f(x) = x > 0 ? x^2 : -x'], ':grad f(x)', { x: [] });
    expect([2, -3, 5, -1].map((x) => f({ x }).data[0])).toEqual([4, -1, 10, -1]);
  });

  it('reads the arrays that it is given, also its own answer', async () => {
    const double = await compiled([], '2*x', { x: [40] });
    const { data } = double({ x: new Float64Array(40).fill(1) });
    expect(numbers(double({ x: data }).data)).toEqual(Array(40).fill(4));
  });

  it.each([
    [{}, 'the input x is missing'],
    [{ x: [1, 2] }, 'the input x has 2 entries; [3] was compiled'],
    [{ x: 1 }, 'the input x has 1 entries; [3] was compiled'],
  ])('%j is refused', async (given, message) => {
    const f = await compiled([], 'sum(x)', { x: [3] });
    expect(() => f(given as { x: number[] })).toThrow(message);
  });
});
