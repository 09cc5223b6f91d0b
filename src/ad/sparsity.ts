import { checkInterrupt } from '../base/interrupt.ts';
import { opOf } from '../graph/builder.ts';
import type { Graph, Ref } from '../graph/graph.ts';
import { lastUses } from '../graph/live.ts';
import { type Pattern, transposePattern } from '../tensor/sparse.ts';
import { sizeOf, type Tensor } from '../tensor/tensor.ts';
import { collecting, type Limits, Overfull, ownReach, type Reach } from './reach.ts';
import { reachOf } from './reach-rules.ts';

/** Why a pattern was given up: where in the graph it fills up. */
export interface Filled {
  readonly filled: string;
}

export const isFilled = (found: Pattern | Filled): found is Filled => 'filled' in found;

const unlimited: Limits = { entries: Infinity, work: Infinity };

/**
 * Which entries of a graph's outputs, one after the other, can depend smoothly on which entries of the inputs `by`, one after
 * the other. What is not listed is certainly 0; what is may be 0 too, where ops mix their operands. Time and memory
 * grow with what is found, not with outputs times inputs.
 *
 * Source: Griewank & Walther, Evaluating Derivatives, 2nd ed., section 7.1.
 */
export function patternOf(graph: Graph, by: readonly number[], limits: Limits = unlimited): Pattern | Filled {
  const sizes = by.map((i) => sizeOf(graph.nodes[graph.inputs[i]!]!.shape));
  const starts = sizes.map((_, k) => sizes.slice(0, k).reduce((a, b) => a + b, 0));
  const columns = sizes.reduce((a, b) => a + b, 0);
  const collect = collecting(columns, limits);
  const constant = constants(graph);
  const last = lastUses(graph);
  const reached: (Reach | undefined)[] = [];
  for (const [ref, node] of graph.nodes.entries()) {
    checkInterrupt();
    const k = node.kind === 'input' ? by.indexOf(node.index) : -1;
    if (k >= 0) reached.push(ownReach(starts[k]!, sizes[k]!));
    else if (node.kind === 'op') {
      const { args, shape } = node;
      const applied = {
        op: opOf(node),
        args: args.map((a) => reached[a]),
        shapes: args.map((a) => graph.nodes[a]!.shape),
        shape,
        constant: (operand: number) => constant(args[operand]!),
      };
      try {
        reached.push(reachOf(applied, collect));
      } catch (error) {
        if (!(error instanceof Overfull)) throw error;
        return { filled: node.origin?.text ?? node.op };
      }
      for (const a of args) if (last[a] === ref) reached[a] = undefined;
    } else reached.push(undefined);
  }
  return stacked(graph, reached, columns);
}

/** The values of nodes that depend on no input, computed when they are asked for. */
function constants(graph: Graph): (ref: Ref) => Tensor | undefined {
  const known = new Map<Ref, Tensor | undefined>();
  const value = (ref: Ref): Tensor | undefined => {
    if (known.has(ref)) return known.get(ref);
    const node = graph.nodes[ref]!;
    let found: Tensor | undefined;
    if (node.kind === 'constant') found = node.value;
    else if (node.kind === 'op') {
      const args = node.args.map(value);
      if (args.every((a) => a !== undefined)) found = opOf(node).compute(...args);
    }
    known.set(ref, found);
    return found;
  };
  return value;
}

/** The outputs' rows below each other, each in ascending order. */
function stacked(graph: Graph, reached: readonly (Reach | undefined)[], columns: number): Pattern {
  const rows = graph.outputs.reduce((n, ref) => n + sizeOf(graph.nodes[ref]!.shape), 0);
  const starts = new Int32Array(rows + 1);
  const count = graph.outputs.reduce((n, ref) => n + (reached[ref]?.indices.length ?? 0), 0);
  const indices = new Int32Array(count);
  let row = 0;
  let at = 0;
  for (const ref of graph.outputs) {
    const size = sizeOf(graph.nodes[ref]!.shape);
    const reach = reached[ref];
    if (reach) indices.set(reach.indices, at);
    for (let i = 0; i < size; i++) starts[row + i + 1] = at + (reach?.starts[i + 1] ?? 0);
    row += size;
    at += reach?.indices.length ?? 0;
  }
  // Transposing goes through rows in order and so leaves what it makes in order.
  return transposePattern(transposePattern({ rows, columns, starts, indices }).pattern).pattern;
}

/**
 * The pattern of a graph's first output as arrays: for each of the inputs `by` 1 or 0 for each entry of [...output, ...input].
 * A 0 is certain; a 1 is not.
 */
export function dependence(graph: Graph, by: readonly number[]): readonly Tensor[] {
  const { rows, columns, starts, indices } = patternOf({ ...graph, outputs: [graph.outputs[0]!] }, by) as Pattern;
  const output = graph.nodes[graph.outputs[0]!]!.shape;
  const all = new Uint8Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let k = starts[i]!; k < starts[i + 1]!; k++) all[i * columns + indices[k]!] = 1;
  }
  let start = 0;
  return by.map((input) => {
    const { shape } = graph.nodes[graph.inputs[input]!]!;
    const size = sizeOf(shape);
    const first = start;
    start += size;
    const data = Float64Array.from({ length: rows * size }, (_, at) => {
      return all[Math.floor(at / size) * columns + first + (at % size)]!;
    });
    return { shape: [...output, ...shape], data };
  });
}
