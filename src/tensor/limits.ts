import { fail } from '../base/fault.ts';
import { type Shape, shapeText, sizeOf } from './tensor.ts';

/** No array is larger: half a gigabyte of doubles. */
export const MAX_ENTRIES = 2 ** 26;

/** The shape, or a Fault that names its size before anything is allocated. */
export function checkedShape(shape: Shape): Shape {
  const size = sizeOf(shape);
  if (size > MAX_ENTRIES) {
    fail(
      'limit/size',
      `an array ${shapeText(shape)} of ${size} entries is too large: the limit is ${MAX_ENTRIES} entries`,
      {
        help: 'Use a smaller array.',
      },
    );
  }
  return shape;
}
