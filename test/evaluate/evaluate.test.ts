import { tensorOf } from '../arrays.ts';
import fc from 'fast-check';
import { all, create } from 'mathjs';
import { describe, expect, it } from 'vitest';
import { engine, faultOf, nested, notesOf, valueOf } from '../session/engine-fixture.ts';

const math = create(all ?? {});

/** What mathjs answers: nested lists with 0 and 1 for booleans; undefined for an error. */
function oracle(text: string): unknown {
  try {
    return plain(math.evaluate(text));
  } catch {
    return undefined;
  }
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  return 'toArray' in value ? plain((value as { toArray(): unknown }).toArray()) : NaN;
}

const near = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((v, i) => near(v, b[i]))
    : Object.is(a, b) ||
      a === b ||
      Math.abs((a as number) - (b as number)) <= 1e-10 * Math.max(1, Math.abs(b as number));

const operands = [
  '3',
  '-0.5',
  '[1, 2, 4]',
  '[3, -1]',
  '[1, 2; 3, 5]',
  '[2, 0.5, 1; -1, 4, 3]',
  '[[2], [3]]',
  '[[1, 2, 3]]',
];

describe.each(['+', '-', '*', '/', '.*', './', '.^', '^', '==', '!=', '<', '<=', '>', '>=', '%', 'xor'])(
  'operator %s',
  (op) => {
    // `and` and `or` answer entry by entry where mathjs decides by the first operand alone; tested below.
    it('on operands of all shapes is that of mathjs, and what is an error there is one here', async () => {
      const { run } = engine();
      for (const a of operands) {
        for (const b of operands) {
          const text = `${a} ${op} ${b}`;
          const answer = await run(text);
          const wanted = oracle(text);
          if (wanted === undefined)
            expect(answer, text).toMatchObject({ ok: false, fault: { span: [expect.any(Number), text.length] } });
          else
            expect(
              near(nested(tensorOf(answer)), wanted),
              `${text}: ${JSON.stringify([nested(tensorOf(answer)), wanted])}`,
            ).toBe(true);
        }
      }
    });
  },
);

describe('expressions', () => {
  it.each<[string, unknown]>([
    ['2 + 3 * 4 ^ 2', 50],
    ['-2 ^ 2', -4],
    ['2 ^ 3 ^ 2', 512],
    ['1 < 2 < 3', 1],
    ['3 > 2 > 2', 0],
    ['2 == 2 and not 0', 1],
    ['[0, 1] and [1, 1]', [0, 1]],
    ['[0, 1] or 0', [0, 1]],
    ['5!', 120],
    [
      "[1, 2; 3, 4]'",
      [
        [1, 3],
        [2, 4],
      ],
    ],
    ["[1, 2, 3]'", [1, 2, 3]],
    ['1 > 2 ? 3 : 4', 4],
    ['[1, 0, 2] ? 5 : [6, 7, 8]', [5, 7, 5]],
    ['1:3', [1, 2, 3]],
    ['3:1', []],
    ['3:-1:1', [3, 2, 1]],
    ['0:0.1:0.3', [0, 0.1, 0.2, 0.1 * 3]],
    ['(a = 3; b = a^2; a + b)', 12],
    [
      'map([1, 2; 3, 4], f(u) = u^2)',
      [
        [1, 4],
        [9, 16],
      ],
    ],
    [
      'map([1, 2], f(u) = [u, u^2])',
      [
        [1, 1],
        [2, 4],
      ],
    ],
    ['map([1, 4, 9], sqrt)', [1, 2, 3]],
    [
      'map([1, 2; 3, 4], [5, 6; 7, 8], f(u, v) = u*v)',
      [
        [5, 12],
        [21, 32],
      ],
    ],
    ['map([3, 5], [4, 12], hypot)', [5, 13]],
    ['map([1, 2], [3, 4], [5, 6], f(u, v, w) = u + 10*v + 100*w)', [531, 642]],
    [
      'map([1, 2], [3, 4], f(u, v) = [u, v])',
      [
        [1, 3],
        [2, 4],
      ],
    ],
    ['map(2, 3, f(u, v) = u^v)', 8],
    [':grad map(x, [2, 3], f(u, v) = u^v)[2] at x=[5, 7]', [[0, 147]]],
    ['map([1, 2, 3], fact(n) = n <= 1 ? 1 : n*fact(n - 1))', [1, 2, 6]],
    ['map([], f(u) = u)', []],
    [
      '[[1, 2], [3, 4]] - [1, 2; 3, 4]',
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [
      '[1, 2; 3, 4] ^ 3',
      [
        [37, 54],
        [81, 118],
      ],
    ],
    [
      '[1, 2; 3, 4] ^ -1 * [1, 2; 3, 4]',
      [
        [1, 0],
        [0, 1],
      ],
    ],
    [
      '[1, 2; 3, 4] ^ 0',
      [
        [1, 0],
        [0, 1],
      ],
    ],
    ['[]', []],
    ['true + true', 2],
    ['NaN == NaN', NaN],
  ])('%s is %j', async (text, wanted) => {
    expect(near(await valueOf(text), wanted), JSON.stringify(await valueOf(text))).toBe(true);
  });

  it('take one branch alone', async () => {
    expect(await valueOf('f(n) = n < 1 ? 0 : 1 + f(n - 1)', 'f(50)')).toBe(50);
  });

  it('may be long sums, which do not exhaust the stack', async () => {
    expect(await valueOf(Array(5000).fill('1').join(' + '))).toBe(5000);
  });
});

describe('indexing', () => {
  const A = 'A = [1, 2, 3; 4, 5, 6]';

  it.each<[string, unknown]>([
    ['A[2, 3]', 6],
    ['A[end, 1]', 4],
    ['A[1, end - 1]', 2],
    ['A[1, :]', [1, 2, 3]],
    ['A[:, 2]', [2, 5]],
    [
      'A[:, [3, 1]]',
      [
        [3, 1],
        [6, 4],
      ],
    ],
    [
      'A[[1, 1], :]',
      [
        [1, 2, 3],
        [1, 2, 3],
      ],
    ],
    ['A[2:2, :]', [[4, 5, 6]]],
    ['A[1, 1:0]', []],
    ['(A * 2)[1, 1]', 2],
    ['[5, 6, 7][end]', 7],
    ['[5, 6, 7, 8][end:-2:1]', [8, 6]],
    ['[[[1, 2], [3, 4]]][1, 2, :]', [3, 4]],
    ['A[1, A[1, end]]', 3],
  ])('%s is %j', async (text, wanted) => {
    expect(await valueOf(A, text)).toEqual(wanted);
  });

  it.each([
    ['A[3, 1]', 'index/range'],
    ['A[0, 1]', 'index/range'],
    ['A[1.5, 1]', 'index/not-whole'],
    ['A[1]', 'index/rank'],
    ['A[1, 2, 3]', 'index/rank'],
    ['A(1, 2)', 'call/not-a-function'],
  ])('%s is refused: %s', async (text, code) => {
    expect((await faultOf(A, text))[0]).toBe(code);
  });

  it.each<[string, unknown]>([
    [
      'A[1, 2] = 9',
      [
        [1, 9, 3],
        [4, 5, 6],
      ],
    ],
    [
      'A[1, :] = [7, 8, 9]',
      [
        [7, 8, 9],
        [4, 5, 6],
      ],
    ],
    [
      'A[:, end] = 0',
      [
        [1, 2, 0],
        [4, 5, 0],
      ],
    ],
    [
      'A[[2, 1], 1] = [7, 8]',
      [
        [8, 2, 3],
        [7, 5, 6],
      ],
    ],
  ])('entries are assigned: %s', async (text, wanted) => {
    expect(await valueOf(A, text)).toEqual(wanted);
    expect(await valueOf(A, 'B = A', text, 'B')).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  it.each([
    ['A[3, 1] = 0', 'index/range'],
    ['A[1, :] = [1, 2]', 'shape/mismatch'],
    ['A[1, 1] = "s"', 'type/not-a-number'],
    ['q[1] = 3', 'name/unknown'],
  ])('%s is refused: %s', async (text, code) => {
    expect((await faultOf(A, text))[0]).toBe(code);
  });
});

describe('names', () => {
  it('are looked up when a function is called', async () => {
    expect(await valueOf('k = 2', 'f(x) = k*x', 'k = 10', 'f(1)')).toBe(10);
    expect(await valueOf('f(x) = g(x) + 1', 'g(x) = x^2', 'f(3)')).toBe(10);
  });

  it('of parameters and blocks hide those of the session, and end with them', async () => {
    expect(await valueOf('x = 5', 'f(x) = x^2', 'f(3) + x')).toBe(14);
    expect(await valueOf('a = 5', '(a = 1; a) + a')).toBe(6);
    expect((await faultOf('f(x) = (a = x; a)', 'f(1) + a'))[0]).toBe('name/unknown');
  });

  it('are not seen by functions that are called, but by those written within', async () => {
    expect((await faultOf('g(u) = u + hidden', 'f(hidden) = g(1)', 'f(2)'))[0]).toBe('name/unknown');
    expect(await valueOf('f(a) = map([1, 2], g(u) = a*u)', 'f(3)')).toEqual([3, 6]);
  });

  it.each([
    ['e', 'e = 5', 'e + 1', 6],
    ['pi', 'pi = 3', 'pi', 3],
    ['i', 'i = 2', 'i*3', 6],
    ['sin', 'sin(x) = x', 'sin(3)', 3],
    ['e as a parameter', 'f(e) = e^2', 'f(3)', 9],
    ['jac', 'jac = 3', 'jac * 2', 6],
  ])('may be those of constants and functions: %s', async (_, define, text, wanted) => {
    expect(await valueOf(define, text)).toBe(wanted);
  });

  it('mean constants where nobody gave them', async () => {
    expect(await valueOf('[e, pi, tau, inf]')).toEqual([Math.E, Math.PI, 2 * Math.PI, Infinity]);
  });
});

describe('what is wrong is shown where it stands', () => {
  it.each([
    [['fob = 3', 'fab + 1'], 'name/unknown', 'fab'],
    [['sine(3)'], 'name/unknown', 'sine'],
    [['i + 1'], 'name/complex', 'i'],
    [['f(x) = x', 'f(1, 2)'], 'arity/too-many', 'f(1, 2)'],
    [['f(x) = x', '1 + f()'], 'arity/too-few', 'f()'],
    [['f(x) = x', 'f + 1'], 'type/not-a-number', 'f'],
    [['"a" + 1'], 'type/not-a-number', '"a"'],
    [['1 + [1, 2] * [1, 2, 3]'], 'shape/product', '[1, 2] * [1, 2, 3]'],
    [['1 + det([1, 2])'], 'shape/not-square', 'det([1, 2])'],
    [['zeros(1e9)'], 'limit/size', 'zeros(1e9)'],
    [['1:1e12'], 'limit/size', '1:1e12'],
    [['[[1, 2], [3]]'], 'shape/ragged', '[[1, 2], [3]]'],
    [['[1, 2; 3, 4] ^ 0.5'], 'value/not-whole', '[1, 2; 3, 4] ^ 0.5'],
    [['[1, 2; 2, 4] ^ -1'], 'matrix/singular', '[1, 2; 2, 4] ^ -1'],
    [['jac(3)'], 'operator/no-function', '3'],
    [['f(x) = x', 'jac(f, y)(1)'], 'operator/no-parameter', 'jac(f, y)(1)'],
    [['map(3)'], 'arity/map', 'map(3)'],
    [['map([1, 2], [1, 2, 3], f(u, v) = u)'], 'shape/mismatch', 'map([1, 2], [1, 2, 3], f(u, v) = u)'],
    [['map([1, 2], [3, 4], f(u) = u)'], 'arity/too-many', 'map([1, 2], [3, 4], f(u) = u)'],
  ])('%j: %s at %s', async (lines, code, at) => {
    expect(await faultOf(...lines)).toEqual([code, at]);
  });

  it('also where it stands in a function of an earlier line: at the call', async () => {
    expect(await faultOf('g(x) = [1, 2] + x', 'h(x) = g(x)', '1 + h([1, 2, 3])')).toEqual([
      'shape/mismatch',
      'h([1, 2, 3])',
    ]);
    expect(await faultOf('g(x) = nowhere + x', '2 * g(1)')).toEqual(['name/unknown', 'g(1)']);
  });

  it('with the nearest name', async () => {
    const answer = await engine().run('sine(3)');
    expect(answer).toMatchObject({ ok: false, fault: { help: expect.stringContaining('sin') } });
  });
});

describe('notes', () => {
  it('name the operation where NaN and infinity began, if they reach the answer', async () => {
    expect(await notesOf('1 + sqrt(-1) * 2')).toEqual([['value/nan', 'sqrt(-1)', 1]]);
    expect(await notesOf('1/0')).toEqual([['value/infinite', '1/0', 1]]);
    expect(await notesOf('1 / (1/0)')).toEqual([]);
    expect(await notesOf('[0, log(-1), 1/0]')).toEqual([
      ['value/nan', 'log(-1)', 1],
      ['value/infinite', '1/0', 1],
    ]);
  });

  it('count entries, one note for each cause', async () => {
    expect(await notesOf('sqrt([-1, -2, 3])')).toEqual([['value/nan', 'sqrt([-1, -2, 3])', 2]]);
    expect(await notesOf('map([-1, -2], f(u) = sqrt(u))')).toHaveLength(1);
  });

  it('tell of a vector that meets a column', async () => {
    expect((await notesOf('[1, 2] + [1; 2]')).map(([code]) => code)).toEqual(['shape/outer']);
    expect(await notesOf('[1, 2, 3] + [1; 2]')).toEqual([]);
  });

  it('tell of kinks where a derivative is taken, and nowhere else', async () => {
    expect(await notesOf('abs(0)')).toEqual([]);
    expect((await notesOf(':jac abs(x) at x=0')).map(([code]) => code)).toEqual(['derivative/kink']);
    expect(await notesOf('f(x, y) = abs(y) * x', ':jac f(1, 0) wrt=x')).toEqual([]);
  });
});

describe('random numbers', () => {
  it('are the same each time that a session runs', async () => {
    const drawn = async (seed: number): Promise<unknown[]> => {
      const { run } = engine(seed);
      const values: unknown[] = [];
      for (const line of ['random()', 'random(2, 2)', 'nowhere', 'randn(3)']) {
        const answer = await run(line);
        if (answer.ok) values.push(nested(tensorOf(answer)));
      }
      return values;
    };
    expect(await drawn(1)).toEqual(await drawn(1));
    expect(await drawn(1)).not.toEqual(await drawn(2));
  });

  it('do not depend on lines that fail, and differ from line to line', async () => {
    const { run } = engine();
    const a = await run('random()');
    const other = engine();
    await other.run('[random(3), nowhere]');
    expect(await other.run('random()')).toEqual(a);
    const b = await run('random()');
    expect(b.ok && b.result).not.toEqual(a.ok && a.result);
  });

  it('are uniform, or normal', async () => {
    const moments = (await valueOf(
      'x = random(20000)',
      'y = randn(20000)',
      '[mean(x), variance(x), mean(y), variance(y)]',
    )) as number[];
    const wanted = [1 / 2, 1 / 12, 0, 1];
    moments.forEach((m, i) => expect(Math.abs(m - wanted[i]!)).toBeLessThan(0.03));
  });

  it('are constants to a derivative', async () => {
    expect(await valueOf('f(x) = x * random()', 'jac(f)(1) < 1')).toBe(1);
  });
});

it('any expression of numbers is that of mathjs', async () => {
  const { run } = engine();
  const number = fc.integer({ min: -9, max: 9 }).map((k) => (k < 0 ? `(${k})` : `${k / 2}`));
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 4 },
      number,
      fc
        .tuple(tie('expression'), fc.constantFrom('+', '-', '*', '/', '^', '.*', '<', '>=', '=='), tie('expression'))
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc
        .tuple(fc.constantFrom('sin', 'cos', 'abs', 'exp', 'atan', 'floor', '-'), tie('expression'))
        .map(([f, a]) => `${f}(${a})`),
      fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([a, b, c]) => `(${a} > 0 ? ${b} : ${c})`),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(expression, async (text) => {
      const wanted = oracle(text);
      // Complex numbers, and what they turn into, are NaN here; near-ties are rounded apart by mathjs.
      if (typeof wanted !== 'number' || !Number.isFinite(wanted) || /NaN|Infinity/.test(String(wanted))) return;
      const answer = await run(text);
      const actual = tensorOf(answer).data[0]!;
      if (Number.isNaN(actual)) return;
      expect(near(actual, wanted), `${text}: ${actual} instead of ${wanted}`).toBe(true);
    }),
    { numRuns: 200, seed: 11 },
  );
});
