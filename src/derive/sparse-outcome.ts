import { compressedGraph } from '../ad/directions.ts';
import { subpattern, type Pattern, type Sparse, sparse, transposeSparse } from '../tensor/sparse.ts';
import { type Shape, sizeOf } from '../tensor/tensor.ts';
import { denominatorOrder, firstAxes, type Named, namedValue, outputAxes, secondAxes } from './axes.ts';
import type { CommandContext, Outcome, Recording } from '../command/command.ts';
import { layoutOf, namedInputs, noteIndependence } from './derivative-result.ts';
import { firstShapes, secondShapes } from '../evaluate/derivative/shape.ts';
import { type Local, run, shapesOf } from '../evaluate/derivative/local.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Point } from './point.ts';
import type { Axis, Layout, SparsePart } from '../answer/result.ts';
import {
  hessianPlan,
  jacobianPlan,
  sparseHessian,
  sparseJacobian,
  type SparseDerivative,
  type Wanted,
} from '../evaluate/derivative/sparse.ts';

/** A function recorded at a point. */
export interface Place {
  readonly point: Point;
  readonly local: Local;
}

/** The arguments that share a part of the result: all of them if they are numbers, else each its own. */
function groupsOf(local: Local): readonly (readonly Named[])[] {
  const named = namedInputs(local);
  return named.every(({ shape }) => shape.length === 0) ? [named] : named.map((input) => [input]);
}

/** The outcome of a first-derivative command where the derivative is answered sparse. */
export function sparseFirst(
  context: CommandContext,
  layout: Layout | undefined,
  what: string,
  { point, local }: Place,
  wanted: Wanted,
): Outcome | undefined {
  const found = sparseJacobian(context.evaluator, local, wanted);
  if (!found) return undefined;
  const { output: shape, inputs } = shapesOf(local);
  const output = namedValue(point.name, shape);
  const groups = groupsOf(local);
  const shapes = firstShapes(shape, inputs);
  const parts = groups.map((group, k): Part => {
    const axes = firstAxes(shapes[k]!, output, group);
    const own = outputAxes(
      shapes[k]!.length,
      shape,
      group.map((input) => input.shape),
    );
    return { name: [group[0]!.name], shape: shapes[k]!, axes, own };
  });
  return outcome(
    context,
    layout,
    `${what} of ${point.text} by ${local.by.join(', ')}`,
    { point, local },
    found,
    parts,
    [[0, found.pattern.rows]],
  );
}

/** The outcome of a second-derivative command where the derivative is answered sparse. */
export function sparseSecond(
  context: CommandContext,
  layout: Layout | undefined,
  what: string,
  { point, local }: Place,
  wanted: Wanted,
): Outcome | undefined {
  const found = sparseHessian(context.evaluator, local, wanted);
  if (!found) return undefined;
  const { inputs } = shapesOf(local);
  const output = namedValue(point.name, []);
  const groups = groupsOf(local);
  const shapes = secondShapes([], inputs);
  const parts = groups.flatMap((first, i) =>
    groups.map((second, j): Part => {
      const shape = shapes[i * groups.length + j]!;
      return { name: [first[0]!.name, second[0]!.name], shape, axes: secondAxes(shape, output, first, second), own: 0 };
    }),
  );
  const title = `${what} of ${point.text} by ${local.by.join(', ')}`;
  return outcome(context, layout, title, { point, local }, found, parts, ranges(groups.map(sizeOfAll)));
}

/** A derivative by one argument that is answered sparse, recorded: the pattern is found now, the values when it runs. */
export function recordedSparse(
  evaluator: Evaluator,
  local: Local,
  wanted: Wanted,
  order: 'first' | 'second',
): Recording | undefined {
  const { output, inputs } = shapesOf(local);
  if (inputs.length !== 1) return undefined;
  const found = order === 'first' ? jacobianPlan(local, wanted) : hessianPlan(local, wanted);
  if (!found) return undefined;
  const { graph, by, plan, back, pattern } = found;
  const [value] = run(evaluator, compressedGraph(graph, by, plan, back), local.inputs);
  const [shape] = order === 'first' ? firstShapes(output, inputs) : secondShapes(output, inputs);
  return { kind: 'sparse', shape: shape!, pattern, value: value! };
}

/** A block of a derivative: what it is called, its shape and axes, of which the first `own` are the output's. */
interface Part {
  readonly name: readonly string[];
  readonly shape: Shape;
  readonly axes: readonly Axis[];
  readonly own: number;
}

type Range = readonly [from: number, to: number];

const sizeOfAll = (group: readonly Named[]): number => group.reduce((n, { shape }) => n + sizeOf(shape), 0);

/** Ranges of the given sizes, one behind the other. */
function ranges(sizes: readonly number[]): Range[] {
  let start = 0;
  return sizes.map((size): Range => [start, (start += size)]);
}

/** Cuts a derivative into its parts, `rows` of which lie below each other, and lays them out. */
function outcome(
  context: CommandContext,
  own: Layout | undefined,
  title: string,
  { point, local }: Place,
  { pattern, values, effort }: SparseDerivative,
  parts: readonly Part[],
  rows: readonly Range[],
): Outcome {
  noteIndependence(context.evaluator, local, point);
  const layout = layoutOf(context, own);
  const across = parts.length / rows.length;
  const columns = across === 1 ? [[0, pattern.columns] as const] : ranges(widths(local));
  const blocks = parts.map((part, k) =>
    block(pattern, values, part.shape, rows[Math.floor(k / across)]!, columns[k % across]!),
  );
  const drawn = blocks.map((value, k) => laidOut(value, parts[k]!, layout));
  if (parts.length === 1) {
    const [value] = blocks as [Sparse];
    return { value, result: { kind: 'array', parts: [{ ...drawn[0]!, name: [] }], layout, title, effort } };
  }
  return { result: { kind: 'array', parts: drawn, layout, title, effort } };
}

const widths = (local: Local): readonly number[] => shapesOf(local).inputs.map(sizeOf);

function block(pattern: Pattern, values: Float64Array, shape: Shape, rows: Range, columns: Range): Sparse {
  const found = subpattern(pattern, rows, columns);
  return sparse(
    shape,
    found.pattern,
    Float64Array.from(found.from, (k) => values[k]!),
  );
}

/** A block in the layout that is asked for: denominator layout has the input axes first. */
function laidOut(value: Sparse, { name, axes, own }: Part, layout: Layout): SparsePart {
  const rank = value.shape.length;
  const turns = layout === 'denominator' && own > 0 && own < rank;
  const { shape, pattern, values } = turns ? transposeSparse(value, own) : value;
  const named = turns && axes.length === rank ? denominatorOrder(rank, own).map((i) => axes[i]!) : axes;
  return { name, shape, pattern, values, axes: named };
}
