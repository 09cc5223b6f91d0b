import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failed, numbersOf, resultOf, trial } from './fixture.ts';

const example = 'f(x) = (a = x^2; b = exp(a); c = a + b; d = sqrt(c); e = cos(c); d + e)';

const tapeOf = async (...lines: readonly string[]) => resultOf(await trial().run(...lines), 'graph');

describe('a tape', () => {
  test('names its rows by the block, and writes operations over those names', async () => {
    const { nodes, outputs } = await tapeOf(example, ':tape f(1)');
    expect(nodes.map(({ name, text }) => `${name}: ${text}`)).toEqual([
      'x: input',
      'a: x^2',
      'b: exp(a)',
      'c: a + b',
      'd: sqrt(c)',
      'e: cos(c)',
      'f: d + e',
    ]);
    expect(outputs).toEqual([6]);
    expect(nodes.map(({ args }) => args)).toEqual([[], [0], [1], [1, 2], [3], [3], [4, 5]]);
  });

  // Values from 500-digit arithmetic: the table of intermediates of f at 1.
  test('has local derivatives on every edge', async () => {
    const { nodes } = await tapeOf(example, ':tape f(1)');
    const partials = nodes.flatMap(({ name, tape }) =>
      tape!.partials.map(({ by, data }) => [name, by, data![0]!] as const),
    );
    const expected = [
      ['a', 'x', 2],
      ['b', 'a', 2.7182818284590452354],
      ['c', 'a', 1],
      ['c', 'b', 1],
      ['d', 'c', 0.25929781206654787388],
      ['e', 'c', 0.54525155669233458523],
      ['f', 'd', 1],
      ['f', 'e', 1],
    ] as const;
    expect(partials.map(([name, by]) => [name, by])).toEqual(expected.map(([name, by]) => [name, by]));
    partials.forEach(([, , x], i) => {
      expect(x).toBeCloseTo(expected[i]![2], 14);
    });
  });

  test('says what the adjoint of a value that is used twice is the sum of', async () => {
    const { nodes } = await tapeOf(example, ':tape f(1)');
    const sums = nodes.flatMap(({ name, tape }) => tape!.sums.map((terms) => [name, terms.map((t) => t.through)]));
    expect(sums).toEqual([
      ['a', ['c', 'b']],
      ['c', ['e', 'd']],
    ]);
  });

  test('sums both edges of x*x', async () => {
    const { nodes } = await tapeOf(':tape x*x at x=3');
    expect(nodes[0]!.tape!.sums).toEqual([
      [
        { through: 'out', data: Float64Array.of(3), adjoint: 1, partial: 3 },
        { through: 'out', data: Float64Array.of(3), adjoint: 1, partial: 3 },
      ],
    ]);
  });

  test('calls names that come twice apart', async () => {
    const { nodes } = await tapeOf('s(x) = (y = x*2; y = y + 1; y*y)', ':tape s(1)');
    expect(nodes.map(({ name }) => name)).toEqual(['x', 'y', 'y_2', 's']);
  });

  test('has entries and products in the notation of the session', async () => {
    const lines = ['A = [1, 2; 3, 4]', 'g(x) = A*x + x[1]*x[2]', ':tape g([1, 2])'];
    const { nodes } = await tapeOf(...lines);
    expect(nodes.map(({ name, text }) => [name, text])).toEqual([
      ['x', 'input'],
      ['v1', 'A * x'],
      ['x[1]', 'x[1]'],
      ['x[2]', 'x[2]'],
      ['v2', 'x[1] * x[2]'],
      ['g', 'v1 + v2'],
    ]);
    expect(nodes[1]!.shape).toEqual([2]);
  });

  test('of two entries of a matrix has one row each', async () => {
    const { nodes } = await tapeOf(':tape B[1, 2]*B[2, 1] at B=[1, 2; 3, 4]');
    expect(nodes.map(({ name }) => name)).toEqual(['B', 'B[1,2]', 'B[2,1]', 'out']);
  });

  test('has a column for each of a few directions and cotangents', async () => {
    const { tape } = await tapeOf('q(x, y) = [x*y, x + y]', ':tape q(1, 2)');
    expect(tape).toMatchObject({ tangents: ['d/dx', 'd/dy'], adjoints: ['adjoint q1', 'adjoint q2'] });
  });

  test('leaves tangents out where there are many directions, and says so', async () => {
    const { tape } = await tapeOf(':tape sum(x.^2) at x=ones(5)');
    expect(tape).toMatchObject({ tangents: [], adjoints: ['adjoint'], directions: 5 });
  });

  test('carries the direction and the cotangent that are given', async () => {
    const { nodes } = await tapeOf(':tape [x[1]*x[2], x[1]] at x=[3, 4] along=[1, 2] with=[1, 10]');
    expect(nodes[0]!.tape!.adjoints.map((a) => [...a])).toEqual([[14, 3]]);
    expect(nodes.at(-1)!.tape!.tangents.map((a) => [...a])).toEqual([[10, 1]]);
  });

  const power = 'r(x, n) = n == 0 ? x : sin(r(x, n - 1))';

  test('that is long shows its ends, and the rows that are asked for', async () => {
    const { nodes, tape } = await tapeOf(power, ':tape r(0.5, 100) wrt=x');
    expect(nodes).toHaveLength(30);
    expect(tape).toMatchObject({ rows: 101, omitted: [21, 91] });
    const part = await tapeOf(power, ':tape r(0.5, 100) wrt=x rows=40:42');
    expect(part.nodes.map(({ tape: row }) => row!.row)).toEqual([40, 41, 42]);
  });

  test('has a fault for rows that are not there', async () => {
    expect(failed(await trial().run(':tape x^2 at x=1 rows=9')).fault.code).toBe('tape/rows');
  });

  test('notes where NaN began', async () => {
    const { notes } = await trial().run(':tape log(x)^2 at x=-1');
    expect(notes.map(({ code }) => code)).toContain('value/nan');
  });

  test('of a constant has one row besides the input', async () => {
    const { nodes } = await tapeOf('c(x) = 3', ':tape c(2)');
    expect(nodes.map(({ name, text }) => [name, text])).toEqual([
      ['x', 'input'],
      ['c', '3'],
    ]);
  });
});

/** Expressions of x and y whose values stay in the domain of every function in them. */
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'tape' },
    fc.constantFrom('x', 'y', '2', '0.5'),
    fc
      .tuple(tie('expression'), fc.constantFrom('+', '-', '*'), tie('expression'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(fc.constantFrom('sin', 'cos', 'tanh', 'atan'), tie('expression')).map(([f, a]) => `${f}(${a})`),
  ),
}));

describe('every tape of numbers', () => {
  test('obeys the two recurrences: tangents from operands, adjoints from uses', async () => {
    await fc.assert(
      fc.asyncProperty(expression, async (text) => {
        const { nodes } = await tapeOf(`f(x, y) = ${text} + 0*x`, ':tape f(0.3, -0.7)');
        const rowOf = new Map(nodes.map((node) => [node.name, node.tape!]));
        const close = (a: number, b: number) => expect(a).toBeCloseTo(b, 9 - Math.round(Math.log10(1 + Math.abs(b))));
        const adjoints = new Map<string, number>(nodes.map(({ name }) => [name, name === nodes.at(-1)!.name ? 1 : 0]));
        for (const { name, op, tape } of nodes.toReversed()) {
          close(tape!.adjoints[0]![0]!, adjoints.get(name)!);
          for (const { by, data } of tape!.partials) {
            adjoints.set(by, adjoints.get(by)! + tape!.adjoints[0]![0]! * data![0]!);
          }
          if (op === 'input' || op === 'constant') continue;
          tape!.tangents.forEach((tangent, k) => {
            const sum = tape!.partials.reduce((s, { by, data }) => s + data![0]! * rowOf.get(by)!.tangents[k]![0]!, 0);
            close(tangent[0]!, sum);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  test('stores its columns as a matrix', async () => {
    const { engine, run } = trial();
    await run(example, 'T = :tape f(2)', 'd = :grad f(2)');
    const rows = numbersOf(engine, 'T');
    const [derivative] = numbersOf(engine, 'd');
    expect(rows[2]).toBeCloseTo(derivative!, 9);
    expect(rows.at(-2)).toBeCloseTo(derivative!, 9);
  });
});
