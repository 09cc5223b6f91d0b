import { graphOf } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { exp } from '../ops/scalar/exponential.ts';
import { mul, sub, sum } from '../ops/core.ts';
import { slice } from '../ops/array/moves.ts';
import { sin } from '../ops/scalar/trigonometric.ts';
import { sizeOf, type Tensor, tensor } from '../tensor/tensor.ts';
import type { Backend } from './backend.ts';
import { interpret } from './interpreter.ts';

/** Loops with an odd end, functions, and a sum. Products have kernels that are checked where they are made. */
const trial = (): Graph =>
  graphOf([[7]], ($, [x]) => [
    $(sum([0]), $(mul, $(exp, x!), $(sin, x!))),
    $(sub, $(slice(0, 1, 6), x!), $(slice(0, 0, 6), x!)),
  ]);

const wave = (shape: readonly number[]): Tensor =>
  tensor(
    shape,
    Float64Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(1 + i * 0.7)),
  );

/** Why a back end is not to be used: it fails, or answers otherwise than the interpreter. Undefined: it is sound. */
export function faultOf(backend: Backend): string | undefined {
  const graph = trial();
  const inputs = [wave([7])];
  try {
    const wanted = interpret(graph, inputs);
    const found = backend.compile(graph)(inputs);
    const sound = wanted.every((w, k) => w.data.every((v, i) => Math.abs(v - found[k]!.data[i]!) <= 1e-12));
    return sound ? undefined : 'it computes something else';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
