import { assemble } from '../../src/ops/array/assemble.ts';
import * as core from '../../src/ops/core.ts';
import * as moves from '../../src/ops/array/moves.ts';
import * as matrix from '../../src/ops/matrix/matrix.ts';
import { expm, pinv, sqrtm } from '../../src/ops/matrix/matrix-function.ts';
import { keyOf, type Op } from '../../src/ops/op.ts';
import { opNamed } from '../../src/ops/primitive.ts';
import * as reduction from '../../src/ops/array/reduction.ts';
import * as sorting from '../../src/ops/array/sorting.ts';
import { overGaps } from '../../src/ops/matrix/gaps.ts';
import * as singular from '../../src/ops/matrix/singular.ts';
import * as spectrum from '../../src/ops/matrix/spectrum.ts';
import { poison, undecided } from '../../src/ops/undecided.ts';
import { type Shape, sizeOf, type Tensor, tensor } from '../../src/tensor/tensor.ts';
import { familyMembers, fixedOps, ordinaryPoints } from './families.ts';

/** An op with operands at which its derivatives exist. */
export interface Sample {
  readonly op: Op;
  readonly x: readonly Tensor[];
  /** Operands, by position, that only steer: the derivative by them is none of the op's. */
  readonly steering?: readonly number[];
  /** True where the value moves with an operand although, on purpose, no derivative passes. */
  readonly held?: boolean;
}

/** Entries that are all different, none of them near 0 or another. */
export const waves = (shape: Shape, phase = 0): Tensor =>
  tensor(
    shape,
    Array.from({ length: sizeOf(shape) }, (_, i) => 1.5 * Math.sin(1.3 + phase + 2.1 * i) + 0.1 * i + 0.05),
  );

/** Square matrices, behind leading axes, that are far from singular. */
export const regular = (shape: Shape, phase = 0): Tensor => {
  const n = shape.at(-1)!;
  const { data } = waves(shape, phase);
  return tensor(
    shape,
    data.map((v, i) => ((i % (n * n)) % (n + 1) === 0 ? v / 2 + 4 : v / 2)),
  );
};

/** Coefficients of a polynomial of matrices, each of them regular. */
const polynomial = ({ attrs }: Op, shape: Shape): Tensor => {
  const count = (attrs.orders as readonly number[]).reduce((n, k) => n * (k + 1), 1);
  return regular([...shape.slice(0, -2), count, ...shape.slice(-2)]);
};

const one = (op: Op, ...shapes: readonly Shape[]): Sample[] => shapes.map((s) => ({ op, x: [waves(s)] }));

const two = (op: Op, ...shapes: readonly (readonly [Shape, Shape])[]): Sample[] =>
  shapes.map(([a, b]) => ({ op, x: [waves(a), waves(b, 0.7)] }));

const broadcasting: readonly (readonly [Shape, Shape])[] = [
  [[], []],
  [[3], []],
  [[], [2, 2]],
  [[3], [2, 3]],
  [
    [2, 1],
    [1, 3],
  ],
];

/** Sums, products and the moves of entries. */
export const structural: readonly Sample[] = [
  ...[core.add, core.sub, core.mul].flatMap((op) => two(op, ...broadcasting)),
  ...one(core.neg, [], [2, 2]),
  ...one(core.sum([0]), [3], [2, 3]),
  ...one(core.sum([0, 2]), [2, 2, 2]),
  ...one(core.sum([]), [], [2]),
  ...one(core.spread([3], [0]), []),
  ...one(core.spread([2, 3, 2], [0, 2]), [3]),
  ...one(core.reshape([6]), [2, 3]),
  ...one(core.reshape([]), [1], [1, 1]),
  ...one(core.broadcastTo([2, 3]), [], [3], [1, 3], [2, 1], [2, 3]),
  ...one(core.sumTo([3]), [2, 3], [3]),
  ...one(core.sumTo([2, 1]), [2, 3]),
  ...one(core.sumTo([]), [2, 2], []),
  ...one(moves.transpose([1, 0]), [2, 3]),
  ...one(moves.transpose([2, 0, 1]), [2, 1, 3]),
  ...one(moves.take(0, [2, 0, 2]), [3], [3, 2]),
  ...one(moves.take(1, [1]), [2, 2]),
  ...one(moves.put(0, [2, 0, 2], 4), [3], [3, 2]),
  ...one(moves.put(1, [1], 3), [2, 1]),
  ...one(moves.slice(0, 4, 2, -3), [5]),
  ...one(moves.slice(1, 1, 2), [2, 3]),
  ...one(moves.place(0, 4, -3, 5), [2]),
  ...one(moves.place(1, 1, 1, 3), [2, 2]),
  ...two(
    moves.concat(0),
    [[2], [3]],
    [
      [1, 2],
      [2, 2],
    ],
  ),
  ...two(moves.concat(1), [
    [2, 1],
    [2, 2],
  ]),
  { op: moves.concat(0), x: [waves([1]), waves([2], 0.4), waves([1], 0.8)] },
  { op: assemble(0, [1, 0, 3], 5), x: [waves([2]), waves([2], 0.4), waves([1], 0.8)] },
  { op: assemble(1, [2, 0], 3), x: [waves([2, 1]), waves([2, 3], 0.4)] },
];

const stretch = { from: [2, 1, 2], shape: [2, 3, 2] };
const sumKeeping = { axes: [1], shape: [2, 1, 2] };

/** Ops that only the batch rules of others lead to. */
export const batchedMoves: readonly Sample[] = [
  ...one(opNamed('stretch', stretch, keyOf('stretch', stretch)), [2, 2]),
  ...one(opNamed('sumKeeping', sumKeeping, keyOf('sumKeeping', sumKeeping)), [2, 3, 2]),
];

/** Reductions that are not sums, and what holds a derivative back. */
export const reductions: readonly Sample[] = [
  ...one(reduction.greatestOver([0]), [4], [3, 2]),
  ...one(reduction.greatestOver([0, 1]), [2, 3]),
  ...one(reduction.greatestOver([1]), [2, 3]),
  ...one(reduction.cumsum(0), [4], [3, 2]),
  ...one(reduction.cumsum(1), [2, 3]),
  ...one(reduction.medianWeights, [3], [4]),
  ...[sorting.sorted, sorting.unsorted].flatMap((op) =>
    [[4], [2, 3]].flatMap((s) =>
      [0, 1].map((descending) => ({
        op: op({ descending: descending as 0 | 1, strict: 0 }),
        x: [waves(s), waves(s, 0.7)],
        steering: [0],
      })),
    ),
  ),
  { op: reduction.heldGreatest([0]), x: [waves([3])], held: true },
  { op: reduction.heldScale([1]), x: [waves([2, 3])], held: true },
  { op: undecided, x: [waves([3]), tensor([], [0]), tensor([], [1])], steering: [1, 2] },
  { op: undecided, x: [waves([2, 2]), tensor([2], [0, 0.5]), tensor([2], [1, 0])], steering: [1, 2] },
  { op: poison, x: [tensor([2], [0, 0])], steering: [0] },
];

const squares: readonly Shape[] = [
  [1, 1],
  [2, 2],
];

/** Ops on matrices. */
export const matrices: readonly Sample[] = [
  ...two(
    matrix.matmul,
    [
      [2, 3],
      [3, 2],
    ],
    [
      [1, 1],
      [1, 1],
    ],
    [
      [2, 2, 2],
      [2, 1],
    ],
    [
      [2, 1, 2],
      [2, 2, 1],
    ],
  ),
  ...[matrix.inv, matrix.det, matrix.logdet, matrix.cofactor].flatMap((op) =>
    [...squares, [3, 3], [2, 2, 2]].map((s) => ({ op, x: [regular(s)] })),
  ),
  ...[expm, sqrtm].flatMap((op) => squares.map((s) => ({ op, x: [regular(s)] }))),
  ...['expmOfPolynomial', 'sqrtmOfPolynomial'].flatMap((name) =>
    [[1], [2], [2, 1]].flatMap((orders) => {
      const op = opNamed(name, { orders }, keyOf(name, { orders }));
      return squares.map((s) => ({ op, x: [polynomial(op, s)] }));
    }),
  ),
  ...[matrix.det, matrix.cofactor, matrix.inv].map((op) => ({ op, x: [regular([4, 4])] })),
  { op: matrix.solve, x: [regular([2, 2]), waves([2, 1])] },
  { op: matrix.solve, x: [regular([3, 3]), waves([3, 2])] },
  { op: matrix.solve, x: [regular([2, 2, 2]), waves([2, 1])] },
  { op: matrix.solve, x: [regular([2, 2]), waves([2, 2, 1])] },
  { op: pinv, x: [waves([3, 2])] },
  { op: pinv, x: [waves([2, 3])] },
  { op: pinv, x: [regular([2, 2])] },
];

const gapsOf = opNamed('gaps', {}, 'gaps');

/** Values and vectors of matrices whose values are real and apart. */
export const spectra: readonly Sample[] = [
  { op: gapsOf, x: [tensor([3], [1, 2.5, 4])] },
  { op: gapsOf, x: [tensor([2, 2], [3, 1, -1, 0.5])] },
  { op: overGaps, x: [tensor([3], [1, 2.5, 4]), tensor([3, 3], [0, 1, 2, -1, 0, 3, -2, -3, 0])] },
  { op: overGaps, x: [tensor([2, 2], [3, 1, -1, 0.5]), waves([2, 2, 2])] },
  { op: spectrum.weightedProjectors, x: [tensor([2, 2], [2, 0.5, 1.5, 4]), tensor([2], [0.7, -1.2])] },
  {
    op: spectrum.weightedProjectors,
    x: [tensor([3, 3], [1, 0.3, -0.2, 0.3, 3, 0.5, -0.2, 0.5, 6]), tensor([3], [1, 0, 2.5])],
  },
  { op: singular.weightedTriplets, x: [waves([3, 2]), tensor([2], [0.7, -1.2])] },
  { op: singular.weightedTriplets, x: [waves([2, 3]), tensor([2], [0.7, 1.2])] },
  { op: singular.weightedTriplets, x: [tensor([2, 2, 2], [2, 1, -1, 3.5, 1, 0.3, 0.2, 4]), waves([2, 2])] },
  ...[spectrum.eigvals, spectrum.eigenvectors, spectrum.leftVectors].flatMap((op) => [
    { op, x: [tensor([2, 2], [2, 1, 1, 3])] },
    { op, x: [tensor([2, 2], [2, 0.5, 1.5, 4])] },
    { op, x: [tensor([3, 3], [1, 0.3, -0.2, 0.3, 3, 0.5, -0.2, 0.5, 6])] },
    { op, x: [tensor([2, 2, 2], [2, 1, 1, 3, 5, -0.5, 0.25, 1])] },
  ]),
  ...[singular.svdvals, singular.singularVectors].flatMap((op) => [
    { op, x: [tensor([2, 2], [2, 1, -1, 3.5])] },
    { op, x: [waves([3, 2])] },
    { op, x: [waves([2, 3])] },
    { op, x: [tensor([2, 2, 1], [2, 1, -1, 3.5])] },
  ]),
  { op: spectrum.rank, x: [regular([2, 2])] },
];

/** Operands filled from the op's ordinary points. */
const ordinary = (op: Op, shapes: readonly Shape[]): Tensor[] => {
  const points = ordinaryPoints(op);
  return shapes.map((shape, k) =>
    tensor(
      shape,
      Array.from({ length: sizeOf(shape) }, (_, i) => points[(i + k) % points.length]![k]!),
    ),
  );
};

const choices = ['where', 'blend'];

/** Every op that works entry by entry. */
export const elementwise: readonly Sample[] = [...fixedOps, ...familyMembers].flatMap((op): Sample[] => {
  const n = op.value!.length;
  const shapes: readonly Shape[][] = n === 1 ? [[[2]]] : [[[], [2], [3, 1]].slice(0, n), [[2], [], [2, 2]].slice(0, n)];
  const steering = choices.includes(op.name) ? { steering: [0] } : {};
  return shapes.map((s) => ({ op, x: ordinary(op, s), ...steering }));
});

/** An op on operands of all kinds, for the tests that hold every primitive to its rules. */
export const samples: readonly Sample[] = [
  ...structural,
  ...batchedMoves,
  ...reductions,
  ...matrices,
  ...spectra,
  ...elementwise,
];
