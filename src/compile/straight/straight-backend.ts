import type { Graph } from '../../graph/graph.ts';
import { sizeOf, type Tensor } from '../../tensor/tensor.ts';
import { type Executable, guardFailed } from '../backend.ts';
import { codeOf, functionNames, functionOf } from './code.ts';
import { iterationOf } from './iteration.ts';
import { scalarise, type Scalars, type WholeCall } from './scalarise.ts';

/** Functions of more terms are compiled late by V8, or never. */
export const MOST_TERMS = 700;

/** A graph as straight-line code, if it has no more than `most` terms. */
export function straightLine(graph: Graph, most: number): Executable | undefined {
  const scalars = scalarise(graph, most);
  return scalars && executableOf(graph, scalars);
}

function executableOf(graph: Graph, scalars: Scalars): Executable {
  const code = codeOf(graph, scalars, { entry: (i, k) => `x${i}[${k}]`, failed: 'fail()' });
  const outputs = graph.outputs.map((ref): Tensor => {
    const { shape } = graph.nodes[ref]!;
    return { shape, data: new Float64Array(sizeOf(shape)) };
  });
  const failed = (): never => {
    throw guardFailed;
  };
  const run = functionOf<(inputs: readonly Tensor[]) => void>(
    ['outputs', 'wholes', 'fail', ...functionNames(code)],
    [outputs.map((t) => t.data), scalars.calls.map((call) => wholeOf(call)), failed, ...code.functions],
    [
      ...outputs.map((_, i) => `const y${i} = outputs[${i}];`),
      'return function (inputs) {',
      ...graph.inputs.map((_, i) => `const x${i} = inputs[${i}].data;`),
      ...code.statements,
      ...code.outputs.flatMap((entries, i) => entries.map((text, k) => `y${i}[${k}] = ${text};`)),
      '};',
    ],
  );
  const execute: Executable = (inputs) => {
    run(inputs);
    return outputs;
  };
  if (scalars.calls.length > 0) execute.usesKernels = true;
  else execute.iteration = () => iterationOf(graph, scalars);
  return execute;
}

function wholeOf({ op, args }: WholeCall): { args: Float64Array[]; run: () => Float64Array } {
  const tensors = args.map(({ shape }): Tensor => ({ shape, data: new Float64Array(sizeOf(shape)) }));
  return { args: tensors.map((t) => t.data), run: () => op.compute(...tensors).data };
}
