import { fail } from '../../src/base/fault.ts';
import { present } from '../../src/graph/trace.ts';
import { norm } from '../../src/ops/build.ts';
import { solve as solveKernel } from '../../src/tensor/linear/inverse.ts';
import { type Tensor, tensor } from '../../src/tensor/tensor.ts';
import { curvatureOf } from '../../src/derive/curvature.ts';
import { matrixOf, type Order } from '../../src/evaluate/derivative/derivative.ts';
import { derivativeOf } from '../../src/evaluate/derivative/differentiate.ts';
import { type Local, localise, run } from '../../src/evaluate/derivative/local.ts';
import type { Evaluator } from '../../src/evaluate/evaluator.ts';
import type { Point } from '../../src/evaluate/derivative/point.ts';

/** A point on Newton's way: all differentiated entries one after the other, and what the function is like there. */
export interface Iterate {
  readonly x: Float64Array;
  readonly value: number;
  /** The gradient's Euclidean norm. */
  readonly slope: number;
  /** What the Hessian's eigenvalues say, where it has them. */
  readonly definiteness: string;
}

export interface NewtonPath {
  readonly iterates: readonly Iterate[];
  readonly stopped: 'converged' | 'steps' | 'singular' | 'left the numbers';
}

/** Steps that are this much shorter than the point is long change nothing any more. */
const SHORTEST = 1e-14;

/** Newton's method on a scalar function: x <- x - H^-1 g in full steps, without a search along them. */
export function newtonPath(evaluator: Evaluator, point: Point, steps: number): NewtonPath {
  const iterates: Iterate[] = [];
  let values = point.by.map((b) => present(b.value));
  for (;;) {
    const local = localise(evaluator, { ...point, by: point.by.map((b, i) => ({ ...b, value: values[i]! })) });
    const { value, gradient, curvature } = secondOrder(evaluator, local);
    const x = Float64Array.from(values.flatMap((v) => Array.from(v.data)));
    const slope = present(norm(evaluator.$, gradient, 2)).data[0]!;
    iterates.push({ x, value, slope, definiteness: curvatureOf(curvature)?.definiteness ?? signOf(curvature) });
    if (![...x, value, ...gradient.data, ...curvature.data].every(Number.isFinite))
      return { iterates, stopped: 'left the numbers' };
    if (slope === 0) return { iterates, stopped: 'converged' };
    if (iterates.length > steps) return { iterates, stopped: 'steps' };
    const step = solveKernel(curvature, tensor([x.length, 1], gradient.data));
    if (!step) return { iterates, stopped: 'singular' };
    const longest = step.data.reduce((m, d) => Math.max(m, Math.abs(d)), 0);
    if (longest <= SHORTEST * (1 + x.reduce((m, v) => Math.max(m, Math.abs(v)), 0)))
      return { iterates, stopped: 'converged' };
    values = subtractStep(values, step.data);
  }
}

/** A Hessian of one entry is a number. */
const signOf = ({ data }: Tensor): string =>
  data.length !== 1 ? '' : data[0]! > 0 ? 'positive' : data[0]! < 0 ? 'negative' : data[0] === 0 ? 'zero' : '';

function subtractStep(values: readonly Tensor[], step: Float64Array): Tensor[] {
  let start = 0;
  return values.map((v) => {
    const from = start;
    start += v.data.length;
    return tensor(
      v.shape,
      v.data.map((x, i) => x - step[from + i]!),
    );
  });
}

/** Value, gradient [n] and Hessian [n,n] by all differentiated entries together. */
function secondOrder(evaluator: Evaluator, local: Local): { value: number; gradient: Tensor; curvature: Tensor } {
  if (local.output.shape.length > 0) fail('shape/not-scalar', ':newton needs a function with one number as its value');
  const [y] = run(evaluator, local.graph, local.inputs);
  const by = (order: Order): Tensor => matrixOf(derivativeOf(evaluator, local, { order, storage: 'dense' }));
  const gradient = by(1).data;
  return { value: present(y!).data[0]!, gradient: tensor([gradient.length], gradient), curvature: by(2) };
}
