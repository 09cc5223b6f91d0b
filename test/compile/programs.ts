import fc from 'fast-check';
import { type Builder, graphOf } from '../../src/graph/builder.ts';
import type { Graph, Ref } from '../../src/graph/graph.ts';
import { sigmoid, relu, softplus } from '../../src/ops/scalar/activation.ts';
import { abs, div, recip } from '../../src/ops/scalar/arithmetic.ts';
import { larger } from '../../src/ops/scalar/comparison.ts';
import { max, where } from '../../src/ops/scalar/choice.ts';
import { add, broadcastTo, literal, mul, neg, reshape, sub, sum, sumTo } from '../../src/ops/core.ts';
import { exp, log } from '../../src/ops/scalar/exponential.ts';
import { sech, tanh } from '../../src/ops/scalar/hyperbolic.ts';
import { inv, matmul, transposed } from '../../src/ops/matrix/matrix.ts';
import { concat, place, slice, take, transpose } from '../../src/ops/array/moves.ts';
import { pow, square } from '../../src/ops/scalar/power.ts';
import { cumsum, greatestOver } from '../../src/ops/array/reduction.ts';
import { sqrt } from '../../src/ops/scalar/root.ts';
import { erf } from '../../src/ops/scalar/special.ts';
import { atan, cos, sin } from '../../src/ops/scalar/trigonometric.ts';
import { type Shape, sizeOf, type Tensor } from '../../src/tensor/tensor.ts';

/** Random programs over arrays of up to three axes, for holding the back ends against each other. */

/** One step: an op by number, two earlier values, and a number that decides details. */
export type Step = readonly [op: number, a: number, b: number, detail: number];

const total = ($: Builder, a: Ref): Ref => $(sum($.shape(a).map((_, i) => i)), a);

/** `b` where it broadcasts to the shape of `a`, a part of it where its entries suffice, else its sum. */
function like($: Builder, b: Ref, a: Ref): Ref {
  const [sa, sb] = [$.shape(a), $.shape(b)];
  const fits = sb.length <= sa.length && sb.every((d, i) => d === 1 || d === sa[sa.length - sb.length + i]);
  return fits ? b : total($, b);
}

const columnsOf = ($: Builder, detail: number, ...xs: Ref[]): number =>
  1 + (detail % Math.min(8, ...xs.map((x) => sizeOf($.shape(x)))));

/** As a matrix of so many columns and at most 40 rows. */
function matrix($: Builder, a: Ref, columns: number): Ref {
  const n = sizeOf($.shape(a));
  const rows = Math.max(1, Math.min(40, Math.floor(n / columns)));
  const flat = $(reshape([n]), a);
  return $(reshape([rows, columns]), $(slice(0, 0, rows * columns), flat));
}

const axisOf = (shape: Shape, detail: number): number => detail % shape.length;

/** Bounded, so that compositions stay in range and enlarge no error much. */
const tame = ($: Builder, a: Ref): Ref => $(tanh, a);
const wide = ($: Builder, a: Ref): Ref => $(mul, literal($, 4), tame($, a));

const steps: readonly (($: Builder, a: Ref, b: Ref, detail: number) => Ref)[] = [
  ($, a) => $(sin, wide($, a)),
  ($, a) => $(cos, wide($, a)),
  ($, a) => $(exp, tame($, a)),
  ($, a) => $(log, $(add, literal($, 1.5), tame($, a))),
  ($, a) => $(sqrt, $(add, literal($, 2), $(sin, wide($, a)))),
  ($, a) => $(sigmoid, a),
  ($, a) => $(softplus, a),
  ($, a) => $(sech, a),
  ($, a) => $(erf, a),
  ($, a) => $(atan, a),
  ($, a) => $(relu, $(add, a, literal($, 0.137))),
  ($, a) => $(abs, $(add, a, literal($, 0.211))),
  ($, a) => $(square, tame($, a)),
  ($, a, _b, d) => $(pow, $(add, literal($, 1.5), tame($, a)), literal($, [2, 3, -1, 0.5, 1.7][d % 5]!)),
  ($, a) => $(recip, $(add, literal($, 1.7), $(cos, wide($, a)))),
  ($, a) => $(neg, a),
  ($, a, b) => $(add, a, like($, b, a)),
  ($, a, b) => $(sub, like($, b, a), a),
  ($, a, b) => $(mul, tame($, a), like($, b, a)),
  ($, a, b) => $(div, a, $(add, literal($, 2), $(sin, wide($, like($, b, a))))),
  ($, a, b) => $(max, $(add, a, literal($, 0.3)), like($, b, a)),
  ($, a, b) => $(where, $(larger, $(sin, wide($, a)), literal($, 0.123)), a, $(broadcastTo($.shape(a)), like($, b, a))),
  ($, a, b, d) => {
    const columns = columnsOf($, d, a, b);
    return $(matmul, matrix($, a, columns), transposed($, matrix($, b, columns)));
  },
  ($, a, _b, d) => {
    const x = tame($, matrix($, a, columnsOf($, d, a)));
    return $(matmul, transposed($, x), x);
  },
  ($, a, _b, d) => {
    const x = tame($, matrix($, a, columnsOf($, d, a)));
    const square = $(matmul, transposed($, x), x);
    return $(inv, $(add, square, $.constant(identity($.shape(square)[0]!))));
  },
  ($, a, _b, d) => ($.shape(a).length === 0 ? a : $(sum([axisOf($.shape(a), d)]), a)),
  ($, a, _b, d) => ($.shape(a).length === 0 ? a : $(greatestOver([axisOf($.shape(a), d)]), a)),
  ($, a, _b, d) => ($.shape(a).length === 0 ? a : $(cumsum(axisOf($.shape(a), d)), a)),
  ($, a, _b, d) => {
    const shape = $.shape(a);
    return $(sumTo(shape.map((n, i) => (i === d % 3 ? 1 : n))), a);
  },
  ($, a) => $(transpose($.shape(a).map((_, i, all) => all.length - 1 - i)), a),
  ($, a, _b, d) => {
    const shape = $.shape(a);
    if (shape.length === 0) return a;
    const axis = axisOf(shape, d);
    const n = shape[axis]!;
    return d % 2 === 0 || n < 2 ? $(slice(axis, n - 1, n, -1), a) : $(slice(axis, 1, n - 1), a);
  },
  ($, a, _b, d) => {
    const shape = $.shape(a);
    if (shape.length === 0 || sizeOf(shape) > 400) return a;
    const axis = axisOf(shape, d);
    return $(place(axis, d % 3, 1 + (d % 2), shape[axis]! * 2 + 2), a);
  },
  ($, a, b) => {
    const [m, n] = [$(reshape([sizeOf($.shape(a))]), a), $(reshape([sizeOf($.shape(b))]), b)];
    return sizeOf($.shape(a)) + sizeOf($.shape(b)) > 600 ? a : $(concat(0), m, n);
  },
  ($, a, _b, d) =>
    $.shape(a).length === 0 ? a : $(take(axisOf($.shape(a), d), [0, $.shape(a)[axisOf($.shape(a), d)]! - 1, 0]), a),
  ($, a) => {
    // Read in many overlapping pieces: the adjoint adds up as many places.
    const n = sizeOf($.shape(a));
    const flat = $(reshape([n]), a);
    const pieces = Array.from({ length: 7 }, (_, k) => {
      const start = (k * 5) % n;
      return $(sum([0]), $(sin, wide($, $(slice(0, start, 1 + ((k * 3) % (n - start))), flat))));
    });
    return $(
      mul,
      a,
      pieces.reduce((x, y) => $(add, x, y)),
    );
  },
  ($, a) => {
    // Many single entries, joined in another order.
    const n = Math.min(12, sizeOf($.shape(a)));
    const flat = $(reshape([sizeOf($.shape(a))]), a);
    const entries = Array.from({ length: n }, (_, k) => $(slice(0, n - 1 - k, 1), flat));
    return entries.length < 2 ? a : $(concat(0), ...entries);
  },
  ($, a, b) => {
    // An outer product by broadcasting.
    const [x, y] = [$(sum([]), a), b].map((v) => $(reshape([sizeOf($.shape(v))]), v));
    if (sizeOf($.shape(x!)) * sizeOf($.shape(y!)) > 1000) return a;
    return $(mul, $(reshape([sizeOf($.shape(x!)), 1]), x!), y!);
  },
];

function identity(m: number): Tensor {
  const data = new Float64Array(m * m);
  for (let i = 0; i < m; i++) data[i * m + i] = 1;
  return { shape: [m, m], data };
}

export const shapes: readonly (readonly Shape[])[] = [
  [[3], []],
  [[17], [17]],
  [[4, 5], [5]],
  [
    [2, 3, 4],
    [3, 1],
  ],
  [[64], [2, 32]],
  [[33, 7], [7]],
];

/** A function of two arrays; its value is the last step's, bounded. */
export const functionOf = (inputs: readonly Shape[], program: readonly Step[]): Graph =>
  graphOf(inputs, ($, [x, y]) => {
    const values = [x!, y!];
    for (const [op, a, b, detail] of program) {
      const next = steps[op % steps.length]!($, values[a % values.length]!, values[b % values.length]!, detail);
      if (sizeOf($.shape(next)) <= 4000) values.push(next);
    }
    return [tame($, values.at(-1)!)];
  });

/** Programs with the shapes of their inputs. */
export const programs = (longest: number) =>
  fc.tuple(
    fc.constantFrom(...shapes),
    fc.array(fc.tuple(fc.nat(steps.length - 1), fc.nat(9), fc.nat(9), fc.nat(20)), {
      minLength: 1,
      maxLength: longest,
    }),
  );
