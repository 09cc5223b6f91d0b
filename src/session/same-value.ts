import { sameShape } from '../tensor/tensor.ts';
import { definitionText } from './summary.ts';
import { isTensor, type Value } from './value.ts';

/** Whether two values are equal to the last bit; functions are by their definitions. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (!a || !b) return a === b;
  if (isTensor(a) || isTensor(b)) {
    return isTensor(a) && isTensor(b) && sameShape(a.shape, b.shape) && a.data.every((x, i) => Object.is(x, b.data[i]));
  }
  if (a.kind === 'text' || b.kind === 'text')
    return a.kind === b.kind && 'text' in a && 'text' in b && a.text === b.text;
  return a.kind === b.kind && definitionText(a) === definitionText(b);
}
