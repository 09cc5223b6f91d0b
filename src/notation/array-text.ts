import type { Tensor } from '../tensor/tensor.ts';

/** A tensor as it would be typed, every digit kept: `2`, `[1, 2]`, `[1, 2; 3, 4]`, `[[[1, 2]], [[3, 4]]]`. */
export function arrayText({ shape, data }: Tensor): string {
  const [rows = 0, columns = 0] = shape;
  if (shape.length === 0) return exactText(data[0] ?? NaN);
  if (data.length === 0) return shape.length === 1 ? '[]' : `zeros(${shape.join(', ')})`;
  if (shape.length === 2 && rows > 1) {
    const row = (i: number): string => Array.from(data.subarray(i * columns, (i + 1) * columns), exactText).join(', ');
    return `[${Array.from({ length: rows }, (_, i) => row(i)).join('; ')}]`;
  }
  return nested(shape, data);
}

function nested(shape: readonly number[], data: Float64Array): string {
  const [extent = 0, ...rest] = shape;
  if (rest.length === 0) return `[${Array.from(data, exactText).join(', ')}]`;
  const size = data.length / extent;
  const items = Array.from({ length: extent }, (_, i) => nested(rest, data.subarray(i * size, (i + 1) * size)));
  return `[${items.join(', ')}]`;
}

/** The shortest decimal that reads back as the same double. */
const exactText = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));

/** Numbers within nested brackets, one pair for each axis: `join` makes them, for the axis that its items run along. */
export function nestedText(
  { shape, data }: Tensor,
  number: (x: number) => string,
  join: (items: readonly string[], axis: number) => string,
): string {
  const build = (axis: number, start: number, size: number): string => {
    if (axis === shape.length) return number(data[start]!);
    const extent = shape[axis]!;
    return join(
      Array.from({ length: extent }, (_, i) => build(axis + 1, start + (i * size) / extent, size / extent)),
      axis,
    );
  };
  return build(0, 0, data.length);
}
