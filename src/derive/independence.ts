import { opOf } from '../graph/builder.ts';
import { dependents, reachedNodes } from '../ad/depends.ts';
import { inputIndices, type Local } from '../evaluate/derivative/local.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Graph } from '../graph/graph.ts';
import { entryName, namesText } from './axes.ts';
import type { Point } from '../evaluate/derivative/point.ts';

/** Notes outputs that no differentiated input reaches: their rows are zero by structure, not by value. */
export function noteIndependence(evaluator: Evaluator, local: Local, point: Point): void {
  const { graph, output } = local;
  const indices = inputIndices(local);
  const active = dependents(graph, indices);
  const by = namesText(local.by);
  const out = graph.outputs[0]!;
  const note = (message: string, entries: number): void =>
    evaluator.notes.add({ code: 'derivative/structural-zero', message, span: point.operand.span, entries });
  if (!active[out]) {
    if (reachedNodes(graph, indices)[out])
      note(`${point.text} changes in steps only with ${by}: its derivative is zero where it exists`, 1);
    else note(`${point.text} does not depend on ${by}: its derivative is zero`, 1);
    return;
  }
  const idle = idleRows(graph, active, out);
  if (idle.length === 0) return;
  const [, ...within] = output.shape;
  const rowName = (i: number): string =>
    within.length === 0
      ? entryName({ ...output, shape: [i + 1] }, i)
      : `${output.name}[${[i + 1, ...within.map(() => ':')].join(',')}]`;
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
