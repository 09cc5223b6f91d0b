import { opOf } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { broadcastTo } from '../ops/core.ts';
import type { Op } from '../ops/op.ts';
import { sameShape, sizeOf, type Tensor } from '../tensor/tensor.ts';
import { type Complex, inPlane } from '../ops/numbers/complex.ts';

/** A complex array; a real one has no imaginary part. */
export interface ComplexArray {
  readonly re: Tensor;
  readonly im?: Tensor;
}

type Value = ComplexArray;

/** Sees every result with the real one of the op itself, and may answer another in its place. */
type ComplexObserver = (op: Op, value: ComplexArray, real: Tensor) => ComplexArray;

/**
 * The derivative of the first output along a direction: the imaginary part of f(x + i h v), over h, for a step h so small that its
 * square is lost beside all else: it neither rounds nor truncates. Throws {@link NotAnalytic}.
 *
 * Source: Squire & Trapp, Using complex variables to estimate derivatives of real functions, SIAM Review 40 (1998) 110-112.
 */
export function complexStep(
  graph: Graph,
  inputs: readonly Tensor[],
  along: readonly (Tensor | undefined)[],
  step = 2 ** -332,
  observe: ComplexObserver = (_op, value) => value,
): Tensor {
  const values: Value[] = [];
  for (const node of graph.nodes) {
    if (node.kind === 'input') {
      const v = along[node.index];
      const re = inputs[node.index]!;
      values.push(v ? { re, im: { shape: v.shape, data: v.data.map((x) => x * step) } } : { re });
    } else if (node.kind === 'constant') values.push({ re: node.value });
    else {
      const op = opOf(node);
      const args = node.args.map((a) => values[a]!);
      values.push(observe(op, compute(op, args, node.shape), op.compute(...args.map(({ re }) => re))));
    }
  }
  const { re, im } = values[graph.outputs[0]!]!;
  return im ? { shape: im.shape, data: im.data.map((x) => x / step) } : zeros(re);
}

const zeros = ({ shape, data }: Tensor): Tensor => ({ shape, data: new Float64Array(data.length) });

const imaginary = ({ re, im }: Value): Tensor => im ?? zeros(re);

function compute(op: Op, args: readonly Value[], shape: readonly number[]): Value {
  const parts = args.map(({ re }) => re);
  // An op without a derivative is constant around its operands.
  if (args.every(({ im }) => im === undefined) || !op.jvp) return { re: op.compute(...parts) };
  if (op.algebra === 'linear') return { re: op.compute(...parts), im: op.compute(...args.map(imaginary)) };
  if (op.algebra === 'bilinear') {
    const [a, c] = parts as [Tensor, Tensor];
    const [b, d] = args.map(imaginary) as [Tensor, Tensor];
    return {
      re: combined(op.compute(a, c), op.compute(b, d), -1),
      im: combined(op.compute(a, d), op.compute(b, c), 1),
    };
  }
  const f = inPlane(op);
  const wide = args.map((v): Required<Value> => ({
    re: broadcastPlain(v.re, shape),
    im: broadcastPlain(imaginary(v), shape),
  }));
  const size = sizeOf(shape);
  const [re, im] = [new Float64Array(size), new Float64Array(size)];
  for (let i = 0; i < size; i++) {
    [re[i], im[i]] = f(...wide.map((v): Complex => [v.re.data[i]!, v.im.data[i]!]));
  }
  return { re: { shape, data: re }, im: { shape, data: im } };
}

const broadcastPlain = (x: Tensor, shape: readonly number[]): Tensor =>
  sameShape(x.shape, shape) ? x : broadcastTo(shape).compute(x);

const combined = (a: Tensor, b: Tensor, sign: 1 | -1): Tensor => ({
  shape: a.shape,
  data: a.data.map((x, i) => x + sign * b.data[i]!),
});
