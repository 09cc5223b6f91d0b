import { broadcastOffsets } from '../tensor/shape.ts';
import { counting } from '../tensor/sparse.ts';
import { type Shape, sizeOf } from '../tensor/tensor.ts';
import { take } from './array/moves.ts';
import type { Op } from './op.ts';
import type { Structure } from './structure.ts';

/**
 * For each entry of the result of an op that moves or joins entries the one that it is, counted from 0 through all operands;
 * -1 where it is 0. Told by moving positions.
 */
export function sourcesOf(op: Op, operands: readonly Shape[]): Int32Array {
  let next = 1;
  const positions = operands.map((shape) => {
    const data = counting(new Float64Array(sizeOf(shape)), next);
    next += data.length;
    return { shape, data };
  });
  const found = Int32Array.from(op.compute(...positions).data);
  for (let i = 0; i < found.length; i++) found[i]! -= 1;
  return found;
}

/** For each entry of the operand of an op that adds entries up, or chooses among them, the result's entry that it goes into. */
export function targetsOf(structure: Structure & { kind: 'gather' | 'scatter' }, operand: Shape): Int32Array {
  if (structure.kind === 'gather') {
    const axes = structure.axes(operand);
    const kept = operand.map((d, i) => (axes.includes(i) ? 1 : d));
    return broadcastOffsets(kept, operand);
  }
  const { axis, indices, extent } = structure;
  return sourcesOf(take(axis, indices), [operand.map((d, i) => (i === axis ? extent : d))]);
}
