/** Extents per axis; `[]` is a scalar, `[n]` a vector. */
export type Shape = readonly number[];

/** A dense array of doubles in row-major order. Data is never written to once a tensor is shared. */
export interface Tensor {
  readonly shape: Shape;
  readonly data: Float64Array;
}

/** The number of entries of a shape; 1 for a scalar. */
export const sizeOf = (shape: Shape): number => shape.reduce((n, d) => n * d, 1);

/** How many entries some arrays have together. */
export const sizeOfAll = (arrays: readonly { readonly shape: Shape }[]): number =>
  arrays.reduce((n, { shape }) => n + sizeOf(shape), 0);

/** A tensor over `data`, which it takes as its own. */
export const tensor = (shape: Shape, data: Float64Array | readonly number[]): Tensor => ({
  shape,
  data: data instanceof Float64Array ? data : Float64Array.from(data),
});

/** A scalar. */
export const scalar = (x: number): Tensor => ({ shape: [], data: Float64Array.of(x) });

/** The same value everywhere. */
export const full = (shape: Shape, x: number): Tensor => ({ shape, data: new Float64Array(sizeOf(shape)).fill(x) });

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((d, i) => d === b[i]);

/** `scalar`, `[3]`, `[2,3]`: a shape as people read it in a message. */
export const shapeText = (shape: Shape): string => (shape.length === 0 ? 'scalar' : `[${shape.join(',')}]`);
