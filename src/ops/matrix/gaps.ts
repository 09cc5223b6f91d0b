import { fail } from '../../base/fault.ts';
import { repeatedPairs } from '../../tensor/linear/spectral/spectrum.ts';
import { transpose } from '../../tensor/dense.ts';
import { type Shape, sizeOf, type Tensor } from '../../tensor/tensor.ts';
import { identity } from '../build.ts';
import { add, broadcastTo, mul, neg, reshape, sub, sum } from '../core.ts';
import { type Apply, type BatchAxis, keyOf, type Op } from '../op.ts';
import { fixed } from '../primitive.ts';
import { matrixOp } from './matrix-op.ts';

/** What derivatives of eigenvalues and singular values are divided by: the gaps between the values. */

/** A vector per matrix as a row, to scale columns by, and as a column, to scale rows by. */
export const asRow = <V>($: Apply<V>, v: V): V => $(reshape([...$.shape(v).slice(0, -1), 1, $.shape(v).at(-1)!]), v);
export const asColumn = <V>($: Apply<V>, v: V): V => $(reshape([...$.shape(v), 1]), v);

const rows = (x: Tensor): Float64Array[] => {
  const n = x.shape.at(-1)!;
  return Array.from({ length: sizeOf(x.shape.slice(0, -1)) }, (_, p) => x.data.subarray(p * n, (p + 1) * n));
};

/** How many values another is equal to, as far as rounding can tell. */
export const ties = (values: Tensor): number => rows(values).reduce((n, v) => n + repeatedPairs(v).length, 0);

function refuse(value: number): never {
  fail(
    'derivative/repeated-value',
    `the value ${Number(value.toPrecision(6))} is repeated: its vectors, and with them this derivative, are not determined`,
    { help: 'Use a function that does not tell equal values apart, such as trace(A), trace(A*A) or det(A).' },
  );
}

/** F[j, k] = 1 / (v_k - v_j) beside the diagonal, 0 on it; a Fault where two values are equal. */
export const gaps: Op = matrixOp('gaps', {
  shape: (s) => [...s, s.at(-1)!],
  work: (s) => 2 * sizeOf(s) * s.at(-1)!,
  compute: (x) => {
    const n = x.shape.at(-1)!;
    const data = rows(x).flatMap((v) => {
      const [tie] = repeatedPairs(v);
      if (tie !== undefined) refuse(v[tie]!);
      return Array.from({ length: n * n }, (_, p) => (p % (n + 1) === 0 ? 0 : 1 / (v[p % n]! - v[Math.floor(p / n)]!)));
    });
    return { shape: [...x.shape, n], data: Float64Array.from(data) };
  },
  // dF = -F.^2 (dv_k - dv_j)
  tangent: ($, dx, _x, y) => $(neg, bySquares($, y, $(sub, asRow($, dx), asColumn($, dx)))),
  cotangent: ($, ct, _x, y) => {
    const weighted = bySquares($, y, ct);
    const rank = $.shape(weighted).length;
    return $(sub, $(sum([rank - 1]), weighted), $(sum([rank - 2]), weighted));
  },
});

/** y.^2 .* x */
const bySquares = <V>($: Apply<V>, y: V, x: V): V => $(mul, $(mul, y, y), x);

/** For each value the number of the group of equal ones that it belongs to. */
function groups(v: Float64Array): readonly number[] {
  const joined = new Set(repeatedPairs(v));
  let group = 0;
  return Array.from(v, (_, i) => (i === 0 || joined.has(i - 1) ? group : ++group));
}

/**
 * W[j, k] / (v_k - v_j), which W bears that does not change where values are equal: there W has to be 0, and so is the quotient, as it is on the diagonal;
 * else a Fault. The first divided differences of weights (Daleckii and Krein 1965; Higham, Functions of Matrices, 3.2).
 */
export const overGaps: Op = fixed({
  name: 'overGaps',
  attrs: {},
  key: keyOf('overGaps', {}),
  algebra: 'smooth',
  structure: { kind: 'whole', work: (s) => 2 * sizeOf(s) * s.at(-1)! },
  shape: (_v, w) => w,
  compute: (v, w) => {
    const n = v.shape.at(-1)!;
    const data = new Float64Array(w.data.length);
    rows(v).forEach((values, p) => {
      const group = groups(values);
      for (let j = 0; j < n; j++) {
        for (let k = 0; k < n; k++) {
          const at = (p * n + j) * n + k;
          if (group[j] !== group[k]) data[at] = w.data[at]! / (values[k]! - values[j]!);
          else if (j !== k && w.data[at] !== 0) refuse(values[j]!);
        }
      }
    });
    return { shape: w.shape, data };
  },
  // dy = (dW - y (dv_k - dv_j)) / (v_k - v_j)
  jvp: ($, [dv, dw], v, _w, y) => {
    const moved = dv === undefined ? undefined : $(neg, $(mul, y, $(sub, asRow($, dv), asColumn($, dv))));
    const all = moved === undefined ? dw : dw === undefined ? moved : $(add, dw, moved);
    return all === undefined ? undefined : $(overGaps, v, all);
  },
  vjp: ($, ct, [wantsV, wantsW], v, _w, y) => {
    const weighted = wantsV ? $(overGaps, v, $(mul, y, ct)) : undefined;
    const rank = $.shape(ct).length;
    return [
      weighted && $(sub, $(sum([rank - 1]), weighted), $(sum([rank - 2]), weighted)),
      wantsW ? $(overGaps, v, ct) : undefined,
    ];
  },
  batch: ($, axis, v, w) => $(overGaps, ...carrying($, axis, v, w)),
});

/** Operands of which all carry the leading axis. */
const carrying = <V>($: Apply<V>, { batched, size }: BatchAxis, a: V, b: V): readonly [V, V] => {
  const carried = (x: V, i: number): V => (batched[i] ? x : $(broadcastTo([size, ...$.shape(x)]), x));
  return [carried(a, 0), carried(b, 1)];
};

export const unit = <V>($: Apply<V>, n: number): V => $.constant(identity(n, n));

/** The diagonals of square matrices. */
export function diagonalOf<V>($: Apply<V>, x: V): V {
  const rank = $.shape(x).length;
  return $(sum([rank - 2]), $(mul, x, unit($, $.shape(x).at(-1)!)));
}

/** What a sum of w_k times a function of the k-th value and its vectors is, of which the derivative by the matrix has only w in differences. */
export const weightedSum = (
  name: string,
  spec: Pick<Op, 'compute'> & {
    readonly work: (s: Shape) => number;
    /** The derivative by the matrix in a direction, which is its own adjoint; `fixed`: w does not depend on the matrix. */
    readonly along: <V>($: Apply<V>, direction: V, a: V, w: V, fixed: boolean) => V;
    /** The cotangent of w. */
    readonly weights: <V>($: Apply<V>, ct: V, a: V) => V;
  },
): Op => {
  const op: Op = fixed({
    name,
    attrs: {},
    key: keyOf(name, {}),
    algebra: 'smooth',
    structure: { kind: 'whole', work: spec.work },
    shape: (s) => s,
    compute: spec.compute,
    jvp: ($, [da, dw], a, w) => {
      const byMatrix = da === undefined ? undefined : spec.along($, da, a, w, dw === undefined);
      const byWeights = dw === undefined ? undefined : $(op, a, dw);
      return byMatrix === undefined ? byWeights : byWeights === undefined ? byMatrix : $(add, byMatrix, byWeights);
    },
    vjp: ($, ct, [wantsA, wantsW], a, w) => [
      wantsA ? spec.along($, ct, a, w, !wantsW) : undefined,
      wantsW ? spec.weights($, ct, a) : undefined,
    ],
    batch: ($, axis, a, w) => $(op, ...carrying($, axis, a, w)),
  });
  return op;
};

/** w_k - w_j over v_k - v_j. */
export const dividedDifferences = <V>($: Apply<V>, v: V, w: V, fixed: boolean): V => {
  const differences = $(sub, asRow($, w), asColumn($, w));
  return fixed ? $(overGaps, v, differences) : $(mul, $(gaps, v), differences);
};

/** A vector per matrix as a row, of numbers. */
export const rowOf = ({ shape, data }: Tensor): Tensor => ({ shape: [...shape.slice(0, -1), 1, shape.at(-1)!], data });

/** The transpose of each matrix, of numbers. */
export const turned = (x: Tensor): Tensor => {
  const rank = x.shape.length;
  return transpose(x, [...Array(rank - 2).keys(), rank - 1, rank - 2]);
};
