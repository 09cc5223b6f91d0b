import type { Ref } from '../../graph/graph.ts';
import type { ModuleWriter } from '../../wasm/assembler.ts';
import type { FunctionWriter, Local } from '../../wasm/function-writer.ts';
import type { Kernel } from '../plan/kernel.ts';
import type { Functions } from './lanes.ts';
import { PartWriter } from './part-writer.ts';

/** Where nodes lie, in bytes, and how many doubles they have. */
interface Places {
  address(ref: Ref): number;
  /** Where what rounding lost of a sum lies that several parts gather. */
  lost(ref: Ref): number | undefined;
  size(ref: Ref): number;
}

/** Writes a kernel as a function without parameters. */
export function writeKernel(
  module: ModuleWriter,
  functions: Functions,
  kernel: Kernel,
  { address, lost, size }: Places,
): FunctionWriter {
  const f = module.function([], []);
  const adds = kernel.parts.length > 1;
  if (adds) {
    for (const { ref, gather } of kernel.roots) {
      if (gather === 'none') continue;
      fill(f, address(ref), size(ref), gather === 'total' ? 0 : Number.NEGATIVE_INFINITY);
      const beside = lost(ref);
      if (beside !== undefined) fill(f, beside, size(ref), 0);
    }
  }
  for (const part of kernel.parts)
    new PartWriter(f, functions, kernel, part, { address, lost, adds, fma: module.fma }).write();
  for (const { ref } of kernel.roots) {
    const beside = adds ? lost(ref) : undefined;
    if (beside !== undefined) addLost(f, address(ref), beside, size(ref));
  }
  return f;
}

/** Writes a loop over the places of `count` doubles. */
function each(f: FunctionWriter, count: number, body: (at: Local) => void): void {
  const at = f.local('i32');
  const end = f.local('i32');
  f.i32(0)
    .set(at)
    .i32(8 * count)
    .set(end);
  f.for(at, end, 8, () => body(at));
}

/** Writes a loop that sets `count` doubles. */
const fill = (f: FunctionWriter, start: number, count: number, value: number): void =>
  each(f, count, (at) => void f.get(at).f64(value).at('f64.store', start));

/** Writes a loop that adds to sums what was lost of them; where they have overflowed, that is NaN. */
function addLost(f: FunctionWriter, start: number, lost: number, count: number): void {
  const [total, rest] = [f.local('f64'), f.local('f64')];
  each(f, count, (at) => {
    f.get(at).at('f64.load', start).set(total).get(at).at('f64.load', lost).set(rest);
    f.get(at, total, rest).op('f64.add').get(total, rest, rest).op('f64.eq', 'select').at('f64.store', start);
  });
}
