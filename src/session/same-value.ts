import type { Sparse } from '../tensor/sparse.ts';
import { sameShape } from '../tensor/tensor.ts';
import { definitionText } from './summary.ts';
import { isSparse, isTensor, type Value } from '../evaluate/value.ts';

/** Whether two values are equal to the last bit; functions are by their definitions. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (!a || !b) return a === b;
  if (isTensor(a) || isTensor(b)) {
    return isTensor(a) && isTensor(b) && sameShape(a.shape, b.shape) && a.data.every((x, i) => Object.is(x, b.data[i]));
  }
  if (isSparse(a) || isSparse(b)) return isSparse(a) && isSparse(b) && sameSparse(a, b);
  if (a.kind === 'text' || b.kind === 'text')
    return a.kind === b.kind && 'text' in a && 'text' in b && a.text === b.text;
  return a.kind === b.kind && definitionText(a) === definitionText(b);
}

const sameSparse = (a: Sparse, b: Sparse): boolean =>
  sameShape(a.shape, b.shape) &&
  a.values.length === b.values.length &&
  a.pattern.starts.every((x, i) => x === b.pattern.starts[i]) &&
  a.pattern.indices.every((x, i) => x === b.pattern.indices[i]) &&
  a.values.every((x, i) => Object.is(x, b.values[i]));
