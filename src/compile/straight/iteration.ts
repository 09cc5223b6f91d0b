import type { Graph } from '../../graph/graph.ts';
import { sizeOf } from '../../tensor/tensor.ts';
import type { Iteration } from '../backend.ts';
import { codeOf, functionNames, functionOf } from './code.ts';
import type { Scalars } from './scalarise.ts';

/**
 * A graph whose outputs behind the first become its first inputs again, as a loop whose state stays in variables: what a
 * person would write for a small net.
 */
export function iterationOf(graph: Graph, scalars: Scalars): Iteration {
  const state = graph.outputs.slice(1).map((ref) => sizeOf(graph.nodes[ref]!.shape));
  const code = codeOf(graph, scalars, {
    entry: (i, k) => (i < state.length ? `p${i}_${k}` : `x${i}[${k}]`),
    failed: 'break',
  });
  const each = (line: (i: number, k: number) => string): readonly string[] =>
    state.flatMap((size, i) => Array.from({ length: size }, (_, k) => line(i, k)));
  const [first] = code.outputs;
  return functionOf<Iteration>(functionNames(code), code.functions, [
    'return function (inputs, before, values, most) {',
    ...graph.inputs.map((_, i) => `const x${i} = inputs[${i}].data;`),
    ...each((i, k) => `let p${i}_${k} = x${i}[${k}], q${i}_${k} = before[${i}].data[${k}];`),
    'let step = 0;',
    'for (; step < most; step++) {',
    ...code.statements,
    `const value = ${first![0]};`,
    // NaN and infinity are no numbers to go on with.
    'if (value - value !== 0) break;',
    'values[step] = value;',
    ...each((i, k) => `const n${i}_${k} = ${code.outputs[i + 1]![k]};`),
    ...each((i, k) => `q${i}_${k} = p${i}_${k}; p${i}_${k} = n${i}_${k};`),
    '}',
    ...each((i, k) => `x${i}[${k}] = p${i}_${k}; before[${i}].data[${k}] = q${i}_${k};`),
    'return step;',
    '};',
  ]);
}
