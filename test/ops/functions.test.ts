import fc from 'fast-check';
import { all, create } from 'mathjs';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/base/fault.ts';
import type { Concrete } from '../../src/ops/builtin.ts';
import { functions } from '../../src/ops/functions.ts';
import type { Op } from '../../src/ops/op.ts';
import { type Shape, sizeOf, type Tensor, tensor } from '../../src/tensor/tensor.ts';
import { nested } from '../session/engine-fixture.ts';

const math = create(all ?? {}) as unknown as Record<string, (...x: unknown[]) => unknown> & {
  evaluate(text: string, scope: Record<string, unknown>): unknown;
};
const constant = (t: Tensor): Tensor => t;
const shape = (t: Tensor): Shape => t.shape;

/** Computes at once, and refuses what does not fit as a session does. */
const apply = (op: Op, ...x: Tensor[]): Tensor => {
  op.shape(...x.map((t) => t.shape));
  return op.compute(...x);
};
const concrete: Concrete<Tensor> = Object.assign(apply, { constant, shape, concrete: constant });

const call = (name: string, ...args: readonly Tensor[]): Tensor => functions.get(name)!.call(concrete, ...args);

/** What mathjs's parser answers: nested lists with NaN for complex numbers and 0 and 1 for booleans; undefined for an error. */
function oracle(name: string, args: readonly Tensor[]): unknown {
  const scope = Object.fromEntries(args.map((t, i) => [`x${i}`, t.shape.length === 0 ? t.data[0] : nested(t)]));
  try {
    return plain(math.evaluate(`${name}(${Object.keys(scope).join(', ')})`, scope));
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

function answerOrCode(name: string, args: readonly Tensor[]): unknown {
  try {
    return nested(call(name, ...args));
  } catch (error) {
    if (error instanceof Fault) return error.data.code;
    throw error;
  }
}

const near = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((v, i) => near(v, b[i]))
    : Object.is(a, b) ||
      a === b ||
      Math.abs((a as number) - (b as number)) <= 1e-9 * Math.max(1, Math.abs(b as number));

/** Arguments by shape: two of each, so that a function of two meets different ones. */
const shapes: readonly Shape[] = [[], [2], [3], [2, 2], [2, 3]];
const entry = fc.oneof(
  fc.integer({ min: -4, max: 4 }),
  fc.integer({ min: -32, max: 32 }).map((k) => k / 8 + 0.0625),
);
const argument = (shape: Shape): fc.Arbitrary<Tensor> =>
  fc
    .array(shape.length === 0 ? fc.oneof(fc.integer({ min: 1, max: 3 }), entry) : entry, {
      minLength: sizeOf(shape),
      maxLength: sizeOf(shape),
    })
    .map((data) => tensor(shape, data));

const isScalar = (t: Tensor | undefined): boolean => t?.shape.length === 0;

const mixed = ([x, ...rest]: readonly Tensor[]): boolean =>
  rest.length > 0 && (isScalar(x) ? !rest.every(isScalar) : !isScalar(rest[0]) || !Number.isInteger(rest[0]!.data[0]));

/** Where Nabla answers something else than mathjs on purpose. */
const otherwise: Record<string, (args: readonly Tensor[]) => boolean> = {
  // The logarithm of the magnitude; mathjs answers NaN between the poles.
  lgamma: ([x]) => x!.data.some((v) => v < 0),
  // Not x, which the derivative by y would contradict.
  mod: ([, y]) => y!.data.includes(0),
  // Extents are not negative, but for one that is left open.
  reshape: ([, sizes]) => sizes!.data.filter((d) => d < 0).length > 1,
  // The number of digits is one number.
  round: ([, digits]) => !isScalar(digits),
  // Elementwise also where the first operand alone decides; mathjs answers one truth.
  or: (args) => args.some((a) => !isScalar(a)),
  and: (args) => args.some((a) => !isScalar(a)),
  // The Frobenius norm; mathjs answers the spectral one.
  norm: ([x]) => x!.shape.length > 1,
  // A square matrix; mathjs cuts it off below.
  diag: ([x, k]) => x!.shape.length === 1 && k !== undefined,
  // mathjs has lost its digits left of 0.
  zeta: ([x]) => x!.data.some((v) => v < 0),
  // The distance of two points, whose coordinates are as many.
  distance: ([x, y]) => x!.shape.length !== 1 || x!.data.length !== y!.data.length,
  // One array, or several numbers.
  mad: (args) => args.length > 1 && !args.every(isScalar),
  // Two vectors; mathjs correlates the rows of matrices.
  corr: ([x]) => x!.shape.length > 1,
  // Many x and y have a x + b y = d: that they do is tested below.
  xgcd: () => true,
  // A modulus is positive.
  invmod: ([, m]) => m!.data.some((v) => v < 1),
  // Asked of whole numbers alone; mathjs calls 2.5 prime.
  isPrime: ([n]) => n!.data.some((v) => !Number.isInteger(v)),
  // Ascending; mathjs leaves them as they come.
  mode: (args) => new Set(args.flatMap(({ data }) => Array.from(data))).size > 1,
  // A number stays one; mathjs answers a vector of 1.
  cumsum: (args) => isScalar(args[0]) || mixed(args),
  ...Object.fromEntries(
    // An array and a whole axis, or several numbers; mathjs takes any axis, and numbers with arrays.
    ['sum', 'prod', 'mean', 'variance', 'std', 'median', 'max', 'min', 'diff'].map((name) => [name, mixed] as const),
  ),
};

/** Arguments that random ones would hardly meet. */
const fitting: Record<string, readonly Tensor[][]> = {
  multinomial: [[tensor([3], [1, 2, 3])], [tensor([2], [0, 4])]],
  invmod: [[tensor([], [3]), tensor([], [11])]],
  isPrime: [[tensor([], [91])], [tensor([], [97])]],
  mode: [[tensor([3], [2, 2, 2])]],
  corr: [[tensor([3], [1, 2, 4]), tensor([3], [2, 1, 5])]],
  reshape: [
    [tensor([2, 3], [1, 2, 3, 4, 5, 6]), tensor([2], [3, 2])],
    [tensor([4], [1, 2, 3, 4]), tensor([2], [2, -1])],
    [tensor([4], [1, 2, 3, 4]), tensor([3], [2, 1, 2])],
  ],
};

const shared = [...functions].filter(([name]) => typeof math[name] === 'function');

it('knows what mathjs knows under the same names', () => {
  expect(shared.length).toBeGreaterThan(90);
});

describe.each(shared)('%s', (name, { arity: [least, most] }) => {
  it('answers what mathjs answers, wherever it answers', () => {
    const lists: Shape[][] = [
      ...(least <= 1 ? shapes.map((s) => [s]) : []),
      ...(least <= 2 && most >= 2 ? shapes.flatMap((s) => shapes.map((t) => [s, t])) : []),
      ...(most >= 3 ? [[[], [], []]] : []),
    ];
    let compared = 0;
    const compare = (args: readonly Tensor[]): void => {
      const wanted = oracle(name, args);
      if (wanted === undefined || otherwise[name]?.(args)) return;
      compared++;
      const actual = answerOrCode(name, args);
      expect(near(actual, wanted), `${JSON.stringify(args.map(nested))}: ${JSON.stringify([actual, wanted])}`).toBe(
        true,
      );
    };
    for (const [seed, list] of lists.entries()) {
      fc.assert(fc.property(fc.tuple(...list.map(argument)), compare), { numRuns: 3, seed });
    }
    fitting[name]?.forEach(compare);
    expect(compared > 0 || name === 'xgcd').toBe(true);
  });
});

const vector = (...x: number[]): Tensor => tensor([x.length], x);
const matrix = (...rows: number[][]): Tensor => tensor([rows.length, rows[0]!.length], rows.flat());
const number = (x: number): Tensor => tensor([], [x]);

describe('what mathjs has not, or otherwise', () => {
  it.each<[string, Tensor[], unknown]>([
    ['sigmoid', [vector(0, 800, -800)], [0.5, 1, 0]],
    ['relu', [vector(-1, 0, 2)], [0, 0, 2]],
    ['softplus', [vector(0, 800)], [Math.LN2, 800]],
    ['logaddexp', [number(800), number(800)], 800 + Math.LN2],
    ['logsumexp', [vector(1000, 1000)], 1000 + Math.LN2],
    ['softmax', [vector(1000, 1000)], [0.5, 0.5]],
    ['where', [vector(1, 0), vector(3, 4), number(7)], [3, 7]],
    ['erfc', [number(0)], 1],
    ['digamma', [number(1)], -0.5772156649015329],
    ['polygamma', [number(1), number(1)], Math.PI ** 2 / 6],
    ['solve', [matrix([2, 1], [1, 3]), vector(3, 5)], [0.8, 1.4]],
    ['logdet', [matrix([1e200, 0], [0, 1e200])], 400 * Math.LN10],
    ['norm', [matrix([3, 0], [0, 4])], 5],
    ['norm', [vector(1e200, 1e200)], Math.SQRT2 * 1e200],
    ['norm', [vector(1, -7, 3), number(Infinity)], 7],
    [
      'diag',
      [vector(1, 2), number(1)],
      [
        [0, 1, 0],
        [0, 0, 2],
        [0, 0, 0],
      ],
    ],
    ['median', [vector(1, 2, Infinity)], 2],
    ['median', [vector(1, NaN, 3)], NaN],
    ['median', [matrix([5, 1], [3, 2], [4, 9]), number(1)], [4, 2]],
    ['median', [matrix([5, 1], [3, 2], [4, 9]), number(2)], [3, 2.5, 6.5]],
    ['round', [number(1e300), number(10)], 1e300],
    ['round', [number(-2.5)], -3],
    ['trace', [tensor([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8])], [8, 10]],
    ['max', [vector(1, 5), vector(3, 2)], [3, 5]],
    ['sum', [number(1), number(2), number(3)], 6],
    [
      'reshape',
      [vector(1, 2, 3, 4), vector(2, -1)],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['zeta', [number(-3)], 1 / 120],
    ['zeta', [number(-50)], 0],
    ['zeta', [number(2), number(1)], -0.937548254315844],
    ['xgcd', [number(240), number(46)], [2, -9, 47]],
    ['xgcd', [number(-240), number(46)], [2, 9, 47]],
    ['size', [number(3)], []],
    ['dot', [matrix([1], [2]), matrix([3, 4])], 11],
  ])('%s of %j is %j', (name, args, wanted) => {
    expect(near(nested(call(name, ...args)), wanted), JSON.stringify(nested(call(name, ...args)))).toBe(true);
  });
});

describe('arguments that do not fit are refused, and none is passed over', () => {
  it.each<[string, Tensor[], string]>([
    ['sum', [matrix([1, 2], [3, 4]), number(3)], 'shape/axis'],
    ['sum', [matrix([1, 2], [3, 4]), number(1.5)], 'value/not-whole'],
    ['median', [vector(1, 2), number(2)], 'shape/axis'],
    ['mean', [vector()], 'value/empty'],
    ['median', [vector()], 'value/empty'],
    ['max', [vector()], 'value/empty'],
    ['cumsum', [number(2), number(1)], 'shape/axis'],
    ['diff', [number(2)], 'shape/rank'],
    ['dot', [matrix([1, 2], [3, 4]), matrix([1, 2], [3, 4])], 'shape/rank'],
    ['dot', [vector(1, 2), vector(1, 2, 3)], 'shape/product'],
    ['cross', [vector(1, 2), vector(1, 2)], 'shape/cross'],
    ['gcd', [vector(4, 6), vector(2, 4, 8)], 'shape/mismatch'],
    ['stirlingS2', [matrix([1, 2], [3, 4]), vector()], 'shape/mismatch'],
    ['norm', [vector(1, 2), vector(1, 2)], 'shape/not-scalar'],
    ['norm', [tensor([1, 1, 1], [1]), number(1)], 'shape/rank'],
    ['range', [number(1), vector(3, 9)], 'shape/not-scalar'],
    ['range', [number(1), number(3), number(0)], 'value/range'],
    ['range', [number(1), number(Infinity)], 'value/range'],
    ['range', [number(1), number(1e12)], 'limit/size'],
    ['zeros', [number(2), vector(3, 1)], 'shape/not-scalar'],
    ['zeros', [number(-1)], 'value/not-whole'],
    ['ones', [number(1e5), number(1e5)], 'limit/size'],
    ['identity', [number(2.5)], 'value/not-whole'],
    ['reshape', [vector(1, 2, 3), vector(2, 2)], 'shape/reshape'],
    ['reshape', [vector(1, 2, 3), vector(2, -1)], 'shape/reshape'],
    ['reshape', [vector(1, 2, 3), vector(-1, -1)], 'shape/reshape'],
    ['concat', [vector(1, 2), matrix([1, 2])], 'shape/concat'],
    ['concat', [vector(1, 2), vector(1), number(2)], 'shape/axis'],
    ['diag', [tensor([1, 1, 1], [1])], 'shape/rank'],
    ['trace', [matrix([1, 2, 3])], 'shape/not-square'],
    ['det', [vector(1, 2)], 'shape/not-square'],
    ['inv', [matrix([1, 2], [2, 4])], 'matrix/singular'],
    ['solve', [matrix([1, 2], [2, 4]), vector(1, 1)], 'matrix/singular'],
    ['solve', [matrix([1, 2], [3, 4]), vector(1, 1, 1)], 'shape/solve'],
    ['kron', [number(2), number(3)], 'shape/kron'],
    ['polygamma', [number(1.5), number(2)], 'value/not-whole'],
    ['round', [number(1), number(-2)], 'value/range'],
    ['add', [vector(1, 2), vector(1, 2, 3)], 'shape/mismatch'],
  ])('%s of %j: %s', (name, args, code) => {
    expect(() => call(name, ...args)).toThrow(Fault);
    try {
      call(name, ...args);
    } catch (error) {
      expect((error as Fault).data.code).toBe(code);
    }
  });
});

it('each function says what it is, under its own name', () => {
  for (const [name, { usage, doc, arity }] of functions) {
    expect(usage.startsWith(`${name}(`), name).toBe(true);
    expect(doc.summary, name).toMatch(/\.$/);
    expect(arity[0], name).toBeLessThanOrEqual(arity[1]);
  }
});
