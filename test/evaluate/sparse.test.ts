import { sparseOf, sparsesOf, tensorOf } from '../arrays.ts';
import { describe, expect, it } from 'vitest';
import type { SparsePart } from '../../src/answer/result.ts';
import { expectationText, holdAnswer } from '../../src/script/expectation.ts';
import { isSparse } from '../../src/evaluate/value.ts';
import { toDense, sparse } from '../../src/tensor/sparse.ts';
import type { Tensor } from '../../src/tensor/tensor.ts';
import { answerOf, engine, faultOf, nested, notesOf, valueOf } from '../session/engine-fixture.ts';

/** What the last of several lines answers, which must be sparse. */
const foundBy = async (...lines: readonly string[]) => sparseOf(await answerOf(...lines));

const partsOf = async (...lines: readonly string[]) => sparsesOf(await answerOf(...lines));

const written = ({ shape, pattern, values }: Omit<SparsePart, 'name'>): Tensor =>
  toDense(sparse(shape, pattern, values));

const whole = (part: Omit<SparsePart, 'name'>) => nested(written(part));

/** The chained Rosenbrock function, and a point of so many entries. */
const chain = (n: number): readonly string[] => [
  'f(x) = sum(100*(x[2:end] - x[1:end-1].^2).^2 + (1 - x[1:end-1]).^2)',
  `x = sin(1:${n})`,
];

describe('a large Hessian', () => {
  it('of a chain is a band, of an arrow an arrow, and takes as many passes as they need', async () => {
    const band = await foundBy(...chain(10_000), ':hess f(x)');
    expect(band).toMatchObject({ shape: [10_000, 10_000], effort: { forward: 3, reverse: 0, instead: 10_000 } });
    expect(band.values.length).toBe(29_998);
    const arrow = await foundBy('x = sin(1:10000)', ':hess sum((x[2:end] - x[1]).^2)');
    expect(arrow.values.length).toBe(29_998);
    expect(arrow.effort).toMatchObject({ forward: 2, over: 'reverse' });
    expect(arrow.values[0]).toBe(2 * 9999);
    expect(arrow.values[1]).toBe(-2);
  });

  it('has the numbers of the dense one', async () => {
    const lines = chain(600);
    const found = written(await foundBy(...lines, ':hess f(x)'));
    const { data } = tensorOf(await answerOf(...lines, ':hess f(x) form=dense'));
    const most = data.reduce((m, v, i) => Math.max(m, Math.abs(v - found.data[i]!) / Math.max(1, Math.abs(v))), 0);
    expect(most).toBeLessThan(1e-14);
  });

  it('is the same in reverse over reverse', async () => {
    const [one, other] = [':hess f(x)', ':hess f(x) mode=reverse'];
    const found = await foundBy(...chain(600), other);
    expect(found.effort).toMatchObject({ forward: 0, reverse: 3 });
    const { values } = await foundBy(...chain(600), one);
    values.forEach((v, k) => expect(Math.abs(v - found.values[k]!)).toBeLessThan(1e-12 * (1 + Math.abs(v))));
  });

  it('by several arguments has a part for each pair', async () => {
    const lines = ['f(x, y) = sum(x.*y) + sum(x.^3)', 'x = [1, 2, 3]'];
    const { parts } = await partsOf(...lines, ':hess f(x, x) form=sparse');
    expect(parts.map((p) => p.name)).toEqual([
      ['x', 'x'],
      ['x', 'y'],
      ['y', 'x'],
      ['y', 'y'],
    ]);
    const dense = await valueOf(...lines, ':hess f(x, x)');
    expect(Object.fromEntries(parts.map((p) => [p.name.join(','), whole(p)]))).toEqual(dense);
  });

  it('by a matrix keeps its axes', async () => {
    const lines = ['f(X) = sum((X[2:end, :] - X[1:end-1, :]).^2)', 'X = [1, 2; 3, 5; 8, 13]'];
    const found = await foundBy(...lines, ':hess f(X) form=sparse');
    expect(found.shape).toEqual([3, 2, 3, 2]);
    expect(whole(found)).toEqual(await valueOf(...lines, ':hess f(X)'));
  });

  it('of a function whose entries all meet is refused with its size and where they do', async () => {
    const answer = await answerOf('x = sin(1:10000)', ':hess sum(x)^2');
    expect(answer.ok || answer.fault).toMatchObject({ code: 'limit/size' });
    expect(answer.ok || answer.fault.message).toContain('fills up at sum(x)');
  });
});

describe('a large Jacobian', () => {
  it('takes its full rows back and the rest forward', async () => {
    const found = await foundBy('x = sin(1:1000)', ':jac concat(x.^2, x.*x[1], [sum(x)])');
    expect(found.effort).toEqual({ forward: 2, reverse: 1, instead: 1000 });
    expect(found.values.length).toBe(1000 + 1999 + 1000);
  });

  it('by numbers is one array, by several arrays one for each', async () => {
    const { parts, effort } = await partsOf('f(x, y) = x.^2 + y.*y[1]', 'x = sin(1:1000)', ':jac f(x, x)');
    // The full column of y[1] forward, and the rows, which are apart without it, together in reverse.
    expect(effort).toEqual({ forward: 1, reverse: 1, instead: 1000 });
    expect(parts.map((p) => [p.name, p.shape, p.values.length])).toEqual([
      [['x'], [1000, 1000], 1000],
      [['y'], [1000, 1000], 1999],
    ]);
    const numbers = await foundBy(':jac [x^2, y*z, z] at x=3, y=4, z=5 form=sparse');
    expect(whole(numbers)).toEqual([
      [6, 0, 0],
      [0, 5, 4],
      [0, 0, 1],
    ]);
  });

  it('in denominator layout is transposed as shown, not as stored', async () => {
    const session = engine();
    await session.run('f(x) = x[2:end] - x[1:end-1].^2');
    const shown = sparseOf(await session.run('J = :jac f([1, 2, 3]) form=sparse layout=denominator'));
    expect(shown.axes?.map(({ name }) => name)).toEqual(['x', 'f']);
    expect(whole(shown)).toEqual([
      [-2, 0],
      [1, -4],
      [0, 1],
    ]);
    const stored = session.evaluate('J');
    expect(isSparse(stored) && nested(toDense(stored))).toEqual([
      [-2, 1, 0],
      [0, -4, 1],
    ]);
  });

  it('is dense where it is small, full, or so asked', async () => {
    for (const line of [
      ':jac sin(x) wrt=x at x=sin(1:500)',
      ':jac x*sum(x) at x=sin(1:600)',
      ':jac sin(x) at x=sin(1:600) form=dense',
    ]) {
      expect(tensorOf(await answerOf(line)).effort).toBeUndefined();
    }
  });

  it('is the same in either mode', async () => {
    const lines = ['f(x) = x[2:end].*x[1:end-1]', 'x = sin(1:600)'];
    const [one, other] = [
      await foundBy(...lines, ':jac f(x) mode=forward'),
      await foundBy(...lines, ':jac f(x) mode=reverse'),
    ];
    expect(one.effort).toEqual({ forward: 2, reverse: 0, instead: 600 });
    expect(other.effort).toEqual({ forward: 0, reverse: 2, instead: 599 });
    expect(other.values).toEqual(one.values);
  });

  it('goes forward where a branch that was not taken leaves NaN backwards', async () => {
    const lines = ['r(x) = x > 0 ? sqrt(x) : x', 'f(x) = concat([sum(r(x))], x)', 'x = [0, 1, 4, 9]'];
    const found = await foundBy(...lines, ':jac f(x) form=sparse');
    expect(found.effort).toMatchObject({ reverse: 0 });
    expect(whole(found)).toEqual(await valueOf(...lines, ':jac f(x)'));
    expect(found.values.some(Number.isNaN)).toBe(false);
  });
});

describe('what a sparse derivative notes', () => {
  const x = 'x = (1:1000)/100';

  it('is kinks', async () => {
    expect(await notesOf(x, ':jac abs(x - 3)')).toEqual([['derivative/kink', 'abs(x - 3)', 1]]);
    expect(await notesOf(x, ':hess sum((x - 3).*abs(x - 3))')).toContainEqual(['derivative/kink', 'abs(x - 3)', 1]);
  });

  it('is where NaN and infinity began, and ties', async () => {
    expect(await notesOf(x, ':jac sqrt(x - 3)')).toEqual([
      ['value/nan', 'sqrt(x - 3)', 299],
      ['value/infinite', 'sqrt(x - 3)', 1],
    ]);
    const tied = await notesOf(x, ':jac x > 3 ? x : 2*x');
    expect(tied.map(([code]) => code)).toEqual(['derivative/branch-edge']);
  });

  it('is lost digits, which are found again, but not of sums that nobody asked for', async () => {
    const lines = ['f(x) = (1 - cos(x))./x.^2', 'x = [1e-4, 2e-4, 3e-4]'];
    const [found, dense] = [
      await foundBy(...lines, ':jac f(x) form=sparse'),
      await valueOf(...lines, ':jac f(x) form=dense'),
    ];
    expect(whole(found)).toEqual(dense);
    // d/dx (1 - cos x)/x^2 = -x/12 + x^3/180 - ..
    expect(found.values[0]! / (-1e-4 / 12 + 1e-12 / 180)).toBeCloseTo(1, 12);
    // The products add second differences up, which cancel; what is told does not.
    expect(await notesOf('x = sin(1:700)', ':hess sum(sin(x[3:end] - 2*x[2:end-1] + x[1:end-2]))')).toEqual([]);
  });

  it('is what does not depend on the inputs', async () => {
    const notes = await notesOf(x, ':jac concat(x, [1, 2])');
    expect(notes.map(([code]) => code)).toEqual(['derivative/structural-zero']);
  });

  it('has no NaN outside the pattern, however steep the slope', async () => {
    const found = await foundBy('x = (0:999)', ':jac sqrt(x)');
    expect(found.values.length).toBe(1000);
    expect(found.values[0]).toBe(Infinity);
    expect(found.values.some(Number.isNaN)).toBe(false);
  });
});

describe('an expression with a sparse matrix', () => {
  const setting = [
    'f(x) = sum((x[2:end] - x[1:end-1]).^2) + sum(x.^4)/12',
    'x = [1, 2, 4, 8]',
    'H = :hess f(x) form=sparse',
    'A = full(H)',
    'B = [1, 2; 3, 4; 5, 6; 7, 8]',
    'v = [1, -1, 2, 0.5]',
  ];

  it.each([
    'H*v',
    'v*H',
    'H*B',
    "B'*H",
    "H'",
    '-H',
    '+H',
    '2*H',
    'H*2',
    'H/4',
    'H./4',
    'H.*3',
    'H + H',
    'H - 2H',
    'H + A',
    'A - H',
    'H*H',
    "H'*H",
    'H*A',
    'A*H',
    'H[2, 3]',
    'H[1, 3]',
    'H[2, :]',
    'H[:, end]',
    'H[2:3, [1, 3, 3]]',
    'H[end, 1:2]',
    'H[:, :]',
    'sum(H)',
    'sum(H, 1)',
    'sum(H, 2)',
    'diag(H)',
    'diag(H, -1)',
    'diag(H, 9)',
    'trace(H)',
    'norm(H)',
    'abs(H)',
    'size(H)',
    'count(H)',
    'transpose(H)',
    'reshape(H, [4, 2, 2])',
    'reshape(H, [2, 8])',
    'reshape(H, [16])',
    'flatten(H)',
    'H.^2',
    'H^2',
    'H == A',
    'sin(H)',
    'inv(H)',
    'det(H)',
    'H + 1',
    'NaN*H',
    'H/0',
    'not H',
    'map(H, cos)',
    'nnz(H)',
    '(y = H; y*y)',
    'H > 0 ? H : 1',
    '[H, H]',
  ])('%s is what it is with a dense one', async (text) => {
    const full = text.replaceAll('H', 'A');
    const run = engine();
    for (const line of setting) await run.run(line);
    const [found, wanted] = [run.evaluate(text), run.evaluate(full)];
    const numbers = (value: typeof found): Tensor => {
      if (isSparse(value)) return toDense(value);
      if ('data' in value) return value;
      throw new Error(`${text} is no array`);
    };
    expect(numbers(found).shape).toEqual(numbers(wanted).shape);
    numbers(wanted).data.forEach((x, i) => {
      const y = numbers(found).data[i]!;
      expect(Object.is(x, y) || Math.abs(x - y) <= 1e-15 * (1 + Math.abs(x)), `${text}: ${y} instead of ${x}`).toBe(
        true,
      );
    });
  });

  it.each(['H*H', "H'", '2H', 'H + H', 'H/4', '-H', 'abs(H)', 'reshape(H, [4, 2, 2])'])(
    '%s stays sparse',
    async (text) => {
      const run = engine();
      for (const line of setting) await run.run(line);
      expect(isSparse(run.evaluate(text) as never)).toBe(true);
    },
  );

  it('can be differentiated', async () => {
    const lines = [...setting, 'g(v) = v*H*v + sum((v*H).^2)'];
    const dense = lines.map((line) => line.replaceAll('v*H', 'v*A'));
    expect(await valueOf(...lines, ':grad g(v)')).toEqual(await valueOf(...dense, ':grad g(v)'));
    expect(await valueOf(...lines, ':jac H*v.^2 wrt=v')).toEqual(await valueOf(...lines, ':jac A*v.^2 wrt=v'));
    expect(await valueOf(...lines, "h(B) = B'*H", ':jac h(B)')).toEqual(
      await valueOf(...lines, "h(B) = B'*A", ':jac h(B)'),
    );
  });

  it('can change an entry, and is dense then', async () => {
    expect(await valueOf(...setting, 'H[1, 4] = 7', 'H - A')).toEqual([
      [0, 0, 0, 7],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
  });

  it('is refused where all of a large one are needed, and says what it can do', async () => {
    const large = [...chain(10_000), 'H = :hess f(x)'];
    for (const text of ['H + 1', 'sin(H)', 'det(H)', 'H.^2', 'map(H, sin)']) {
      expect((await faultOf(...large, text))[0]).toBe('sparse/size');
    }
    expect((await faultOf(...large, 'H[1, 2] = 3'))[0]).toBe('sparse/size');
    expect((await faultOf(...large, ':copy H'))[0]).toBe('sparse/size');
    expect(await valueOf(...large, 'norm(H*ones(10000) - sum(H, 2))')).toBe(0);
    expect(await valueOf(...large, "nnz(H - H')")).toBe(0);
  });

  it('points at the index or the extents that do not fit', async () => {
    expect(await faultOf(...setting, 'H[5, 1]')).toEqual(['index/range', 'H[5, 1]']);
    expect(await faultOf(...setting, 'H[5]')).toEqual(['index/rank', 'H[5]']);
    expect(await faultOf(...setting, 'H*[1, 2]')).toEqual(['shape/product', 'H*[1, 2]']);
    expect(await faultOf(...setting, 'H(1)')).toEqual(['call/not-a-function', 'H']);
    expect(await faultOf(...setting, 'sum(H, 3)')).toEqual(['shape/axis', 'sum(H, 3)']);
    expect((await faultOf(...setting, 'nnz(H, 1)'))[0]).toBe('arity/too-many');
  });
});

describe('the operators on functions', () => {
  it('answer large derivatives sparse, and small ones as before', async () => {
    expect(await valueOf(...chain(10_000), 'nnz(hess(f)(x)*2)')).toBe(29_998);
    expect(await valueOf('f(x) = x.^2', 'x = sin(1:1000)', 'sum(jac(f)(x)) - sum(2*x)')).toBeCloseTo(0, 12);
    expect(await valueOf('f(x) = x.^2', 'jac(f)([1, 2])')).toEqual([
      [2, 0],
      [0, 4],
    ]);
  });
});

describe('a sparse value in the session', () => {
  it('is listed, undone and copied', async () => {
    const run = engine();
    for (const line of ['f(x) = x.^2', 'J = :jac f([1, 2]) form=sparse', 'J = 3*J']) await run.run(line);
    expect(await run.run(':list')).toMatchObject({
      result: {
        rows: [
          ['f', 'function of x', 'f(x) = x.^2'],
          ['J', 'sparse matrix [2,2]', '2 non-zeros'],
        ],
      },
    });
    expect(await run.run(':undo')).toMatchObject({ result: { rows: [['J', 'changed', '2 non-zeros']] } });
    expect(await run.run('x = 1')).toMatchObject({ ok: true });
    expect(await run.run(':undo')).toMatchObject({ result: { rows: [['x', 'removed', '']] } });
    expect(await run.run(':copy J as=numpy')).toMatchObject({
      result: { text: 'scipy.sparse.coo_array(([2.0, 4.0], ([0, 1], [0, 1])), shape=(2, 2))' },
    });
    expect(await run.run(':copy J')).toMatchObject({ result: { text: '[2, 0; 0, 4]' } });
    expect(sparseOf(await run.run(':show J digits=3')).digits).toBe(3);
    expect(await run.run(':latex J')).toMatchObject({ ok: true });
    expect(await run.run(':help J')).toMatchObject({ result: { text: 'J: sparse matrix [2,2]\n\n2 non-zeros' } });
  });
});

describe('form=sparse', () => {
  it('is refused where a derivative cannot be', async () => {
    expect((await faultOf(':jac x^2 at x=1 form=sparse'))[0]).toBe('sparse/full');
    expect((await faultOf(':hess [x^2, y] at x=1, y=2 form=sparse'))[0]).toBe('sparse/full');
    expect((await faultOf('f(x) = x*sum(x)', ':jac f(sin(1:3000)) form=sparse'))[0]).toBe('sparse/full');
    expect((await faultOf(':hess x*y at x=1, y=2 form=rows'))[0]).toBe('option/value');
  });
});

describe('an expectation of a sparse answer', () => {
  const setting = ['f(x) = x.^2', 'J = :jac f([1, 2, 3]) form=sparse', 'K = :jac f([1, 2, 4]) form=sparse'];

  const held = async (line: string, text: string) => {
    const run = engine();
    for (const each of setting) await run.run(each);
    return holdAnswer(await run.run(line), [{ kind: 'value', line: 2, text }], run.evaluate);
  };

  it.each([
    ['J', 'J'],
    ['J', '[2, 0, 0; 0, 4, 0; 0, 0, 6]'],
    ['full(J)', 'J'],
    ['K - J', '[0, 0, 0; 0, 0, 0; 0, 0, 2]'],
    [':jac f([1, 2, 3]) form=sparse', 'J'],
    [':jac f(x) + f(y) at x=[1, 2], y=[3, 4] form=sparse', '([2, 0; 0, 4], [6, 0; 0, 8])'],
  ])('%s is held by %s', async (line, text) => {
    expect(await held(line, text)).toEqual([]);
  });

  it.each([
    ['J', 'K', 'Entry (3, 3) is 6 instead of 8, off by 2.0; 1 of 3 entries that are not 0 differ.'],
    ['J', '[2, 0; 0, 4]', 'The shape is [3,3] instead of [2,2].'],
    [
      'J',
      '[2, 1, 0; 0, 4, 0; 0, 0, 6]',
      'Entry (1, 2) is 0 instead of 1, off by 1.0; 1 of 4 entries that are not 0 differ.',
    ],
    ['J', 'f', 'The expectation is not a number or an array.'],
  ])('%s is not held by %s', async (line, text, message) => {
    expect(await held(line, text)).toMatchObject([{ message }]);
  });

  it('is written where it is small', async () => {
    const run = engine();
    for (const each of setting) await run.run(each);
    const textOf = async (line: string) => {
      const answer = await run.run(line);
      return answer.ok ? expectationText(answer, run.evaluate) : undefined;
    };
    expect(await textOf('J')).toBe('[2, 0, 0; 0, 4, 0; 0, 0, 6]');
    expect(await textOf(':jac f(sin(1:1000))')).toBeUndefined();
  });
});
