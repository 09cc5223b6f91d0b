import { opOf } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { broadcastTo } from '../ops/core.ts';
import type { Apply, Op } from '../ops/op.ts';
import { full, type Shape, sizeOf, type Tensor } from '../tensor/tensor.ts';

const eager: Apply<Tensor> = Object.assign((op: Op, ...args: Tensor[]) => op.compute(args), {
  constant: (value: Tensor) => value,
  shape: (value: Tensor) => value.shape,
});

/**
 * Which entries of a graph's first output can depend smoothly on which entries of the inputs `by`: for each of them 1 or 0,
 * of shape [...output, ...input]. A 0 is certain; a 1 is not, where ops mix their operands.
 *
 * Source: Griewank & Walther, Evaluating Derivatives, 2nd ed., section 7.1.
 */
export function dependence(graph: Graph, by: readonly number[]): readonly Tensor[] {
  const inputs = by.map((i) => graph.nodes[graph.inputs[i]!]!.shape);
  const n = inputs.reduce((sum, s) => sum + sizeOf(s), 0);
  const starts = inputs.map((_, k) => inputs.slice(0, k).reduce((sum, s) => sum + sizeOf(s), 0));
  /** For each node [n, ...shape]: whether entry j of the inputs leads there; undefined where none does. */
  const reached: (Tensor | undefined)[] = [];
  for (const node of graph.nodes) {
    const k = node.kind === 'input' ? by.indexOf(node.index) : -1;
    if (k >= 0) reached.push(unit(n, starts[k]!, node.shape));
    else if (node.kind === 'op') {
      const shapes = node.args.map((a) => graph.nodes[a]!.shape);
      reached.push(
        reach(
          opOf(node),
          shapes,
          node.args.map((a) => reached[a]),
          node.shape,
          n,
        ),
      );
    } else reached.push(undefined);
  }
  const out = graph.outputs[0]!;
  const output = graph.nodes[out]!.shape;
  const m = sizeOf(output);
  const found = reached[out]?.data;
  return inputs.map((shape, k) => {
    const size = sizeOf(shape);
    const data = new Float64Array(m * size);
    for (let j = 0; j < size; j++)
      for (let i = 0; i < m; i++) data[i * size + j] = found?.[(starts[k]! + j) * m + i] ?? 0;
    return { shape: [...output, ...shape], data };
  });
}

function unit(n: number, start: number, shape: Shape): Tensor {
  const size = sizeOf(shape);
  const data = new Float64Array(n * size);
  for (let i = 0; i < size; i++) data[(start + i) * size + i] = 1;
  return { shape: [n, ...shape], data };
}

function reach(
  op: Op,
  shapes: readonly Shape[],
  args: readonly (Tensor | undefined)[],
  shape: Shape,
  n: number,
): Tensor | undefined {
  if (!op.jvp || args.every((a) => a === undefined)) return undefined;
  const truths = (t: Tensor): Tensor => ({ shape: [n, ...shape], data: t.data.map((v) => (v === 0 ? 0 : 1)) });
  const joined = (each: (a: Tensor, i: number) => Tensor): Tensor => {
    const data = new Float64Array(n * sizeOf(shape));
    args.forEach((a, i) => a && each(a, i).data.forEach((v, j) => void (v !== 0 && (data[j] = 1))));
    return { shape: [n, ...shape], data };
  };
  const batched = (move: Op, a: Tensor): Tensor => move.batch(eager, [a], [true], n);
  // Entries go where the op moves them; no two coefficients of such an op cancel.
  if (op.kind === 'linear' && args.length === 1) return truths(batched(op, args[0]!));
  if (op.name === 'concat') {
    const parts = args.map((a, i) => a ?? full([n, ...shapes[i]!], 0));
    return op.batch(
      eager,
      parts,
      parts.map(() => true),
      n,
    );
  }
  if (op.kind === 'elementwise' || op.name === 'add' || op.name === 'sub' || op.name === 'mul') {
    return joined((a) => batched(broadcastTo(shape), a));
  }
  if (op.name === 'matmul') {
    return joined((a, i) => {
      const other = full(shapes[1 - i]!, 1);
      return op.batch(eager, i === 0 ? [a, other] : [other, a], [i === 0, i === 1], n);
    });
  }
  // Whatever leads to any entry of an operand leads to all of the result.
  const size = sizeOf(shape);
  return joined((a) => {
    const data = new Float64Array(n * size);
    const count = a.data.length / n;
    for (let j = 0; j < n; j++)
      data.fill(a.data.subarray(j * count, (j + 1) * count).includes(1) ? 1 : 0, j * size, (j + 1) * size);
    return { shape: [n, ...shape], data };
  });
}
