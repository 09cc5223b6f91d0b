import type { Ref } from '../../graph/graph.ts';
import type { ModuleWriter } from '../../wasm/assembler.ts';
import type { FunctionWriter } from '../../wasm/function-writer.ts';
import type { Kernel } from '../plan/kernel.ts';
import type { Functions } from './lanes.ts';
import { PartWriter } from './part-writer.ts';

/** Writes a kernel as a function without parameters. */
export function writeKernel(
  module: ModuleWriter,
  functions: Functions,
  kernel: Kernel,
  address: (ref: Ref) => number,
  size: (ref: Ref) => number,
): FunctionWriter {
  const f = module.function([], []);
  const adds = kernel.parts.length > 1;
  if (adds) {
    for (const { ref, gather } of kernel.roots) {
      if (gather !== 'none') fill(f, address(ref), size(ref), gather === 'total' ? 0 : Number.NEGATIVE_INFINITY);
    }
  }
  for (const part of kernel.parts)
    new PartWriter(f, functions, kernel, part, address, { adds, fma: module.fma }).write();
  return f;
}

/** Writes a loop that sets `count` doubles. */
function fill(f: FunctionWriter, start: number, count: number, value: number): void {
  const at = f.local('i32');
  const end = f.local('i32');
  f.i32(0)
    .set(at)
    .i32(8 * count)
    .set(end);
  f.for(at, end, 8, () => f.get(at).f64(value).at('f64.store', start));
}
