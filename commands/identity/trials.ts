import { fail } from '../../src/base/fault.ts';
import { type Numeric, present } from '../../src/graph/trace.ts';
import type { CommandCall, Expr } from '../../src/lang/ast.ts';
import { type Shape, sameShape, shapeText, sizeOf, type Tensor } from '../../src/tensor/tensor.ts';
import type { CommandContext, Takes } from '../../src/command/command.ts';
import { indicesOf } from '../../src/tensor/shape.ts';
import { withNames } from '../../src/evaluate/evaluator.ts';
import { numeric } from '../../src/evaluate/evaluate.ts';
import { uniforms } from '../../src/evaluate/start.ts';
import type { Datum } from '../../src/evaluate/value.ts';

/** The two sides of an identity, as they were typed. */
export interface Sides {
  readonly left: Expr;
  readonly right: Expr;
  /** The values that names take in both. */
  readonly at: CommandCall['at'];
}

/** Both sides' values, at values of the names that `at` gives. */
export interface Instance {
  readonly left: Tensor;
  readonly right: Tensor;
}

/** How far the sides are apart. */
export interface Apart {
  /** The largest difference of two entries, and the same over the largest entry, or by itself where a side is all 0. */
  readonly difference: number;
  readonly relative: number;
  /** Whether that is no more than rounding. */
  readonly ok: boolean;
  /** The entry where it is, and its value on both sides. */
  readonly at: readonly number[];
  readonly left: number;
  readonly right: number;
  /** Entries that differ by more than rounding. */
  readonly count: number;
}

/** Differences up to this, over the largest entry, are rounding; and up to the second beside a side that is all 0. */
const ROUNDING = 1e-10;
const ROUNDING_AT_ZERO = 1e-12;

/** `left == right`, or two operands. */
export const twoSides: Takes<Sides> = {
  usage: 'LEFT == RIGHT [at X=[1, 2; 3, 4], a=[1, -1]]',
  operands: 'expressions',
  read: (call) => ({ ...sidesOf(call), at: call.at }),
};

function sidesOf(call: CommandCall): Pick<Sides, 'left' | 'right'> {
  const [first, second, extra] = call.operands;
  if (first && second && !extra) return { left: first, right: second };
  const inner = first?.kind === 'paren' ? first.inner : first;
  if (!second && inner?.kind === 'binary' && inner.op === '==') return { left: inner.left, right: inner.right };
  fail('identity/sides', ':identity needs two sides to compare', {
    span: (extra ?? first ?? call.name).span,
    help: 'Write :identity trace(A*B) == trace(B*A) at A=[1, 2; 3, 4], B=[0, 1; 1, 0].',
  });
}

/** Evaluates both sides; with a seed, random matrices in `at` are those of that seed and trial. */
export function instanceOf(
  context: Pick<CommandContext, 'evaluator' | 'source'>,
  { left, right, at }: Sides,
  seeded?: { readonly seed: number; readonly trial: number },
): Instance {
  const { source } = context;
  let drawn = 0;
  const random = (count: number): Float64Array => {
    drawn += count;
    return uniforms(seeded!.seed, seeded!.trial * 1_000_003 + drawn - count, count);
  };
  const evaluator = seeded ? { ...context.evaluator, random } : context.evaluator;
  const given = new Map<string, Datum>();
  const valueOf = (expr: Expr): Numeric => {
    const { inner, frame } = withNames(evaluator, source, given);
    return numeric(inner, expr, frame);
  };
  for (const { name, value } of at) given.set(name.name, valueOf(value));
  const [a, b] = [left, right].map((side) => present(valueOf(side)));
  if (!comparable(a!.shape, b!.shape)) {
    fail('shape/mismatch', `the left side is ${shapeText(a!.shape)} and the right side ${shapeText(b!.shape)}`, {
      span: [left.span[0], right.span[1]],
      help: "Both sides need the same shape: A' exchanges the first two axes, reshape(x, [..]) keeps the entries.",
    });
  }
  return { left: a!, right: b! };
}

/** Equal shapes; a vector by itself also stands for a row or a column. */
function comparable(a: Shape, b: Shape): boolean {
  if (sameShape(a, b)) return true;
  const [vector, matrix] = a.length < b.length ? [a, b] : [b, a];
  return vector.length === 1 && matrix.length === 2 && matrix.includes(1) && sizeOf(matrix) === vector[0];
}

/** Compares the sides entry by entry. */
export function compareSides({ left, right }: Instance): Apart {
  const [a, b] = [left, right].map(({ data }) => data.reduce((n, x) => Math.max(n, Math.abs(x)), 0)) as [
    number,
    number,
  ];
  const zero = a === 0 || b === 0;
  const scale = !zero && Number.isFinite(Math.max(a, b)) ? Math.max(a, b) : 1;
  const rounding = zero ? ROUNDING_AT_ZERO : ROUNDING;
  let worst = 0;
  let index = 0;
  let count = 0;
  left.data.forEach((x, i) => {
    const y = right.data[i]!;
    const d = x === y ? 0 : Math.abs(x - y);
    if (!(d / scale <= rounding)) count++;
    if (d > worst || (Number.isNaN(d) && !Number.isNaN(worst))) [worst, index] = [d, i];
  });
  const shape = left.shape.length >= right.shape.length ? left.shape : right.shape;
  return {
    difference: worst,
    relative: worst / scale,
    ok: count === 0,
    at: indicesOf(index, shape),
    left: left.data[index] ?? 0,
    right: right.data[index] ?? 0,
    count,
  };
}
