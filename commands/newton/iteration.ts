import { fail } from '../../src/base/fault.ts';
import type { Note } from '../../src/base/note.ts';
import { notes } from '../../src/evaluate/notes.ts';
import { type Observe, present } from '../../src/graph/trace.ts';
import { norm } from '../../src/ops/build.ts';
import { solve as solveKernel } from '../../src/tensor/linear/inverse.ts';
import { type Tensor, tensor } from '../../src/tensor/tensor.ts';
import { curvatureOf, ROUNDED } from '../../src/derive/curvature.ts';
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
  /** The earlier iterate that this one is back at, counted from 0. */
  readonly returns?: number;
}

export interface NewtonPath {
  readonly iterates: readonly Iterate[];
  /** No slope, none but rounding, no step, or steps that rounding lets shrink no more; else why it did not get there. */
  readonly stopped:
    'slope' | 'slope of rounding' | 'step' | 'rounding' | 'steps' | 'cycle' | 'singular' | 'left the numbers';
}

/** Steps that are this much shorter than the point is long change nothing any more. */
const SHORTEST = 1e-14;
/** Steps up to this, beside the point, that do not shrink are made of rounding. */
const SHORT = 1e-10;
/** Points that are no farther apart than this, beside their size, are one. */
const SAME = 1e-12;
/** The longest cycle that is told. */
const LONGEST = 8;

/** Newton's method on a scalar function: x <- x - H^-1 g in full steps, without a search along them; `hear` is told what the steps note. */
export function newtonPath(
  outer: Evaluator,
  point: Point,
  steps: number,
  hear: (step: number, note: Note) => void,
): NewtonPath {
  const iterates: Iterate[] = [];
  let before = Number.POSITIVE_INFINITY;
  let values = point.by.map((b) => present(b.value));
  for (;;) {
    const { evaluator, heard } = listening(outer, (note) => hear(iterates.length, note));
    const local = localise(evaluator, { ...point, by: point.by.map((b, i) => ({ ...b, value: values[i]! })) });
    const { value, gradient, curvature } = secondOrder(evaluator, local);
    const x = Float64Array.from(values.flatMap((v) => Array.from(v.data)));
    const slope = present(norm(evaluator.$, gradient, 2)).data[0]!;
    const known = curvatureOf(curvature, heard());
    const definiteness = known?.definiteness ?? signOf(curvature);
    const returns = earlier(iterates, x);
    iterates.push({ x, value, slope, definiteness, ...(returns !== undefined && { returns }) });
    if (![...x, value, ...gradient.data, ...curvature.data].every(Number.isFinite))
      return { iterates, stopped: 'left the numbers' };
    if (slope === 0) return { iterates, stopped: 'slope' };
    const isRounding = isOfRounding(gradient.data, curvature.data, x, heard());
    const without = (stopped: NewtonPath['stopped']): NewtonPath => ({
      iterates,
      stopped: isRounding ? 'slope of rounding' : stopped,
    });
    if (returns !== undefined) return without('cycle');
    if (iterates.length > steps) return without('steps');
    const step = solveKernel(curvature, tensor([x.length, 1], gradient.data));
    if (!step || definiteness.endsWith('semidefinite') || known?.reason === ROUNDED) return without('singular');
    const longest = largest(step.data);
    const size = 1 + largest(x);
    if (longest <= SHORTEST * size) return { iterates, stopped: 'step' };
    if (longest <= SHORT * size && longest >= before) return { iterates, stopped: 'rounding' };
    if (isRounding && longest >= before) return without('rounding');
    before = longest;
    values = subtractStep(values, step.data);
  }
}

/** An evaluator for one iterate, and all that is noted of it. */
function listening(outer: Evaluator, hear: (note: Note) => void) {
  const added: Note[] = [];
  const own = notes();
  const add = (note: Note): void => {
    added.push(note);
    hear(note);
  };
  const observe: Observe = (seen) => {
    own.observe(seen);
    outer.notes.observe(seen);
  };
  return {
    evaluator: { ...outer, notes: { ...outer.notes, add, observe } },
    heard: (): readonly Note[] => [...added, ...own.list(() => [])],
  };
}

/** The distance between doubles, beside their size. */
const UNIT = 2 ** -52;

/**
 * Whether every entry of a gradient [n] is within its own error and what the rounding of the point makes of it by the Hessian [n,n]: then
 * there is no slope at a point so near that doubles do not tell it from this one.
 */
function isOfRounding(gradient: Float64Array, hessian: Float64Array, x: Float64Array, heard: readonly Note[]): boolean {
  const n = x.length;
  const part = Math.max(0, ...heard.map(({ apart }) => apart?.part ?? 0));
  return gradient.every((g, i) => {
    const row = hessian.subarray(i * n, (i + 1) * n);
    const moved = row.reduce((sum, h, j) => sum + Math.abs(h * x[j]!), 0);
    return Math.abs(g) <= part * Math.abs(g) + UNIT * moved;
  });
}

const largest = (x: Float64Array): number => x.reduce((most, v) => Math.max(most, Math.abs(v)), 0);

/** The iterate before the last that a point is back at, if there is one. */
function earlier(iterates: readonly Iterate[], x: Float64Array): number | undefined {
  const isAt = (other: Float64Array): boolean => x.every((v, i) => Math.abs(v - other[i]!) <= SAME * Math.abs(v));
  const last = iterates.at(-1);
  if (!last || isAt(last.x)) return undefined;
  for (let k = iterates.length - 2; k >= Math.max(0, iterates.length - LONGEST); k--) {
    if (isAt(iterates[k]!.x)) return k;
  }
  return undefined;
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
