import { dependents, reached } from '../ad/depends.ts';
import { opOf } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { present, type Numeric } from '../graph/trace.ts';
import { type Shape, sizeOf } from '../tensor/tensor.ts';
import { entryName, firstAxes, laidOut, type Named, namedValue, outputAxes, secondAxes } from './axes.ts';
import type { CommandContext, Outcome } from '../command/command.ts';
import { blocksTogether, curvatureOf } from './curvature.ts';
import { type Assembled, inputIndices, type Local, shapesOf } from '../evaluate/derivative/local.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Point } from './point.ts';
import { arrayResult, type Layout, type TensorPart } from '../answer/result.ts';

/** The layout that a command shows: its own option, else the session's. */
export const layoutOf = ({ session }: CommandContext, own: Layout | undefined): Layout =>
  own ?? session.settings.layout;

/** The arguments that are differentiated by. */
export const namedInputs = (local: Local): readonly Named[] =>
  local.by.map((name, i) => ({ name, shape: shapesOf(local).inputs[i]! }));

/** The outcome of a first-derivative command: axes named, laid out, stored in numerator layout. */
export function firstOutcome(
  context: CommandContext,
  own: Layout | undefined,
  what: string,
  point: Point,
  local: Local,
  derivative: Assembled,
  shape: Shape = shapesOf(local).output,
): Outcome {
  const output = namedValue(point.name, shape);
  const inputs = namedInputs(local);
  const layout = layoutOf(context, own);
  const title = `${what} of ${point.text} by ${local.by.join(', ')}`;
  noteIndependence(context.evaluator, local, point);
  if (derivative.kind === 'one') {
    const value = present(derivative.value);
    const axes = firstAxes(value.shape, output, inputs);
    const own = outputAxes(
      value.shape.length,
      shape,
      inputs.map((input) => input.shape),
    );
    const shown = laidOut(value, axes, own, layout);
    return {
      value,
      result: arrayResult(shown.value, { axes: shown.axes, layout, title }),
    };
  }
  const parts = derivative.values.map((v, i): TensorPart => {
    const value = present(v);
    const input = inputs[i]!;
    const axes = firstAxes(value.shape, output, [input]);
    const shown = laidOut(value, axes, outputAxes(value.shape.length, shape, [input.shape]), layout);
    return { name: [input.name], shape: shown.value.shape, data: shown.value.data, axes: shown.axes };
  });
  return { result: { kind: 'array', parts, layout, title } };
}

/** The outcome of a second-derivative command. */
export function secondOutcome(
  context: CommandContext,
  own: Layout | undefined,
  what: string,
  point: Point,
  local: Local,
  derivative: Assembled,
): Outcome {
  const output = namedValue(point.name, shapesOf(local).output);
  const inputs = namedInputs(local);
  const layout = layoutOf(context, own);
  const title = `${what} of ${point.text} by ${local.by.join(', ')}`;
  noteIndependence(context.evaluator, local, point);
  const show = (v: Numeric, first: readonly Named[], second: readonly Named[]) => {
    const value = present(v);
    return laidOut(value, secondAxes(value.shape, output, first, second), output.shape.length, layout);
  };
  if (derivative.kind === 'one') {
    const shown = show(derivative.value, inputs, inputs);
    const value = present(derivative.value);
    const found = output.shape.length === 0 ? curvatureOf(value) : undefined;
    return {
      value,
      result: arrayResult(shown.value, { axes: shown.axes, layout, title, ...(found ? { curvature: found } : {}) }),
    };
  }
  const parts = derivative.values.map((v, k): TensorPart => {
    const [i, j] = [Math.floor(k / inputs.length), k % inputs.length];
    const shown = show(v, [inputs[i]!], [inputs[j]!]);
    return {
      name: [inputs[i]!.name, inputs[j]!.name],
      shape: shown.value.shape,
      data: shown.value.data,
      axes: shown.axes,
    };
  });
  const sizes = inputs.map(({ shape }) => sizeOf(shape));
  const rows = inputs.map((_, i) => derivative.values.slice(i * inputs.length, (i + 1) * inputs.length).map(present));
  const found = output.shape.length === 0 ? curvatureOf(blocksTogether(rows, sizes)) : undefined;
  return { result: { kind: 'array', parts, layout, title, ...(found ? { curvature: found } : {}) } };
}

/** Notes outputs that no differentiated input reaches: their rows are zero by structure, not by value. */
export function noteIndependence(evaluator: Evaluator, local: Local, point: Point): void {
  const { graph } = local;
  const active = dependents(graph, inputIndices(local));
  const by = local.by.join(', ');
  const out = graph.outputs[0]!;
  const note = (message: string, entries: number): void =>
    evaluator.notes.add({ code: 'derivative/structural-zero', message, span: point.span, entries });
  if (!active[out]) {
    if (reached(graph, inputIndices(local))[out])
      note(`${point.text} changes in steps only with ${by}: its derivative is zero where it exists`, 1);
    else note(`${point.text} does not depend on ${by}: its derivative is zero`, 1);
    return;
  }
  const idle = idleRows(graph, active, out);
  if (idle.length === 0) return;
  const [, ...within] = shapesOf(local).output;
  const rowName = (i: number): string =>
    within.length === 0
      ? entryName(namedValue(point.name, [i + 1]), i)
      : `${point.name}[${[i + 1, ...within.map(() => ':')].join(',')}]`;
  const names = idle.slice(0, 4).map(rowName);
  const more = idle.length > names.length ? `, .. (${idle.length} in all)` : '';
  note(
    `${names.join(', ')}${more} ${idle.length === 1 ? 'does' : 'do'} not depend on ${by}: zero by structure`,
    idle.length,
  );
}

/** The rows of a joined output that stand on nothing active. */
function idleRows(graph: Graph, active: readonly boolean[], out: number): readonly number[] {
  const node = graph.nodes[out]!;
  const structure = node.kind === 'op' ? opOf(node).structure : undefined;
  if (node.kind !== 'op' || structure?.kind !== 'join' || structure.axis !== 0) return [];
  const idle: number[] = [];
  let row = 0;
  for (const arg of node.args) {
    const count = graph.nodes[arg]!.shape[0]!;
    if (!active[arg]) for (let i = 0; i < count; i++) idle.push(row + i);
    row += count;
  }
  return idle;
}
