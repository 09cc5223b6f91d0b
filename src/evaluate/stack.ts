import { fail } from '../base/fault.ts';
import type { Numeric, Tracer } from '../graph/trace.ts';
import { reshape } from '../ops/core.ts';
import { concat } from '../ops/array/moves.ts';
import { checkedShape } from '../tensor/limits.ts';
import { sameShape, shapeText, sizeOf, type Tensor, tensor } from '../tensor/tensor.ts';

/** Arrays of one shape, one behind the other along a new first axis. */
export function stack($: Tracer, items: readonly Numeric[]): Numeric {
  if (items.length === 0) return tensor([0], []);
  const shape = $.shape(items[0]!);
  for (const item of items) {
    if (!sameShape($.shape(item), shape)) {
      fail(
        'shape/ragged',
        `rows of an array need one shape; these are ${shapeText(shape)} and ${shapeText($.shape(item))}`,
        { help: 'concat(A, B, axis) joins arrays of different extents along an axis.' },
      );
    }
  }
  checkedShape([items.length, ...shape]);
  // What rounding has touched is joined by an op, so that it is remembered how it came about.
  if (items.every((item): item is Tensor => 'data' in item && !$.history.has(item))) {
    const size = sizeOf(shape);
    const data = new Float64Array(items.length * size);
    items.forEach((item, i) => {
      data.set(item.data, i * size);
    });
    return tensor([items.length, ...shape], data);
  }
  return $(concat(0), ...items.map((item) => $(reshape([1, ...shape]), item)));
}
